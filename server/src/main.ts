import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { ExitCode, Output } from "./cli/check.ts";
import { loadCompiled } from "./cli/compiledBundle.ts";
import { help, serverHelp } from "./cli/help.ts";
import { readServerOptions } from "./cli/serverOptions.ts";
import { UsageError } from "./cli/usageError.ts";
import { version } from "./cli/version.ts";

const output: Output = {
  result: (lines) => process.stdout.write(`${lines}\n`),
  complaint: (lines) => process.stderr.write(`${lines}\n`),
};

/** Runs a command; undefined where it goes on running. */
async function run([command, ...args]: readonly string[]): Promise<ExitCode | undefined> {
  switch (command) {
    case "check":
      // A run over a thousand files ends before most code that V8 optimises has paid for that: it is to wait for what
      // runs eight times as often as it would by itself (measured: a fifth less time for 1000 files, and for 10,000).
      setFlagsFromString("--interrupt-budget=1000000");
      // What is read of one file is there to the end, since others name it: the young part of the heap grows to its full
      // size at once, or it is searched a dozen times on the way (measured: a twentieth less of the processor's time).
      setFlagsFromString("--semi-space-growth-factor=16");
      return startCheck(args);
    case "server":
      if (readServerOptions(args) === "serve") return startServer();
      output.result(serverHelp);
      return 0;
    case "--help":
    case "-h":
    case "help":
      output.result(help);
      return 0;
    case "--version":
      output.result(version);
      return 0;
    case undefined:
      output.complaint(help);
      return 2;
    default:
      throw new UsageError(`There is no command \`${command}\`. Commands are: check, server.`);
  }
}

function startCheck(args: readonly string[]): ExitCode {
  const bundle = loadCompiled(join(__dirname, "check.js"));
  const { check } = bundle.exports as typeof import("./cli/check.ts");
  const code = check(args, output);
  bundle.keep();
  return code;
}

async function startServer(): Promise<undefined> {
  const { serve } = await import("./protocol/serve.ts");
  serve();
}

// Who stops reading (`unitwright check … | head`) has seen enough; the verdict is then incomplete.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(2));

run(process.argv.slice(2)).then(
  (code) => {
    // Not process.exit(): what is still on its way to a pipe must arrive.
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    output.complaint(`unitwright: ${isUsageError(error) ? error.message : describe(error)}`);
    process.exitCode = 2;
  },
);

/** By its name: each bundle has a class of its own. */
function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === "UsageError";
}

/** An error that nobody foresaw is a bug of ours: its stack helps to report it. */
function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
