import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("addresses of documentation", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Unit]
Documentation=https://example.org/a man:app(8) file:/usr/share/doc/app info:app "man:a b"
Documentation=example.org man: app(8) HTTP://example.org
#             ^^^^^^^^^^^ word-ignored not-documentation
#                         ^^^^ word-ignored not-documentation
#                              ^^^^^^ word-ignored not-documentation
#                                     ^^^^^^^^^^^^^^^^^^ word-ignored not-documentation
Documentation=https://exämple.org
#                       ^ word-ignored not-ascii
Documentation=man:%p(8) %Z
#                       ^^ line-ignored unknown-specifier
Documentation=man:app "man:b
#                     ^ ${version === 252 ? "words" : "line"}-ignored unbalanced-quote`,
      version,
    );
  }
});

test("names and arguments", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
LogNamespace=app
LogNamespace=app-%p@x
LogNamespace=a/b
#             ^ line-ignored not-log-namespace
LogNamespace=..
#            ^^ line-ignored not-log-namespace
LogNamespace=a\\x20b
#             ^ line-ignored not-log-namespace
Sockets=a.socket b@c.socket b@.socket
Sockets=a a.service "b.socket"
#       ^ word-ignored not-unit-name
#         ^^^^^^^^^ word-ignored wrong-unit-type
#                   ^^^^^^^^^^ word-ignored not-unit-name
Slice=system-app.slice
Slice=system-app
#     ^^^^^^^^^^ line-ignored not-unit-name
Slice=app.service
#     ^^^^^^^^^^^ line-ignored wrong-unit-type
Slice=app@.slice
#     ^^^^^^^^^^ line-ignored template-without-instance`,
      version,
    );
  }
  for (const version of [252, 257, 262]) {
    judges(
      `
[Unit]
RebootArgument=kernel=/vmlinuz
RebootArgument=künftig
#               ^ line-ignored not-ascii`,
      version,
    );
  }
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
FileDescriptorName=web
FileDescriptorName=web:1
#                     ^ line-ignored not-descriptor-name
FileDescriptorName=wéb
#                   ^ line-ignored not-descriptor-name`,
      version,
    );
  }
});

test("a host name of its own, since 258", () => {
  for (const version of [252, 257]) {
    judges(
      `
[Service]
ProtectHostname=yes
ProtectHostname=private
#               ^^^^^^^ line-ignored word-too-new
ProtectHostname=yes:box
#               ^^^^^^^ line-ignored word-too-new`,
      version,
    );
  }
  judges(
    `
[Service]
ProtectHostname=private
ProtectHostname=yes:box.example
ProtectHostname=no:box
#               ^^ line-ignored host-name-unused
ProtectHostname=maybe:box
#               ^^^^^ line-ignored unknown-word
ProtectHostname=yes:
#                  ^ line-ignored not-host-name
ProtectHostname=yes:-box
#                   ^^^^ line-ignored not-host-name
ProtectHostname=yes:a_b
#                   ^^^ line-ignored not-host-name
ProtectHostname=privat
#               ^^^^^^ line-ignored unknown-word`,
    262,
  );
});

test("limits and attributes of newer releases", () => {
  judges(
    `
[Service]
StateDirectoryQuota=10%
StateDirectoryQuota=off
StateDirectoryQuota=1.5G
StateDirectoryQuota=101%
#                   ^^^^ line-ignored not-limit
StateDirectoryQuota=none
#                   ^^^^ line-ignored not-limit`,
    262,
  );
  judges(
    `#- /etc/systemd/system/app.socket
[Socket]
XAttrEntryPoint=user.kind=web
XAttrEntryPoint=user.kind
#               ^^^^^^^^^ line-ignored missing-field
XAttrListen=trusted.kind=web
#           ^^^^^^^^^^^^ line-ignored not-user-attribute
XAttrAccept=user.kind=%Z
#                     ^^ line-ignored unknown-specifier`,
    262,
  );
  judges(
    `#- /etc/systemd/system/app.slice
[Slice]
ConcurrencySoftMax=infinity
ConcurrencyHardMax=10
ConcurrencyHardMax=-1
#                  ^^ line-ignored number-out-of-range`,
    262,
  );
});

test("what is mounted, and paths that specifiers leave empty", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/srv.mount
[Mount]
What=/dev/sda
What=LABEL=my disk
Where=/srv/../x
#          ^^ line-ignored path-not-normalized`,
      version,
    );
  }
});

test("values are spelt out", () => {
  expect(explained("[Unit]\nDocumentation=man:sshd(8) man:sshd https://x info:a file:/b")).toEqual([
    "string man:sshd(8): A manual page: `man 8 sshd`.",
    "string man:sshd: A manual page: `man sshd`.",
    "string https://x: A page of the web.",
    "string info:a: A page of the Info manual: `info a`.",
    "string file:/b: A file of this machine.",
  ]);
  expect(explained("[Service]\nProtectHostname=private:box", 262)).toEqual([
    "keyword private: May change the host name, but only for itself; `private:NAME` sets it.",
    "string box: The host name that the unit sees.",
  ]);
  expect(explained("#- /etc/systemd/system/a.socket\n[Socket]\nXAttrListen=user.a=b", 262)).toEqual([
    "variable user.a: An extended attribute of the socket's file.",
    "string b",
  ]);
  expect(explained("[Service]\nStateDirectoryQuota=10%", 262)).toEqual([
    "number 10%: 10 % of the file system",
  ]);
  expect(explained("[Service]\nSockets=a.socket")).toEqual(["unit a.socket"]);
});

test("words in the place of a value are offered", () => {
  expect(offeredAt("[Service]\nProtectHostname=p$0", 262)).toEqual(["private"]);
  expect(offeredAt("[Service]\nStateDirectoryQuota=$0", 262)).toEqual(["off"]);
  expect(offeredAt("#- /etc/systemd/system/a.slice\n[Slice]\nConcurrencyHardMax=$0", 262)).toEqual([
    "infinity",
  ]);
  expect(offeredAt("[Service]\nSockets=$0")).toContain("dbus.socket");
});
