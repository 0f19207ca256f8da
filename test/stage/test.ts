// `npm test`: everything, in order, set up by itself. See `usage`.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Closing, runCommand } from "./closing.ts";
import { projectRoot, scratchFolder } from "./folders.ts";
import { countRun, type Outcome, tell } from "./outcome.ts";
import { stepsOn } from "./progress.ts";
import { endStrays, runMark } from "./strays.ts";
import { prepareMachine } from "./testMachine.ts";
import { type TestRun, type TestSuite, testSuites } from "./testSuites.ts";
import { packageExtension } from "./vsix.ts";

const usage = `Usage: npm test [-- OPTION…]

Runs all tests: the tools that read the code, the units of code, the language server as a process, live tests
against a real systemd, the extension in a real VS Code's extension host, and the workbench in a browser.
With CI=true nothing may be skipped, and no fewer tests may run than test/stage/testCount.json says.

  --only SUITE     run one suite; may be given again (${testSuites.map((suite) => suite.name).join(", ")})
  --update-count   write the number of tests that ran to test/stage/testCount.json
  --help           show this`;

const countFile = join(projectRoot, "test", "stage", "testCount.json");
const isCi = /^(true|1)$/.test(process.env.CI ?? "");

void runCommand(async (closing) => {
  const options = readArguments();
  if (options === "help") return 0;
  if (options === "wrong") return 2;
  const step = stepsOn(process.stdout);
  const scratch = scratchFolder(closing);
  keepTogether(closing, scratch);
  const chosen = testSuites.filter((suite) => options.only.length === 0 || options.only.includes(suite.name));
  const machine = once(() => prepareMachine(closing, step));
  const vsix = once(() => packageExtension(closing, step, scratch));
  const outcomes: Outcome[] = [];
  for (const suite of chosen) {
    outcomes.push(...(await runSuite(suite, { closing, step, scratch, machine, vsix })));
  }
  const ran = countRun(outcomes);
  if (options.updateCount) writeFileSync(countFile, `{ "tests": ${ran} }\n`);
  const whole = chosen.length === testSuites.length;
  const all = [...outcomes, ...(isCi && whole ? tooFew(ran) : [])];
  console.log(tell(all));
  const failed = all.some((outcome) => outcome.state === "failed");
  const skipped = all.some((outcome) => outcome.state === "skipped");
  return failed || ran === 0 || (isCi && skipped) ? 1 : 0;
});

/** Whatever the tests start and write is marked and lies in the scratch folder, and goes with it when they are cut off. */
function keepTogether(closing: Closing, scratch: string): void {
  const temporary = join(scratch, "tmp");
  mkdirSync(temporary);
  // As open to other users as /tmp: some tests run programs as an ordinary one.
  chmodSync(scratch, 0o711);
  chmodSync(temporary, 0o1777);
  process.env.TMPDIR = temporary;
  // What tools say is kept, and shown only where something failed.
  process.env.NO_COLOR = "1";
  process.env[runMark] = scratch;
  closing.add("what the tests left", () => endStrays(scratch));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

/** A suite that cannot even begin, for a build that fails say, is one failure; the others run all the same. */
async function runSuite(suite: TestSuite, context: TestRun): Promise<readonly Outcome[]> {
  try {
    return await suite.run(context);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ suite: suite.name, name: "the suite can run", state: "failed", why }];
  }
}

/** A suite that silently finds no tests looks like one that passes; the committed number tells them apart. */
function tooFew(ran: number): readonly Outcome[] {
  const { tests }: { readonly tests: number } = JSON.parse(readFileSync(countFile, "utf8"));
  if (ran >= tests) return [];
  const why = `${ran} ran, and test/stage/testCount.json says ${tests}. (After removing tests on purpose: npm test -- --update-count)`;
  return [{ suite: "test", name: "no test got lost", state: "failed", why }];
}

function readArguments():
  | { readonly only: readonly string[]; readonly updateCount: boolean }
  | "help"
  | "wrong" {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string", multiple: true, default: [] },
        "update-count": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return "help";
    }
    const unknown = values.only.find((name) => !testSuites.some((suite) => suite.name === name));
    if (unknown !== undefined) throw new Error(`There is no suite "${unknown}".`);
    return { only: values.only, updateCount: values["update-count"] };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error} (npm test -- --help shows how)`);
    return "wrong";
  }
}
