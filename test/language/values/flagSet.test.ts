import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("RestrictNamespaces= takes a boolean or a set, all or nothing", () => {
  for (const target of [252, 262]) {
    judges(
      `
[Service]
RestrictNamespaces=yes
RestrictNamespaces=~user mnt
RestrictNamespaces=time
RestrictNamespaces=~
RestrictNamespaces=user mount net
#                       ^^^^^ line-ignored unknown-word
RestrictNamespaces=~yes
#                   ^^^ line-ignored unknown-word
RestrictNamespaces="net"
#                  ^^^^^ line-ignored unknown-word`,
      target,
    );
  }
  expect(explained("[Service]\nRestrictNamespaces=~uts net")).toEqual([
    "operator ~: These are refused, all others can be used.",
    "keyword uts: UTS namespaces: a host name of its own.",
    "keyword net: Network namespaces: interfaces, routes and ports of its own.",
  ]);
  expect(explained("[Service]\nRestrictNamespaces=on")).toEqual(["keyword on: No namespaces at all."]);
  expect(offeredAt("[Service]\nRestrictNamespaces=$0").slice(0, 3)).toEqual(["yes", "no", "cgroup"]);
  expect(offeredAt("[Service]\nRestrictNamespaces=~user $0")).not.toContain("yes");
});

test("DelegateNamespaces= hands over no user namespaces", () => {
  judges(
    `
[Service]
DelegateNamespaces=mnt net
DelegateNamespaces=~user
DelegateNamespaces=mnt user
#                      ^^^^ line-ignored user-namespace-delegated`,
    262,
  );
  expect(offeredAt("[Service]\nDelegateNamespaces=$0", 262)).not.toContain("user");
});

test("RefreshOnReload=", () => {
  judges(
    `
[Service]
RefreshOnReload=no
RefreshOnReload=~credentials
RefreshOnReload=extensions credential
#                          ^^^^^^^^^^ line-ignored unknown-word`,
    262,
  );
});

test("RestrictFileSystems= knows groups; names of file systems can be any", () => {
  judges(`
[Service]
RestrictFileSystems=@basic-api ext4 nosuchfs "tmpfs"
RestrictFileSystems=~@Network ext4
#                    ^^^^^^^^ word-ignored unknown-word
RestrictFileSystems=ext4 "tmpfs
#                        ^ words-ignored unbalanced-quote`);
  expect(explained("[Service]\nRestrictFileSystems=~@temporary ext4")).toEqual([
    "operator ~: These are refused, all others can be used.",
    "keyword @temporary: Memory only: `tmpfs`, `ramfs`.",
    "string ext4",
  ]);
  expect(offeredAt("[Service]\nRestrictFileSystems=$0")).toContain("@known");
});

test("CoredumpFilter= takes words and masks, all or nothing", () => {
  judges(`
[Service]
CoredumpFilter=default shared-dax
CoredumpFilter=0x33 ff
CoredumpFilter=all private-shared g
#                  ^^^^^^^^^^^^^^ line-ignored unknown-word
#                                 ^ line-ignored unknown-word
CoredumpFilter=10000000000000000
#              ^^^^^^^^^^^^^^^^^ line-ignored unknown-word`);
  expect(explained("[Service]\nCoredumpFilter=0x11")).toEqual([
    "number 0x11: `private-anonymous`, `elf-headers`.",
  ]);
  expect(offeredAt("[Service]\nCoredumpFilter=$0").slice(0, 3)).toEqual([
    "default",
    "all",
    "private-anonymous",
  ]);
});
