import { messageOf, type Problem } from "../src/language/problems/catalogue.ts";
import { type Consequence, severityOf } from "../src/language/problems/consequence.ts";
import type { Example, ExampleFile, Explanation } from "../src/language/problems/explanations/explanation.ts";
import { explanations } from "../src/language/problems/explanations.ts";
import { judgeExample } from "./judgedExample.ts";

/** `DIAGNOSTICS.md`: a section for every code, whose heading is the code, so that links can name it. */
export function renderDiagnosticsPage(): string {
  const entries = Object.entries(explanations).map(([code, explanation]) => entryOf(code, explanation));
  return `${[introduction, renderIndex(entries), ...entries.map(renderSection)].join("\n\n")}\n`;
}

interface Entry {
  readonly code: string;
  readonly explanation: Explanation;
  /** What our own judge says of the bad example. */
  readonly problem: Problem;
}

function entryOf(code: string, explanation: Explanation): Entry {
  const problem = judgeExample(explanation.bad).find((found) => found.code === code);
  if (problem === undefined) throw new Error(`The bad example of ${code} is none.`);
  return { code, explanation, problem };
}

const consequences: readonly (readonly [Consequence, string])[] = [
  ["unit-refused", "It refuses to load the unit, by a rule about the unit as a whole."],
  [
    "rest-dropped",
    "It stops reading the file at this line. A unit file then does not load; of a drop-in the rest is lost, and the unit loads without it.",
  ],
  ["start-fails", "It loads the unit, but starting or enabling it fails."],
  ["line-ignored", "It ignores this assignment, section or word, and goes on."],
  ["noted", "It accepts it, and remarks on it in the log: deprecated, renamed, removed or unwise."],
  ["none", "It says nothing. The advice is ours."],
];

const introduction = `<!-- Made by \`npm run generate\` from server/src/language/problems; not to be edited. -->
# What the problems mean

Every problem says what systemd will do, and where you set nothing else that alone decides how severe it is, not the level that systemd logs it at.
An error means that a unit does not load, or that what follows is lost, and never anything less.

| consequence | what systemd does | shown as |
|---|---|---|
${consequences.map(([name, does]) => `| \`${name}\` | ${does} | ${severityOf(name)} |`).join("\n")}

A code has a usual consequence, which is the one shown here.
It can be worse or milder in another place: after a bad value of \`User=\`, \`ExecStart=\`, \`WorkingDirectory=\`, \`RootDirectory=\` and a few more systemd stops reading the file, and behind the prefix \`-\` a mistake costs no more than its line.
Verdicts are those of the release that your units are for (\`unitwright.targetVersion\`, or \`--target\` on the command line).
The examples are judged for 257 where they name no other.

## How to silence a problem

A comment speaks for the line below it, and before the first section for the whole file. Several codes have commas between, \`all\` stands for every code, and what follows them is a reason, for people:

\`\`\`ini
[Service]
# unitwright: ignore=user-nobody -- it reads public files only
User=nobody
\`\`\`

The setting \`unitwright.severity\` chooses for all files of a user or a workspace how severe a code is shown, and \`--severity CODE=LEVEL\` does so on the command line, where it decides the exit status too:

\`\`\`json
"unitwright.severity": { "user-nobody": "off", "online-not-wanted": "warning" }
\`\`\``;

function renderIndex(entries: readonly Entry[]): string {
  const rows = entries.map(
    ({ code, explanation, problem }) =>
      `| [\`${code}\`](#${code}) | \`${problem.consequence}\` | ${explanation.title} |`,
  );
  return `## All codes\n\n| code | consequence | what is wrong |\n|---|---|---|\n${rows.join("\n")}`;
}

function renderSection({ code, explanation, problem }: Entry): string {
  const { title, why, bad, good, fix } = explanation;
  const { consequence } = problem;
  return [
    `## ${code}`,
    `**${title}** · \`${consequence}\`, shown as ${severityOf(consequence)}`,
    why,
    `Bad${releaseOf(bad)}:`,
    renderExample(bad),
    `> ${messageOf(problem)}`,
    "Good:",
    renderExample(good),
    ...(fix === undefined ? [] : [fix]),
  ].join("\n\n");
}

function releaseOf({ target }: Example): string {
  return target === undefined ? "" : `, for systemd ${target}`;
}

function renderExample(example: Example): string {
  const files = [...new Set([...(example.among ?? []), ...(example.beside ?? []), example])]
    .map(renderFile)
    .join("\n");
  const { paths = {}, accounts = [] } = example.machine ?? {};
  const there = [...Object.keys(paths), ...accounts].join(", ");
  return `\`\`\`ini\n${there === "" ? "" : `# The machine has ${there}\n`}${files}\`\`\``;
}

function renderFile({ path, text }: ExampleFile): string {
  const lines = text.split("\n").map(shorten);
  return `# ${path}\n${lines.join("\n").replace(/[\udc80-\udcff]/g, "\ufffd")}`;
}

/** Lines that are too long for systemd are too long for a page. */
function shorten(line: string): string {
  return line.length <= 120 ? line : `${line.slice(0, 40)}… (${line.length} characters)`;
}
