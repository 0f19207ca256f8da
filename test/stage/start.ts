// `npm start`: the extension, as it is shipped, in a VS Code of its own. See `usage`.
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Closing, runCommand } from "./closing.ts";
import { findDesktopCode, runDesktopCode } from "./desktopCode.ts";
import { cacheFolder, projectRoot, scratchFolder } from "./folders.ts";
import { type Step, stepsOn } from "./progress.ts";
import { takeScreenshot } from "./screenshot.ts";
import { type SystemdPlace, systemdFor } from "./systemdPlace.ts";
import { ensureVsCode } from "./vscodeInstall.ts";
import { installVsix, startVsCode, type VsCodeServer } from "./vscodeServer.ts";
import { packageExtension } from "./vsix.ts";

const usage = `Usage: npm start [FOLDER]
       npm start -- --screenshot FILE.png [--theme dark|light]

Builds the extension and opens FOLDER (examples/ by default) in a VS Code that has it: a desktop "code" in a profile
of its own where there is one and a display, else VS Code's own server, at an address it prints.
Where systemd does not run this machine, one is booted for it that ends with the command (as root on Debian).
Ctrl-C ends everything.

  --screenshot FILE.png   take a picture of an example with mistakes beside the live units, and end
  --theme dark|light      the picture's colours (dark)
  --help                  show this`;

type Wish =
  | { readonly kind: "open"; readonly folder: string }
  | { readonly kind: "screenshot"; readonly file: string; readonly theme: "dark" | "light" };

const examples = join(projectRoot, "examples");

const colorThemes = { dark: "Dark 2026", light: "Light 2026" } as const;

void runCommand(async (closing) => {
  const wish = readArguments();
  if (wish === "help") return 0;
  if (wish === "wrong") return 2;
  const step = stepsOn(process.stdout);
  const scratch = scratchFolder(closing);
  const vsix = await packageExtension(closing, step, scratch);
  const desktop = wish.kind === "open" ? findDesktopCode() : undefined;
  if (wish.kind === "open" && desktop !== undefined) {
    console.log(`\nOpening ${wish.folder} in ${desktop}. Closing its window or Ctrl-C ends this command.`);
    return runDesktopCode(closing, {
      code: desktop,
      folder: wish.folder,
      vsix,
      profile: join(scratch, "desktop"),
    });
  }
  const folder = wish.kind === "open" ? wish.folder : examples;
  const settings =
    wish.kind === "screenshot"
      ? { "workbench.colorTheme": colorThemes[wish.theme], "editor.minimap.enabled": false }
      : {};
  const { server, place } = await serve(closing, step, { folder, scratch, vsix, settings });
  if (wish.kind === "screenshot") {
    await takeScreenshot(closing, step, { ...wish, url: server.url, profile: join(scratch, "chromium") });
    console.log(`\nThe picture is ${wish.file}`);
    return 0;
  }
  console.log(`\n${welcome(wish.folder, server, place)}`);
  const how = await server.ended;
  throw new Error(`VS Code's server ended by itself: ${how}`);
});

interface Serving {
  readonly folder: string;
  readonly scratch: string;
  readonly vsix: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

async function serve(
  closing: Closing,
  step: Step,
  { folder, scratch, vsix, settings }: Serving,
): Promise<{ readonly server: VsCodeServer; readonly place: SystemdPlace }> {
  const install = await ensureVsCode(closing, step);
  const place = await systemdFor(closing, step, folder, [
    { path: cacheFolder(), writable: false },
    { path: scratch, writable: true },
  ]);
  const profile = join(scratch, "server");
  const server = await step(`VS Code ${install.version} started`, async () => {
    await installVsix(closing, install, profile, vsix);
    return startVsCode(closing, {
      ...{ install, folder, profile, settings, token: randomBytes(16).toString("hex") },
      ...(place.kind === "box" ? { within: place.box } : {}),
    });
  });
  return { server, place };
}

const rootAdvice =
  process.platform === "linux" && process.getuid?.() !== 0 ? " On Debian, `sudo npm start` boots one." : "";

function welcome(folder: string, server: VsCodeServer, place: SystemdPlace): string {
  const systemd = {
    machine: () => "The sidebar shows this machine's systemd.",
    box: () => "The sidebar shows a throw-away systemd: do to it what you like, it ends with this command.",
    none: () =>
      `The sidebar stays without live units: ${place.kind === "none" ? place.why : ""}.${rootAdvice}`,
  }[place.kind];
  return `${folder} is open in VS Code. Visit it with a browser on this machine:\n\n  ${server.url}\n\n${systemd()}\nCtrl-C ends everything.`;
}

function readArguments(): Wish | "help" | "wrong" {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        screenshot: { type: "string" },
        theme: { type: "string", default: "dark" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return "help";
    }
    return wishOf(values.screenshot, values.theme, positionals);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error} (npm start -- --help shows how)`);
    return "wrong";
  }
}

function wishOf(screenshot: string | undefined, theme: string, positionals: readonly string[]): Wish {
  // npm runs scripts in the package's folder and says here where the user stood.
  const from = process.env.INIT_CWD ?? process.cwd();
  if (theme !== "dark" && theme !== "light") throw new Error(`There is no theme "${theme}".`);
  if (screenshot !== undefined) {
    if (!screenshot.endsWith(".png"))
      throw new Error(`The picture must be a .png file, not "${screenshot}".`);
    if (positionals.length > 0) throw new Error("A screenshot shows the examples; it takes no folder.");
    return { kind: "screenshot", file: resolve(from, screenshot), theme };
  }
  const [given, ...more] = positionals;
  if (more.length > 0) throw new Error("One folder can be opened, not several.");
  const folder = given === undefined ? examples : resolve(from, given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is no folder.`);
  return { kind: "open", folder };
}
