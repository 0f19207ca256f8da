import { describe, expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

describe("one user or group", () => {
  test.each(["root", "www-data", "_apt", "0", "65534", "4294967294", "a".repeat(31), "%p", "app-%u"])(
    "takes %s",
    (name) => judges(`[Service]\nUser=${name}`),
  );

  test("refuses what no account can be called, and the rest of the file with it", () => {
    judges(`
[Service]
User=web:admin
#       ^ rest-dropped not-account-name
Group=srv/www
#        ^ rest-dropped not-account-name
User=65535
#    ^^^^^ rest-dropped not-account-name
User=4294967295
#    ^^^^^^^^^^ rest-dropped not-account-name
Group=01
#     ^^ rest-dropped not-account-name
Group=-1
#     ^^ rest-dropped not-account-name
Group=-
#     ^ rest-dropped not-account-name
User=..
#    ^^ rest-dropped not-account-name
User=a%Zb
#     ^^ rest-dropped unknown-specifier
User=%i
#    ^^ rest-dropped not-account-name
#    ^^ none no-instance`);
  });

  test("remarks on names that few programs take, and on nobody", () => {
    judges(`
[Service]
User=john.doe
#    ^^^^^^^^ noted unusual-account-name
User=john doe
#    ^^^^^^^^ noted unusual-account-name
User=+1
#    ^^ noted unusual-account-name
Group=${"a".repeat(32)}
#     ${"^".repeat(32)} noted unusual-account-name
User=nobody
#    ^^^^^^ noted user-nobody
Group=nobody`);
  });

  test("an unknown specifier leaves open what cannot be known", () => {
    judges(`
[Service]
User=app-%m
User=%H:x
#      ^ rest-dropped not-account-name
User=%H x
#    ^^^^ noted unusual-account-name`);
  });

  test("says whom a number means, and offers root", () => {
    expect(explained("[Service]\nUser=0")).toEqual(["number 0: The user root."]);
    expect(explained("[Service]\nGroup=1000")).toEqual(["number 1000: The group with the number 1000."]);
    expect(explained("[Service]\nUser=www-data")).toEqual(["string www-data"]);
    expect(offeredAt("[Service]\nUser=$0")).toEqual(["root"]);
  });
});

test("several groups: one bad name stops the reading of the file", () => {
  judges(`
[Service]
SupplementaryGroups=audio video
SupplementaryGroups=audio vi:deo a/b
#                           ^ rest-dropped not-account-name
#                                 ^ rest-dropped not-account-name
SupplementaryGroups="audio"
#                   ^^^^^^^ noted unusual-account-name`);
});
