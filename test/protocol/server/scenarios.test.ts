// The scenarios of the tour: what the server says of them as people find them, and where its quick fixes lead.
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { type Editor, startEditor, vscodeLike } from "./editor.ts";

const scenarios = fileURLToPath(new URL("../../../examples/scenarios/", import.meta.url));
const { at } = temporaryFolder();

const editors: Editor[] = [];
afterEach(async () => {
  for (const editor of editors.splice(0)) expect(await editor.stop()).toBe(0);
});
async function start(version: string): Promise<Editor> {
  const editor = await startEditor({
    capabilities: {
      ...vscodeLike,
      workspace: { ...vscodeLike.workspace, workspaceEdit: { resourceOperations: ["rename"] } },
    },
    settings: { targetVersion: version },
    folders: [pathToFileURL(at()).href],
  });
  editors.push(editor);
  return editor;
}

/** What is told of a scenario as people find it, and the quick fix that is taken: one problem after another. */
const found: Readonly<Record<string, readonly string[]>> = {
  gamelink: [
    "gamelink.service:2 outside-section: Add the headers [Unit] and [Service]",
    "gamelink.service:2 outside-load-path: Move this file to SCENARIO/etc/systemd/system",
    "gamelink.service:4 needed-not-ordered: Add After=sys-subsystem-net-devices-gamelink0.device",
  ],
  token: [
    "openct-handler@.service:3 needed-not-ordered: Add After=openct.service",
    "70-openct.rules:2 udev-wrong-operator: Change to ==",
  ],
  web: ["web@.socket:8 nothing-to-start: Change to web@%i.service"],
  serial: [
    "serial.conf:3 lost-backslashes: Change to serial-getty@serial-by\\x2dpath-pci\\x2d0000:00:1d.0\\x2dusb\\x2d0:1.4:1.1\\x2dport0.service",
    "serial-getty@.service:4 unknown-specifier: Change to %i",
    "serial-getty@.service:7 escaped-instance: Change to %I",
  ],
};

/** Where the fixes lead straight to the mended files. Elsewhere these hold more, or mend it another way. */
const leadsThere = ["gamelink", "serial"];

test("every scenario with mistakes is listed here", () => {
  const withMistakes = readdirSync(scenarios).filter((name) => existsSync(join(scenarios, name, "as-found")));
  expect(withMistakes.sort()).toEqual(Object.keys(found).sort());
});

test.each(Object.keys(found))("each mistake of %s is told and mended", async (scenario) => {
  const files = layOut(scenario, "as-found");
  const { steps, texts } = await mend(await start("257"), files);
  expect(steps).toEqual(found[scenario]);
  if (!leadsThere.includes(scenario)) return;
  const mended = filesIn(join(scenarios, scenario, "mended")).filter(isOurs);
  expect([...texts].map(([path, text]) => [path, contentOf(text)]).sort()).toEqual(
    mended.map((path) => [path, contentOf(readFileSync(join(scenarios, scenario, "mended", path), "utf8"))]),
  );
});

test("a service of another name than its socket's is found once the file is called so", async () => {
  layOut("web", "as-found");
  const folder = at("etc/systemd/system");
  renameSync(join(folder, "web@.service"), join(folder, "www@.service"));
  const editor = await start("257");
  const socket = "etc/systemd/system/web@.socket";
  editor.open(uriOf(socket), readFileSync(at(socket), "utf8"));
  expect(await editor.codes(uriOf(socket))).toEqual([]);
});

test("what a login on a serial port gets wrong is told in words that say why", async () => {
  layOut("serial", "as-found");
  const editor = await start("257");
  const template = "etc/systemd/system/serial-getty@.service";
  editor.open(uriOf(template), readFileSync(at(template), "utf8"));
  const told = (await editor.diagnostics(uriOf(template))).map(({ message }) => message);
  expect(told).toEqual([
    "`%I` is unescaped, which no name of a unit may be: write `%i`. systemd ignores this word.",
  ]);
});

test.each(["252", "257", "262"])("the mended scenarios are clean for systemd %s", async (version) => {
  for (const scenario of readdirSync(scenarios)) layOut(scenario, "mended");
  const files = filesIn(at()).filter(isOurs);
  const editor = await start(version);
  const told: string[] = [];
  for (const path of files) {
    editor.open(uriOf(path), readFileSync(at(path), "utf8"));
    told.push(...(await editor.diagnostics(uriOf(path))).map((problem) => spell(path, problem)));
  }
  expect(files.length).toBeGreaterThan(12);
  expect(told).toEqual([]);
});

/** Puts a scenario's files of either kind into a folder of its own; gives the paths of those that are ours. */
function layOut(scenario: string, kind: "as-found" | "mended"): readonly string[] {
  cpSync(join(scenarios, scenario, kind), at(), { recursive: true });
  return filesIn(at()).filter(isOurs);
}

/** Units and rules, and no programs. */
function isOurs(path: string): boolean {
  return path.startsWith("etc/");
}

/** What a file says, apart from comments and blank lines. */
function contentOf(text: string): string {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.join("\n");
}

function filesIn(folder: string): readonly string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }) as readonly string[];
  return paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
}

interface Mending {
  /** One line for each problem that was seen: where it is, its code, and the title of the fix that was taken. */
  readonly steps: readonly string[];
  /** The files' texts in the end, by their paths. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Takes the preferred fix of the first problem that has one, and so on, until there is none. */
async function mend(editor: Editor, files: readonly string[]): Promise<Mending> {
  const texts = new Map(files.map((path) => [path, readFileSync(at(path), "utf8")]));
  for (const [path, text] of texts) editor.open(uriOf(path), text);
  const steps: string[] = [];
  for (const first of files) {
    let path = first;
    const left: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const text = texts.get(path) ?? "";
      const problems = await editor.diagnostics(uriOf(path));
      const fixable = await firstFixable(editor, path, problems);
      if (fixable === undefined) {
        left.push(...problems.map((problem) => spell(path, problem)));
        break;
      }
      steps.push(`${spell(path, fixable.problem)}: ${fixable.fix.title.replace(at(), "SCENARIO")}`);
      const [change] = fixable.fix.edit?.documentChanges ?? [];
      if (change !== undefined && "kind" in change && change.kind === "rename") {
        editor.close(uriOf(path));
        texts.delete(path);
        path = relative(at(), fileURLToPath(change.newUri));
        texts.set(path, text);
        editor.open(uriOf(path), text);
        continue;
      }
      const mended = apply(text, fixable.fix.edit?.changes?.[uriOf(path)] ?? []);
      texts.set(path, mended);
      const lines = text.split("\n");
      const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
      editor.edit(uriOf(path), [{ range: { start: { line: 0, character: 0 }, end }, text: mended }]);
    }
    steps.push(...left);
  }
  return { steps, texts };
}

const uriOf = (path: string) => pathToFileURL(at(path)).href;

async function firstFixable(editor: Editor, path: string, problems: readonly Diagnostic[]) {
  for (const problem of problems) {
    const actions = await editor.request<readonly CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: uriOf(path) },
      range: problem.range,
      context: { diagnostics: [problem] },
    });
    const fix = actions.find(({ isPreferred }) => isPreferred);
    if (fix !== undefined) return { problem, fix };
  }
  return undefined;
}

function spell(path: string, { range, code }: Diagnostic): string {
  return `${path.slice(path.lastIndexOf("/") + 1)}:${range.start.line + 1} ${code}`;
}

function apply(text: string, edits: readonly { range: Diagnostic["range"]; newText: string }[]): string {
  const offsetOf = ({ line, character }: Diagnostic["range"]["start"]) =>
    text.split("\n").slice(0, line).join("\n").length + (line === 0 ? 0 : 1) + character;
  return [...edits]
    .map(({ range, newText }) => ({ from: offsetOf(range.start), to: offsetOf(range.end), newText }))
    .sort((a, b) => b.from - a.from)
    .reduce((mended, { from, to, newText }) => mended.slice(0, from) + newText + mended.slice(to), text);
}
