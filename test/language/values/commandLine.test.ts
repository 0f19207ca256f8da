import { describe, expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

describe("the program of a command", () => {
  test("is an absolute path or a bare name", () => {
    holdsTable(
      "Service.ExecStart",
      `
/bin/true
true
/bin/a..b/./c
/usr//bin/true
"/bin/tr ue" a
/bin/"tr"ue
bin/true
^^^^^^^^ rest-dropped command-not-absolute
./true
^^^^^^ rest-dropped command-not-absolute
~/bin/true
^^^^^^^^^^ rest-dropped command-not-absolute
$HOME/bin/a
^^^^^^^^^^^ rest-dropped command-not-absolute
/bin/
^^^^^ rest-dropped command-is-directory
'/bin/a"b'
 ^^^^^^^^ rest-dropped command-not-safe
/bin/a\\x5cb
^^^^^^^^^^^ rest-dropped command-not-safe
""
^^ rest-dropped empty-command
/${"n".repeat(256)}
${"^".repeat(257)} rest-dropped command-not-absolute
`,
    );
  });

  test("is no folder by its last part since 257", () => {
    holdsTable(
      { directive: "Service.ExecStart", versions: [252] },
      `
/bin/.
/bin/..
..
^^ rest-dropped command-not-absolute
`,
    );
    holdsTable(
      { directive: "Service.ExecStart", versions: [257, 262] },
      `
/bin/.
^^^^^^ rest-dropped command-is-directory
/bin/..
^^^^^^^ rest-dropped command-is-directory
..
^^ rest-dropped command-is-directory
`,
    );
  });

  test("holds no pattern since 262", () => {
    holdsTable({ directive: "Service.ExecStart", versions: [252, 257] }, "/bin/a*b\n/bin/a?b\n/bin/[");
    holdsTable(
      { directive: "Service.ExecStart", versions: [262] },
      `
/bin/a*b
^^^^^^^^ rest-dropped command-not-safe
/bin/[
^^^^^^ rest-dropped command-not-safe
/bin/a *
`,
    );
  });

  test("has specifiers", () => {
    holdsTable(
      { directive: "Service.ExecStart", unit: "app@x" },
      `
%t/x
/opt/%i/run
%i
x/%i
^^^^ rest-dropped command-not-absolute
%h/bin/
^^^^^^^ rest-dropped command-is-directory
/bin/%Z a
     ^^ rest-dropped unknown-specifier
`,
    );
    holdsTable(
      "Service.ExecStart",
      `
%i
^^ rest-dropped empty-command
`,
    );
  });
});

describe("the prefixes of a command", () => {
  test("stand in any order, each once", () => {
    holdsTable(
      "Service.ExecStart",
      `
-/bin/true
@/bin/sh sh -c true
:/bin/echo $HOME
+/bin/true
!/bin/true
-+:@/bin/sh sh
--/bin/true
 ^^^^^^^^^^ line-ignored command-not-absolute
+!/bin/true
 ^^^^^^^^^^ rest-dropped command-not-absolute
!+/bin/true
 ^^^^^^^^^^ rest-dropped command-not-absolute
- /bin/true
^ line-ignored empty-command
-bin/true
 ^^^^^^^^ line-ignored command-not-absolute
`,
    );
  });

  test("can ask for another word", () => {
    holdsTable(
      "Service.ExecStart",
      `
@/bin/sh
^^^^^^^^ rest-dropped missing-argv-zero
-@/bin/sh
^^^^^^^^^ line-ignored missing-argv-zero
/bin/a ; @/bin/b
         ^^^^^^^ rest-dropped missing-argv-zero
@/bin/a ; /bin/b
^^^^^^^ rest-dropped missing-argv-zero
@
^ rest-dropped empty-command
`,
    );
  });

  test("came and went with the releases", () => {
    holdsTable(
      { directive: "Service.ExecStart", versions: [252, 257] },
      `
!!/bin/true
|/bin/true
^ rest-dropped word-too-new
`,
    );
    holdsTable(
      { directive: "Service.ExecStart", versions: [262] },
      `
|/bin/true
|echo "a"
@|bin/x
!!/bin/true
^^ noted deprecated-word
!-!/bin/true
  ^ noted deprecated-word
`,
    );
  });
});

describe("the arguments of a command", () => {
  test("have quotes that close", () => {
    holdsTable(
      "Service.ExecStart",
      `
/bin/sh -c "echo 'a b'" 'c "d"' e"f g"h
/bin/echo "a b
          ^ rest-dropped unbalanced-quote
/bin/echo a'b c
           ^ rest-dropped unbalanced-quote
-/bin/echo "a
           ^ line-ignored unbalanced-quote
"/bin/echo
^ line-ignored unbalanced-quote
`,
    );
  });

  test("have escapes", () => {
    holdsTable(
      "Service.ExecStart",
      `
/bin/echo \\a\\b\\f\\n\\r\\t\\v\\\\\\"\\'\\s \\x41\\101\\u00e9\\U0001f600
/bin/echo a\\qb
           ^^ noted escape-kept
/bin/echo \\x00 \\400
          ^^ noted escape-kept
               ^^ noted escape-kept
`,
    );
  });

  test("have specifiers", () => {
    holdsTable(
      "Service.ExecStart",
      `
/bin/echo %i %n 100% 100%% %! %
/bin/echo %Z
          ^^ rest-dropped unknown-specifier
-/bin/echo a%Zb
            ^^ line-ignored unknown-specifier
/bin/echo '%Z'
           ^^ rest-dropped unknown-specifier
`,
    );
  });

  test("end at a semicolon that stands alone", () => {
    holdsTable(
      "Service.ExecStart",
      `
/bin/a ; /bin/b
/bin/a ;
; /bin/a
/bin/a \\; b
/bin/a ;; b
/bin/a; b
/bin/a ";" b
/bin/a ; bin/b
         ^^^^^ rest-dropped command-not-absolute
/bin/a ; -bin/b ; /bin/%Z
          ^^^^^ line-ignored command-not-absolute
`,
    );
  });
});

describe("a command explained", () => {
  test("prefixes, program, variables, separators", () => {
    expect(explained("Service.ExecStart", `-@/bin/sh sh $X $\{Y} $$ ; !!b`)).toEqual([
      "operator -: A failure of this command counts as success.",
      "operator @: The next word is the name the program is told it has.",
      "command /bin/sh: Run under the name `sh` with the arguments:\n\n1. `$X`\n2. `$" + "{Y}`\n3. `$$`",
      "variable $X: The variable's value, cut into words at its blanks.",
      "variable $" + "{Y}: The variable's value, as part of this one word.",
      "variable $$: A dollar sign.",
      "operator ;: Begins another command.",
      "operator !!: Keeps root only where the kernel has no ambient capabilities.",
      "command b",
    ]);
  });

  test("`$` is an ordinary character behind `:`", () => {
    expect(explained("Service.ExecStart", ":/bin/echo $X")).toEqual([
      "operator :: `$` is an ordinary character: no variables are filled in.",
      "command /bin/echo: Run with the arguments:\n\n1. `$X`",
    ]);
  });

  test("prefixes are offered, those that are left and that the release has", () => {
    offersWords("Service.ExecStart", "$0", ["-", "@", ":", "+", "!"]);
    offersWords({ directive: "Service.ExecStart", versions: [262] }, "-$0", ["@", ":", "|", "+", "!"]);
    offersWords("Service.ExecStart", "-+$0", ["@", ":"]);
    offersWords("Service.ExecStart", "/bin/tr$0", []);
  });
});
