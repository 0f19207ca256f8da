// Which template a command is about: that of a row, of a file, of the editor, or one that is picked by its name.
import { type QuickPickItem, Uri, window, workspace } from "vscode";
import {
  instantiate,
  parseUnitName,
  templateOf,
  type UnitName,
} from "../../../server/src/language/names/unitName.ts";
import { reachable } from "../commands/target.ts";
import type { LanguageServer } from "../languageClient.ts";
import { SystemdError } from "../systemd/errors.ts";
import type { Scope, ScopeKind } from "../systemd/manager.ts";
import { kindOf, machineOf } from "../systemd/scope.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import type { TreeElement } from "../units/treeElements.ts";
import type { PickedInstance } from "./pickInstance.ts";
import { pickInstance } from "./pickInstance.ts";

export interface TemplateAtHand {
  readonly template: UnitName;
  readonly scope: Scope;
  /** Its file, where that is known. */
  readonly uri: Uri | undefined;
  /** Set where the command was called on one of the template's instances. */
  readonly instance: string | undefined;
}

type Asked = Pick<LanguageServer, "unitNames" | "instances" | "instancePreview">;

/**
 * Reads what VS Code passes to a command: a row of the Units view, or a file. Called from the palette it is the template
 * in the editor, else one of those there are. Undefined when the user gives up, or after saying why there is none.
 */
export async function templateAtHand(
  server: Asked,
  live: LiveUnits,
  target: unknown,
  question: string,
): Promise<TemplateAtHand | undefined> {
  if (isUnitRow(target)) return templateOfRow(live, target);
  const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
  const template = uri && templateOfFile(uri);
  if (uri !== undefined && template !== undefined) {
    return { template, uri, scope: scopeOfPath(uri.path), instance: undefined };
  }
  const picked = await pickTemplate(server, question);
  if (picked === undefined) return undefined;
  return { ...picked, uri: await fileOf(live, picked), instance: undefined };
}

/** Asks for an instance of the template, with a preview of its command where its file is known. */
export async function askInstance(
  server: Asked,
  live: LiveUnits,
  { template, scope, uri }: TemplateAtHand,
  title: string,
): Promise<PickedInstance> {
  // The server knows of open documents only.
  if (uri !== undefined) await workspace.openTextDocument(uri).then(undefined, () => {});
  return pickInstance({
    title,
    template,
    known: knownInstances(server, live, template, scope, uri),
    preview: (instance) => previewLines(server, uri, instance),
  });
}

/** The names of units that there are, and the instances that somebody has named. */
export async function knownInstances(
  server: Asked,
  live: Pick<LiveUnits, "names">,
  template: UnitName,
  scope: Scope,
  uri: Uri | undefined,
) {
  const [inFolders, running, instances] = await Promise.all([
    server.unitNames({ uri: uri?.toString() ?? "", scope: kindOf(scope) }).catch(() => []),
    live.names(),
    server.instances({ template: template.name, scope: kindOf(scope) }).catch(() => []),
  ]);
  return { names: [...inFolders, ...running], instances };
}

/** What an instance of the template in a file would run; nothing where the file is not known. */
export async function previewLines(
  server: Pick<LanguageServer, "instancePreview">,
  uri: Uri | undefined,
  instance: string,
): Promise<readonly string[]> {
  if (uri === undefined) return [];
  return (await server.instancePreview(uri, instance))?.lines ?? [];
}

/** The template that a file, or a drop-in by its folder, belongs to. */
export function templateOfFile(uri: Uri): UnitName | undefined {
  const [file = "", folder = ""] = uri.path.split("/").reverse();
  const names = [file, file.replace(/\.[^.]+$/, ""), folder.replace(/\.d$/, "")];
  return names.map(parseUnitName).find((name) => name?.kind === "template");
}

/** Whose units a file holds, by its folder; the system's where that does not tell. */
export function scopeOfPath(path: string): ScopeKind {
  return /\/systemd\/user(?:\.control)?\//.test(path) ? "user" : "system";
}

async function templateOfRow(live: LiveUnits, { scope, name }: UnitRow): Promise<TemplateAtHand | undefined> {
  const unit = parseUnitName(name);
  const template = unit && parseUnitName(templateOf(unit) ?? "");
  if (unit === undefined || template === undefined) {
    void window.showInformationMessage(`${name} is no instance of a template.`);
    return undefined;
  }
  const instance = unit.kind === "instance" ? unit.instance : undefined;
  return { template, scope, uri: await fileOf(live, { template, scope }), instance };
}

interface TemplateItem extends QuickPickItem {
  readonly found: Pick<TemplateAtHand, "template" | "scope">;
}

async function pickTemplate(server: Asked, question: string): Promise<TemplateItem["found"] | undefined> {
  const kinds: readonly ScopeKind[] = ["system", "user"];
  const all = kinds.map(async (scope) => {
    const names = await server.unitNames({ uri: "", scope }).catch(() => []);
    return names.flatMap((name): TemplateItem[] => {
      const template = parseUnitName(name);
      if (template?.kind !== "template") return [];
      return [{ label: name, description: scope === "user" ? "user" : "", found: { template, scope } }];
    });
  });
  const items = Promise.all(all).then((lists) => lists.flat());
  const picked = await window.showQuickPick(items, {
    title: question,
    placeHolder: "A template, such as getty@.service",
  });
  return picked?.found;
}

/** systemd tells the file of an instance only, and that is the template's; loading one does no harm. */
async function fileOf(
  live: LiveUnits,
  { template, scope }: Pick<TemplateAtHand, "template" | "scope">,
): Promise<Uri | undefined> {
  // What lies in another machine is no file of ours.
  if (!workspace.isTrusted || machineOf(scope) !== undefined) return undefined;
  const manager = await reachable(live, scope);
  const instance = instantiate(template, "unitwright");
  if (manager === undefined || instance === undefined) return undefined;
  try {
    const path = await manager.fragmentPath(instance.name);
    return path === undefined ? undefined : Uri.file(path);
  } catch (error) {
    if (!(error instanceof SystemdError)) throw error;
    return undefined;
  }
}

type UnitRow = Extract<TreeElement, { kind: "unit" | "template" }>;

function isUnitRow(value: unknown): value is UnitRow {
  return typeof value === "object" && value !== null && "kind" in value && isUnitKind(value.kind);
}

const isUnitKind = (kind: unknown) => kind === "unit" || kind === "template";
