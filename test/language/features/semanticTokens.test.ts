import { expect, test } from "vitest";
import { semanticTokens, semanticTokensIn } from "../../../server/src/language/features/semanticTokens.ts";
import { drawMarks, readFixture } from "../../support/fixture.ts";
import { analysed, usualTarget } from "../../support/language.ts";

/** The fixture must show just the tokens that the file has. */
function colours(marked: string, target = usualTarget): void {
  for (const file of readFixture(marked)) {
    const tokens = semanticTokens(analysed(file, target));
    const marks = tokens.map(({ from, to, type, isDeprecated }) => {
      return { from, to, label: isDeprecated === true ? `${type} deprecated` : type };
    });
    const drawn = drawMarks(file.text, marks);
    expect(drawn).toBe(marked.replace(/^#- .*\n/m, ""));
  }
}

test("sections, directives and the parts of values", () => {
  colours(`[Service]
#^^^^^^^ section
Restart=on-failure
#<^^^^^ directive
#       ^^^^^^^^^^ keyword
TimeoutStartSec=5min 20s
#<^^^^^^^^^^^^^ directive
#               ^^^^^^^^ number
KillSignal=TERM
#<^^^^^^^^ directive
#          ^^^^ keyword`);
});

test("commands with their prefixes, variables and specifiers", () => {
  colours(`[Service]
#^^^^^^^ section
ExecStart=-/usr/bin/%p --name \${NAME} %%
#<^^^^^^^ directive
#         ^ operator
#          ^^^^^^^^^ command
#                   ^^ specifier
#                             ^^^^^^^ variable
#                                     ^^ specifier`);
});

test("names of units around their specifiers", () => {
  colours(`[Unit]
#^^^^ section
After=a.service b@%i.service
#<^^^ directive
#     ^^^^^^^^^ unit
#               ^^ unit
#                 ^^ specifier
#                   ^^^^^^^^ unit`);
});

test("continued values, line by line and without their comments", () => {
  colours(`[Service]
#^^^^^^^ section
Description=skipped
Restart=\\
#<^^^^^ directive
  # why
  always
# ^^^^^^ keyword`);
});

test("what spans two lines is cut in two, and comments between them left out", () => {
  colours(`[Service]
#^^^^^^^ section
TimeoutStartSec=5min \\
#<^^^^^^^^^^^^^ directive
#               ^^^^ number
  # a comment
  20s
# ^^^ number`);
});

test("what goes or is gone is struck through", () => {
  colours(
    `[Service]
#^^^^^^^ section
CPUShares=5
#<^^^^^^^ directive deprecated
#         ^ number`,
    252,
  );
  colours(`[Unit]
#^^^^ section
BindTo=a.service
#<^^^^ directive deprecated
#      ^^^^^^^^^ unit`);
});

test("what systemd does not read has no colour", () => {
  colours("[Servise]\nRestart=always");
  colours("[X-Mine]\nRestart=always");
  colours("# Restart=always\n; x");
  colours("Restart=always");
  colours(`[Unit]
#^^^^ section
Restart=always
Nonsense`);
  colours(`#- /src/a.service.in
[Service]
#^^^^^^^ section
Restart=@restart@
#<^^^^^ directive`);
});

test("only the lines asked for", () => {
  const [file] = readFixture("[Unit]\nAfter=a.service\n[Service]\nRestart=no\n");
  if (file === undefined) throw new Error("no file");
  const from = file.text.indexOf("Restart");
  const tokens = semanticTokensIn(analysed(file), { from, to: from + 3 });
  const [first] = tokens;
  expect(tokens.map(({ type }) => type)).toEqual(["section", "directive", "keyword"]);
  expect(first?.from).toBe(file.text.indexOf("Service"));
});
