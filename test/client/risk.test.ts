import { expect, test } from "vitest";
import { riskOf } from "../../client/src/commands/risk.ts";

test.each([
  ["start", "systemd-poweroff.service"],
  ["start", "systemd-suspend-then-hibernate.service"],
  ["start", "reboot.target"],
  ["start", "rescue.service"],
  ["start", "emergency.target"],
  ["start", "initrd-switch-root.service"],
  ["start", "runlevel6.target"],
  ["stop", "sshd.service"],
  ["stop", "dbus.socket"],
  ["stop", "user@1000.service"],
  ["stop", "multi-user.target"],
  ["restart", "dbus.service"],
  ["restart", "gdm3.service"],
  ["restart", "-.mount"],
] as const)("to %s %s is asked about", (verb, name) => {
  expect(riskOf(verb, name)).toMatch(/^[A-Z].+\.$/);
});

test.each([
  ["start", "nginx.service"],
  ["start", "multi-user.target"],
  ["start", "my-rescue.service"],
  ["start", "runlevel3.target"],
  ["start", "-.mount"],
  ["stop", "nginx.service"],
  ["stop", "my-dbus.service"],
  ["restart", "ssh.service"],
  ["restart", "systemd-journald.service"],
] as const)("to %s %s is not", (verb, name) => {
  expect(riskOf(verb, name)).toBeUndefined();
});
