// One call of @vscode/test-electron's runTests, in a process of its own because it writes to standard output:
//   runHostSuites.ts EXECUTABLE EXTENSION TESTS WORKSPACE PROFILE
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";

const [executable = "", extension = "", tests = "", workspace = "", profile = ""] = process.argv.slice(2);

runTests({
  vscodeExecutablePath: executable,
  extensionDevelopmentPath: extension,
  extensionTestsPath: tests,
  launchArgs: [
    workspace,
    `--user-data-dir=${join(profile, "user")}`,
    `--extensions-dir=${join(profile, "extensions")}`,
    "--disable-gpu",
  ],
}).then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(String(error));
    process.exit(1);
  },
);
