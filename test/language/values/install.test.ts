import { expect, test } from "vitest";
import { judge } from "../../../server/src/language/judge.ts";
import { messageOf } from "../../../server/src/language/problems/catalogue.ts";
import { analysed } from "../../support/language.ts";
import { explained, judges, offeredAt, saidAbout } from "../../support/value.ts";

// Every verdict was compared with the exit status of `systemctl --root=… enable` of the three releases.
test("names that [Install] takes", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Install]
WantedBy=multi-user.target a@.service "x.target"
WantedBy=multi-user graphical.tagret
#        ^^^^^^^^^^ start-fails not-unit-name
#                   ^^^^^^^^^^^^^^^^ start-fails not-unit-name
RequiredBy=a/b.target %Z.target
#          ^^^^^^^^^^ start-fails not-unit-name
#                     ^^ start-fails unknown-specifier
Also=app.socket app
#               ^^^ start-fails not-unit-name
Also="app.socket"
#    ^^^^^^^^^^^^ start-fails not-unit-name`,
      version,
    );
  }
});

test("a quote that is never closed costs a line, or what follows it", () => {
  judges(
    `
[Install]
WantedBy=multi-user "x.target
#        ^^^^^^^^^^ start-fails not-unit-name
#                   ^ word-ignored unbalanced-quote
Alias=app"
#        ^ word-ignored unbalanced-quote`,
    252,
  );
  for (const version of [257, 262]) {
    judges(
      `
[Install]
WantedBy=multi-user "x.target
#                   ^ line-ignored unbalanced-quote
Alias=app"
#        ^ line-ignored unbalanced-quote`,
      version,
    );
  }
});

test("what is emptied again is no mistake", () => {
  judges(
    `
[Install]
WantedBy=multi-user
Alias=app
RequiredBy=graphical
#          ^^^^^^^^^ start-fails not-unit-name
WantedBy=
Alias=
WantedBy=multi-user
#        ^^^^^^^^^^ start-fails not-unit-name`,
    257,
  );
});

test("templates may be wanted by units of types that have no instances", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Install]
WantedBy=x@.slice x@y.mount
Alias=%H.service %H.socket
#                ^^^^^^^^^ start-fails not-alias`,
      version,
    );
  }
});

test("a template says what enabling it without an instance costs", () => {
  const [problem] = judge(
    analysed({
      path: "/etc/systemd/system/app@.service",
      text: "[Install]\nDefaultInstance=a b\n",
      carets: [],
    }),
  );
  expect(problem && messageOf(problem)).toContain("enabling it without naming an instance fails.");
});

test("other names of a plain unit", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Install]
Alias=store.service app.service
Alias=store store.socket
#     ^^^^^ start-fails not-unit-name
#           ^^^^^^^^^^^^ start-fails not-alias
Alias=store@.service store@x.service
#     ^^^^^^^^^^^^^^ start-fails not-alias
#                    ^^^^^^^^^^^^^^^ start-fails not-alias
Alias=x.target.wants/app.service x.target.wants/store.service
#                                               ^^^^^^^^^^^^^ start-fails not-alias
Alias=x.links/app.service %Z
#     ^^^^^^^ start-fails not-alias
#                         ^^ start-fails unknown-specifier
Alias=%p-old.service
DefaultInstance=x
#               ^ none default-instance-unused`,
      version,
    );
  }
});

test("other names of a template and of an instance", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app@.service
[Install]
Alias=store@.service store@x.service store@%i.service
Alias=store.service
#     ^^^^^^^^^^^^^ start-fails not-alias
Alias=x@.target.wants/app@.service x.target.wants/app@a.service
DefaultInstance=main
DefaultInstance=front desk
#                    ^ start-fails not-instance
DefaultInstance=%Z
#               ^^ start-fails unknown-specifier`,
      version,
    );
  }
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app@a.service
[Install]
Alias=store@.service store@a.service store@%i.service
Alias=store@b.service
#     ^^^^^^^^^^^^^^^ start-fails not-alias
DefaultInstance=front desk`,
      version,
    );
  }
});

test("of a name that an instance is part of, the type and the characters are known", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app@.service
[Install]
WantedBy=x@%i.target x@%i.tagret
#                    ^^^^^^^^^^^ start-fails not-unit-name
Alias=%N.service %N.srevice %i=.service
#                ^^^^^^^^^^ start-fails not-alias
#                           ^^^^^^^^^^^ start-fails not-unit-name
Alias=x.target.wants/%n x.target/%n
#                       ^^^^^^^^ start-fails not-alias
DefaultInstance=%i&
#                 ^ start-fails not-instance
Also=%n.slice`,
      version,
    );
  }
});

test("names have to leave room for what is made of them", () => {
  const long = (length: number, end: string) => "u".repeat(length - end.length) + end;
  const said = (directive: string, values: readonly string[], path = "app.service") =>
    saidAbout(`#- /etc/systemd/system/${path}\n[Install]\n${directive}=`, values).map(({ length }) => length);
  const targets = [246, 247, 248, 249, 250].map((length) => long(length, ".target"));
  expect(said("WantedBy", targets)).toEqual([250]);
  expect(said("UpheldBy", targets)).toEqual([248, 249, 250]);
  expect(said("RequiredBy", targets)).toEqual([247, 248, 249, 250]);
  expect(said("DefaultInstance", ["x".repeat(256), "x".repeat(257)], "app@.service")).toEqual([257]);
  const links = [238, 239].map((length) => `${long(length, ".target")}.wants/app.service`);
  expect(said("Alias", links)).toEqual([257]);
});

test("a folder may have more slashes than it takes", () => {
  const values = [
    "x.target.wants//app.service",
    "./x.target.wants/./app.service",
    "/x.target.wants/app.service",
  ];
  expect(saidAbout("[Install]\nAlias=", values)).toEqual(["/x.target.wants/app.service"]);
});

test("types without other names", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/srv.mount
[Install]
Alias=data.mount
#     ^^^^^^^^^^ none alias-not-here
WantedBy=local-fs.target`,
      version,
    );
  }
});

test("the message tells that it is enabling that fails", () => {
  const file = {
    path: "/etc/systemd/system/app.service",
    text: "[Install]\nWantedBy=multi-user\n",
    carets: [],
  };
  expect(judge(analysed(file)).map(messageOf)).toEqual([
    "`multi-user` is no unit name: it needs a type at its end, such as .service. Did you mean `multi-user.target`? The unit loads, but enabling it fails.",
  ]);
});

test("units are offered and told apart", () => {
  expect(offeredAt("[Install]\nWantedBy=$0")[0]).toBe("multi-user.target");
  expect(offeredAt("[Install]\nAlso=$0")).toContain("multi-user.target");
  expect(explained("[Install]\nWantedBy=a.target b.target")).toEqual(["unit a.target", "unit b.target"]);
  expect(explained("[Install]\nAlias=b.service")).toEqual([
    "unit b.service: Another name of the unit: enabling makes a link of this name.",
  ]);
  expect(explained("[Install]\nDefaultInstance=main")).toEqual([
    "string main: The instance that is enabled where none is named.",
  ]);
});
