// Runs a suite in a VS Code server's extension host, called as @vscode/test-electron calls a desktop VS Code:
//   codeShim --extensionDevelopmentPath=DIR --extensionTestsPath=FILE --user-data-dir=DIR … FOLDER
// Exits with the suite's own status. So one suite and one runner serve machines with a desktop and without.
import { resolve } from "node:path";
import { format } from "node:util";
import { startBrowser } from "./chromium.ts";
import { runCommand } from "./closing.ts";
import { type ShimSettings, shimVariable } from "./shimSettings.ts";

// What the workbench itself has to say, which a desktop VS Code writes to its log.
const chatter =
  /Creating a socket|connection token|reconnection-grace-time|builtin extensions cache|Service Worker|AgentHost|AccountPolicyGate|authentication provider/;

void runCommand(async (closing) => {
  const settings: ShimSettings = JSON.parse(process.env[shimVariable] ?? "");
  const args = process.argv.slice(2);
  const given = (name: string) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? "";
  const folder = resolve(args.find((arg) => !arg.startsWith("-")) ?? ".");
  const { origin, profile } = settings;
  const browser = await startBrowser(closing, { executable: settings.chromium, profile });
  const page = browser.pages()[0] ?? (await browser.newPage());
  const suiteEnded = new Promise<number>((resolve) => page.exposeFunction("codeAutomationExit", resolve));
  await page.exposeFunction("codeAutomationLog", (_type: string, values: readonly unknown[]) => {
    const line = format(...values).replace(/^%s%s\s*$/, "");
    if (!chatter.test(line)) console.log(line);
  });
  const remote = (path: string) => `vscode-remote://${new URL(origin).host}${resolve(path)}`;
  const payload = JSON.stringify([
    ["extensionDevelopmentPath", remote(given("extensionDevelopmentPath"))],
    ["extensionTestsPath", remote(given("extensionTestsPath"))],
    ["skipWelcome", "true"],
  ]);
  await page.goto(`${origin}/?${new URLSearchParams({ folder, payload })}`);
  const late = new Promise<number>((resolve) => setTimeout(resolve, settings.timeout * 1000, 124));
  return Promise.race([suiteEnded, late]);
});
