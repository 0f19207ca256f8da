import { describe, expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

const long = "n".repeat(255);
const accents = "é".repeat(127);

describe("one path", () => {
  test("is absolute, whole and not too long", () => {
    holdsTable(
      "Unit.SourcePath",
      `
/etc/app.conf
/a b/c
//usr//./lib/
/a..b/...
/${long}/x
/${accents}/x
/${long}n
^^${"^".repeat(255)} line-ignored path-not-valid
/${accents}é
^${"^".repeat(128)} line-ignored path-not-valid
etc/app.conf
^^^^^^^^^^^^ line-ignored path-not-absolute
./app.conf
^^^^^^^^^^ line-ignored path-not-absolute
~/app.conf
^^^^^^^^^^ line-ignored path-not-absolute
"/etc/app.conf"
^^^^^^^^^^^^^^^ line-ignored path-not-absolute
/etc/../usr
     ^^ line-ignored path-not-normalized
/etc/..
     ^^ line-ignored path-not-normalized
`,
    );
  });

  test("may go above the root since 257", () => {
    holdsTable(
      { directive: "Path.PathChanged", versions: [252] },
      `
/../usr
 ^^ line-ignored path-not-normalized
//./..
    ^^ line-ignored path-not-normalized
`,
    );
    holdsTable(
      { directive: "Path.PathChanged", versions: [257, 262] },
      `
/../usr
/.././../usr
/..
/../usr/..
        ^^ line-ignored path-not-normalized
`,
    );
  });

  test("has specifiers", () => {
    holdsTable(
      { directive: "Path.PathChanged", unit: "app@x" },
      `
%t/app
/run/%i/%n
/run/%p/../%i
        ^^ line-ignored path-not-normalized
%i/run
^^^^^^ line-ignored path-not-absolute
/run/%Z
     ^^ line-ignored unknown-specifier
`,
    );
  });

  test("can end the reading of the file", () => {
    holdsTable(
      "Service.RootDirectory",
      `
/srv/root
srv
^^^ rest-dropped path-not-absolute
/srv/../root
     ^^ rest-dropped path-not-normalized
/srv/%Z
     ^^ rest-dropped unknown-specifier
`,
    );
  });

  test("is a path to all who ask", () => {
    expect(explained("Unit.SourcePath", "/etc/app.conf")).toEqual(["path /etc/app.conf"]);
    offersWords("Unit.SourcePath", "$0", []);
  });
});

describe("signs before a path", () => {
  test("say that it may be missing", () => {
    holdsTable(
      "Service.EnvironmentFile",
      `
/etc/default/app
-/etc/default/app
-/etc/default/*.env
-etc/default/app
 ^^^^^^^^^^^^^^^ line-ignored path-not-absolute
--/x
 ^^^ line-ignored path-not-absolute
`,
    );
    expect(explained("Service.EnvironmentFile", "-/x")).toEqual([
      "operator -: Not there: no matter.",
      "path /x",
    ]);
  });

  test("turn conditions round, in this order", () => {
    holdsTable(
      "Unit.ConditionPathExists",
      `
/etc/app
!/etc/app
|/etc/app
|!/etc/app
!|/etc/app
 ^^^^^^^^^ line-ignored path-not-absolute
| /etc/app
 ^^^^^^^^^ line-ignored path-not-absolute
!
^ line-ignored path-not-absolute
etc
^^^ line-ignored path-not-absolute
`,
    );
    expect(explained("Unit.ConditionPathExists", "|!/x")).toEqual([
      "operator |: One of the conditions with this sign must hold.",
      "operator !: Must not hold.",
      "path /x",
    ]);
  });

  test("make a folder's mistake cost less", () => {
    holdsTable(
      "Service.WorkingDirectory",
      `
/srv/app
~
-/srv/app
-~
%h/app
srv/app
^^^^^^^ rest-dropped path-not-absolute
-srv/app
 ^^^^^^^ line-ignored path-not-absolute
+/srv
^^^^^ rest-dropped path-not-absolute
~app
^^^^ rest-dropped path-not-absolute
`,
    );
    expect(explained("Service.WorkingDirectory", "-~")).toEqual([
      "operator -: Not there: no matter.",
      "keyword ~: The home folder of the user.",
    ]);
    offersWords("Service.WorkingDirectory", "-$0", ["~"]);
  });
});

describe("lists of paths", () => {
  test("have quotes, and signs for each", () => {
    holdsTable(
      "Service.ReadOnlyPaths",
      `
/etc /usr
-/etc +/usr -+/srv
"/a b" '/c d' /e\\ f
"-/a b" -"/c"
/etc usr /srv
     ^^^ word-ignored path-not-absolute
`,
    );
    holdsTable(
      "Service.ReadOnlyPaths",
      `
usr /etc/../x
^^^ word-ignored path-not-absolute
         ^^ word-ignored path-not-normalized
+-/srv
 ^^^^^ word-ignored path-not-absolute
"srv" 'a b'
 ^^^ word-ignored path-not-absolute
       ^^^ word-ignored path-not-absolute
/etc /%Z /usr
      ^^ word-ignored unknown-specifier
`,
    );
  });

  test("end at a quote that is never closed", () => {
    holdsTable(
      "Service.ReadOnlyPaths",
      `
usr "/a b
^^^ word-ignored path-not-absolute
    ^ words-ignored unbalanced-quote
/etc '/a
     ^ words-ignored unbalanced-quote
`,
    );
  });

  test("stand for what a unit needs mounted, and for links", () => {
    holdsTable(
      "Unit.RequiresMountsFor",
      `
/srv /var/lib
/srv %t/x
/srv var
     ^^^ word-ignored path-not-absolute
`,
    );
    holdsTable(
      "Socket.Symlinks",
      `
/run/a /run/b
/run/a run/b /run/c run/d
       ^^^^^ words-ignored path-not-absolute
`,
    );
  });

  test("are coloured word by word", () => {
    expect(explained("Service.ReadOnlyPaths", '-/etc "/a b"')).toEqual([
      "operator -: Not there: no matter.",
      "path /etc",
      "path /a b",
    ]);
    expect(explained("Service.ReadOnlyPaths", "+/etc")).toEqual([
      "operator +: Seen from the root folder of the unit (RootDirectory=).",
      "path /etc",
    ]);
  });
});
