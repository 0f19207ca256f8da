import { describe, expect, test } from "vitest";
import { saidAbout } from "../../support/value.ts";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

describe("lists of units", () => {
  test("lose only what is no name", () => {
    holdsTable(
      "Unit.After",
      `
network.target a@b.service
a@.service dev-sda1.device a\\x2db.mount
a.service b
          ^ word-ignored not-unit-name
"a.service"
^^^^^^^^^^^ word-ignored not-unit-name
a.service,b.service
^^^^^^^^^^^^^^^^^^^ word-ignored not-unit-name
network /srv a.servic
^^^^^^^ word-ignored not-unit-name
        ^^^^ word-ignored not-unit-name
             ^^^^^^^^ word-ignored not-unit-name
@.service .service
^^^^^^^^^ word-ignored not-unit-name
          ^^^^^^^^ word-ignored not-unit-name
é.service
^^^^^^^^^ word-ignored not-unit-name
${"x".repeat(247)}.service
${"x".repeat(248)}.service
${"^".repeat(256)} word-ignored not-unit-name
`,
    );
  });

  test("leave room in a template's name for the instance it gets", () => {
    const said = (path: string) =>
      saidAbout(
        `#- /etc/systemd/system/${path}\n[Unit]\nAfter=`,
        [237, 238, 239, 240, 241, 242, 243, 244, 248].map((length) => `${"x".repeat(length)}@%i.path`),
      ).map((value) => value.length - "@%i.path".length);
    expect(said("backup.service")).toEqual([244, 248]);
    expect(said("backup@eleven-long.service")).toEqual([239, 240, 241, 242, 243, 244, 248]);
    expect(said("backup@.service")).toEqual([]);
    expect(
      saidAbout("#- /etc/systemd/system/a@.service\n[Unit]\nAfter=", [`${"x".repeat(250)}@%i.path`]),
    ).toHaveLength(1);
  });

  test("have instances of five types only", () => {
    holdsTable(
      "Unit.Wants",
      `
a@b.service a@b.socket a@b.target a@b.timer a@b.path
a@b.slice a@.mount c.mount
^^^^^^^^^ word-ignored not-unit-name
          ^^^^^^^^ word-ignored not-unit-name
`,
    );
  });

  test("have specifiers of names", () => {
    holdsTable(
      { directive: "Unit.After", unit: "app@x" },
      `
a-%i.service %j@%i.target %p.socket
a-%i.service b-%Z.service
               ^^ word-ignored unknown-specifier
%i %t/x.mount
^^ word-ignored not-unit-name
   ^^ word-ignored unknown-specifier
`,
    );
  });

  test("are coloured name by name", () => {
    expect(explained("Unit.After", "a.service b")).toEqual(["unit a.service", "unit b"]);
  });

  test("are offered what every systemd has, once", () => {
    offersWords("Unit.After", "network-on$0", ["network-online.target"]);
    offersWords("Unit.After", "network-online.target network-on$0", []);
  });
});

describe("one unit", () => {
  test("of a slice", () => {
    holdsTable(
      "Service.Slice",
      `
system.slice
a-b.slice
system
^^^^^^ line-ignored not-unit-name
app.service
^^^^^^^^^^^ line-ignored wrong-unit-type
a@b.slice
^^^^^^^^^ line-ignored not-unit-name
a.slice b.slice
^^^^^^^^^^^^^^^ line-ignored not-unit-name
`,
    );
    offersWords("Service.Slice", "mach$0", ["machine.slice"]);
  });

  test("of a socket is a service that can start", () => {
    holdsTable(
      "Socket.Service",
      `
app.service
app@x.service
app@.service
^^^^^^^^^^^^ line-ignored template-without-instance
app.socket
^^^^^^^^^^ line-ignored wrong-unit-type
app
^^^ line-ignored not-unit-name
`,
    );
  });

  test("of a timer is any but itself", () => {
    holdsTable(
      "Timer.Unit",
      `
app.service
other.timer
app.timer
^^^^^^^^^ line-ignored own-name
app
^^^ line-ignored not-unit-name
`,
    );
    holdsTable(
      { directive: "Timer.Unit", unit: "app@x" },
      `
app@.service
app@%i.service
app@%i.timer
^^^^^^^^^^^^ line-ignored own-name
%n
^^ line-ignored own-name
`,
    );
  });
});
