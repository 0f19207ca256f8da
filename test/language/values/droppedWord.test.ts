import { describe, expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

describe("capabilities, of which systemd drops what it does not know without a word", () => {
  test("by name in any case, or by number", () => {
    judges(`
[Service]
CapabilityBoundingSet=CAP_CHOWN cap_kill 12 "CAP_BPF"
AmbientCapabilities=~CAP_SYS_ADMIN
CapabilityBoundingSet=~
CapabilityBoundingSet=CAP_CHWON CHOWN 99 CAP_KILL
#                     ^^^^^^^^^ none dropped-word
#                               ^^^^^ none dropped-word
#                                     ^^ none dropped-word
AmbientCapabilities=CAP_KILL "CAP_BPF
#                            ^ none unbalanced-quote`);
  });

  test("says what each is", () => {
    expect(explained("[Service]\nCapabilityBoundingSet=~CAP_KILL 12 cap_bpf CAP_X")).toEqual([
      "operator ~: All capabilities but these.",
      "keyword CAP_KILL: Send signals to processes of others.",
      "keyword 12: `CAP_NET_ADMIN`: Configure interfaces, routes, firewall and more of the network.",
      "keyword cap_bpf: Load BPF programs and make maps.",
    ]);
    expect(offeredAt("[Service]\nCapabilityBoundingSet=~CAP_KILL $0")).toContain("CAP_SYS_ADMIN");
  });
});

test("SecureBits=", () => {
  const fixture = `
[Service]
SecureBits=keep-caps noroot-locked
SecureBits=no-root exec-deny-interactive
#          ^^^^^^^ none dropped-word`;
  judges(fixture, 262);
  judges(`${fixture}\n#                  ^^^^^^^^^^^^^^^^^^^^^ none dropped-word`, 257);
  expect(offeredAt("[Service]\nSecureBits=$0", 257)).not.toContain("exec-deny-interactive");
  expect(explained("[Service]\nSecureBits=noroot")).toEqual([
    "keyword noroot: Being root, or a set-UID root program, brings no capabilities.",
  ]);
});

test("DisableControllers= is ignored only where systemd knows none of the words", () => {
  judges(`
[Service]
DisableControllers=cpu io
DisableControllers=cpu memroy
#                      ^^^^^^ none dropped-word
DisableControllers=memroy cpus
#                  ^^^^^^ line-ignored unknown-word
#                         ^^^^ line-ignored unknown-word`);
  expect(offeredAt("[Service]\nDisableControllers=cpu $0")).toEqual(expect.arrayContaining(["io", "memory"]));
});
