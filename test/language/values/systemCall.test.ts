import { describe, expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

describe("SystemCallFilter=", () => {
  test("allows calls and groups", () => {
    judges(`
[Service]
SystemCallFilter=@system-service read _llseek mseal
SystemCallFilter=@system-services raed READ "read" read,write
#                ^^^^^^^^^^^^^^^^ word-ignored unknown-word
#                                 ^^^^ word-ignored unknown-system-call
#                                      ^^^^ word-ignored unknown-system-call
#                                           ^^^^^^ word-ignored unknown-system-call
#                                                  ^^^^^^^^^^ word-ignored unknown-system-call
SystemCallFilter=read:EPERM @clock:kill
#                    ^^^^^^ word-ignored errno-of-allowed-call
#                                 ^^^^^ word-ignored errno-of-allowed-call
SystemCallFilter=read:FOO :EPERM
#                     ^^^ word-ignored not-errno
#                         ^ word-ignored unknown-system-call`);
  });

  test("or refuses them, with an error or the end of the process", () => {
    judges(`
[Service]
SystemCallFilter=~@mount read:EPERM write:kill open:5 stat:eperm
SystemCallFilter=~
SystemCallFilter=~raed:EPERM read:4096 read:KILL read:
#                 ^^^^ word-ignored unknown-system-call
#                                 ^^^^ word-ignored not-errno
#                                           ^^^^ word-ignored not-errno
#                                                    ^ word-ignored not-errno
SystemCallFilter=~read ~write
#                      ^^^^^^ word-ignored unknown-system-call`);
  });

  test("a group that came later", () => {
    judges("[Service]\nSystemCallFilter=@sandbox", 257);
    judges("[Service]\nSystemCallFilter=@sandbox\n#                ^^^^^^^^ word-ignored word-too-new", 252);
  });

  test("explains and offers", () => {
    expect(explained("[Service]\nSystemCallFilter=~@swap read:EPERM")).toEqual([
      "operator ~: These calls are refused, all others go on working.",
      "keyword @swap: Turning swap on and off.\n\nMade of `swapoff`, `swapon`.",
      "keyword read: A system call of `@basic-io`.",
      "operator :: What the call fails with:",
      "keyword EPERM: `EPERM` (1): Not permitted.",
    ]);
    expect(offeredAt("[Service]\nSystemCallFilter=$0").slice(0, 2)).toEqual(["@default", "@aio"]);
    expect(offeredAt("[Service]\nSystemCallFilter=read $0")).toContain("write");
    expect(offeredAt("[Service]\nSystemCallFilter=~read:$0").slice(0, 2)).toEqual(["kill", "EPERM"]);
    expect(offeredAt("[Service]\nSystemCallFilter=read:$0")).toEqual([]);
  });
});

test("SystemCallLog= takes no errors", () => {
  judges(`
[Service]
SystemCallLog=~read @clock
SystemCallLog=~read:EPERM
#              ^^^^^^^^^^ word-ignored unknown-system-call`);
});

test("SystemCallErrorNumber= takes one error, in any case", () => {
  judges(`
[Service]
SystemCallErrorNumber=EPERM
SystemCallErrorNumber=ewouldblock
SystemCallErrorNumber=4095
SystemCallErrorNumber=kill
SystemCallErrorNumber=0
#                     ^ line-ignored not-errno
SystemCallErrorNumber=4096
#                     ^^^^ line-ignored not-errno
SystemCallErrorNumber=EPREM
#                     ^^^^^ line-ignored not-errno
SystemCallErrorNumber=EPERM EACCES
#                     ^^^^^^^^^^^^ line-ignored not-errno`);
  expect(explained("[Service]\nSystemCallErrorNumber=38")).toEqual([
    "number 38: `ENOSYS` (38): No such system call: programs often fall back to an older one.",
  ]);
  expect(offeredAt("[Service]\nSystemCallErrorNumber=$0", 257)).not.toContain("EFTYPE");
});

test("SystemCallArchitectures= takes words, one by one", () => {
  judges(`
[Service]
SystemCallArchitectures=native "x86"
SystemCallArchitectures=native x86_64 arm
#                              ^^^^^^ word-ignored unknown-word`);
  judges(
    `
[Service]
SystemCallArchitectures=loongarch64
#                       ^^^^^^^^^^^ word-ignored word-too-new`,
    252,
  );
});
