// Runs a TypeScript entry of this folder from a bare clone: installs the dependencies first when they are
// absent or older than the lock file. Plain JavaScript without dependencies, because nothing is there yet.
//   node test/stage/bootstrap.mjs ENTRY.ts [ARGUMENT…]
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const stage = dirname(fileURLToPath(import.meta.url));
const root = join(stage, "..", "..");
const [entry, ...args] = process.argv.slice(2);

let child;
let asked;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  // Ctrl-C in a terminal reaches the child as well; it takes the second one for the first.
  process.on(signal, () => {
    asked = signal;
    child?.kill(signal);
  });
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Runs a program to its end on this terminal and resolves to an exit status as a shell would give it. */
function run(program, programArgs) {
  return new Promise((resolve) => {
    child = spawn(program, programArgs, { stdio: "inherit" });
    child.on("error", (error) => {
      console.error(`${program} cannot be run: ${error.message}`);
      resolve(127);
    });
    child.on("exit", (code, signal) => {
      child = undefined;
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** npm writes its copy of the lock file last, so that copy's age tells whether an install is whole. */
async function installDependencies() {
  const installed = modified(join(root, "node_modules", ".package-lock.json"));
  if (installed >= modified(join(root, "package-lock.json"))) return 0;
  console.log("Installing the dependencies (npm ci) …");
  const began = Date.now();
  const npmCli = process.env.npm_execpath;
  const npm = npmCli?.endsWith(".js") ? [process.execPath, npmCli] : ["npm"];
  const status = await run(npm[0], [
    ...npm.slice(1),
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefix",
    root,
  ]);
  if (status === 0) console.log(`✓ Dependencies installed  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  else if (!asked) console.error(`npm ci failed with status ${status}; see what it says above.`);
  return status;
}

let status = await installDependencies();
if (asked) status = 128 + constants.signals[asked];
if (status === 0) {
  const tsx = import.meta.resolve("tsx");
  status = await run(process.execPath, ["--import", tsx, join(stage, entry), ...args]);
}
process.exitCode = status;
