import { readUnitName, type UnitName, type UnitType, unitTypeOfSuffix } from "../names/unitName.ts";
import type { TemplateSyntax } from "../syntax/templateSource.ts";
import type { Scope } from "../values/grammar.ts";
import { fileNameOf, folderOf } from "./filePath.ts";

/** What a path tells about a file that is ours to judge. */
export interface UnitFile {
  /** A unit file stands alone; a drop-in extends a unit, all units of a type, or those with a prefix. */
  readonly kind: "unit" | "drop-in";
  readonly type: UnitType;
  /** The unit's name: of the file itself, or of the unit that the drop-in's folder names; undefined where it is none. */
  readonly name: UnitName | undefined;
  /** Set for a drop-in that extends other units too, where it is read as a part of the one that `name` names. */
  readonly isShared?: true;
  /** Set for sources that a build or a deployment fills in. */
  readonly template: TemplateSyntax | undefined;
  readonly scope: Scope;
  /** Set where the file lies in a folder that looks like one systemd reads units from, and is none. */
  readonly stray?: StrayFolder;
}

/** A folder that units were put into by mistake, and the one that was meant, where that is clear. */
export interface StrayFolder {
  readonly folder: string;
  readonly meant: string;
}

/** Endings of template sources, as far as they are known without the user's settings. */
export const defaultTemplateSuffixes: readonly string[] = [
  ".in",
  ".j2",
  ".jinja",
  ".jinja2",
  ".erb",
  ".tmpl",
  ".tpl",
];

/**
 * Tells what a file is from its path (with `/`), or undefined where it is none of ours: no unit type at its end, a
 * folder of D-Bus activation files, a build tree.
 */
export function unitFileOf(
  path: string,
  templateSuffixes: readonly string[] = defaultTemplateSuffixes,
): UnitFile | undefined {
  if (/(?:^|\/)(?:dbus-1|node_modules|\.git)\//.test(path)) return undefined;
  const around = folderOf(path);
  const base = fileNameOf(path);
  // What is a unit by its own ending is no source of one.
  const isUnit = typeAtEnd(base) !== undefined;
  const suffix = isUnit ? undefined : templateSuffixes.find((ending) => base.endsWith(ending));
  const file = suffix === undefined ? base : base.slice(0, -suffix.length);
  const template = suffix === undefined ? undefined : "placeholders";
  const scope = scopeOf(path);

  const folder = fileNameOf(around);
  if (folder.endsWith(".d") && (file.endsWith(".conf") || isEditedDropIn(file))) {
    const unit = folder.slice(0, -2);
    const type = typeAtEnd(unit);
    return type === undefined
      ? undefined
      : { kind: "drop-in", type, name: extendedUnit(unit), template, scope, ...strayOf(folderOf(around)) };
  }
  const unit = withoutEditMark(file);
  // A folder of build results is called `target`, and `mount` is a program.
  const type = unit.includes(".", 1) ? typeAtEnd(unit) : undefined;
  if (type === undefined) return undefined;
  return { kind: "unit", type, name: nameOf(unit), template, scope, ...strayOf(around) };
}

/** Whether a file with a unit's ending is something else by its content: XML (Eclipse's .target), D-Bus activation. */
export function isForeignContent(document: string): boolean {
  const head = document.slice(0, 4096);
  return (
    /^\ufeff?\s*<[?!a-zA-Z]/.test(head) ||
    (head.includes("[D-BUS Service]") && /^\s*\[D-BUS Service\]\s*$/m.test(head)) ||
    head.startsWith("\x7fELF")
  );
}

/** The one unit a drop-in folder extends; undefined for `foo-.service.d`, which extends every unit with that prefix. */
function extendedUnit(folder: string): UnitName | undefined {
  const name = nameOf(folder);
  return name?.prefix.endsWith("-") ? undefined : name;
}

function nameOf(file: string): UnitName | undefined {
  const reading = readUnitName(file);
  return reading.ok ? reading.name : undefined;
}

/** The type at the end of a unit's name, or the whole of a type-wide drop-in folder's (`service.d`). */
function typeAtEnd(file: string): UnitType | undefined {
  return unitTypeOfSuffix(file.slice(file.lastIndexOf(".") + 1));
}

/** `systemctl edit` works on `.#NAME` with hex digits behind, beside the real file; `override.conf` in a drop-in's folder. */
export function withoutEditMark(file: string): string {
  if (!file.startsWith(".#")) return file;
  const match = /^\.#(.+?)[0-9a-f]{16}$/.exec(file);
  return match?.[1] ?? file;
}

function isEditedDropIn(file: string): boolean {
  return withoutEditMark(file).endsWith(".conf");
}

function scopeOf(path: string): Scope {
  if (!path.includes("systemd/")) return "unknown";
  if (/(?:^|\/)systemd\/user(?:\.control|\.attached)?\//.test(path)) return "user";
  if (/(?:^|\/)systemd\/system(?:\.control|\.attached)?\//.test(path)) return "system";
  return "unknown";
}

/** Folders below which systemd's own lie, as absolute paths; elsewhere such a name may be a place to install from. */
const aroundUnits = /^\/(?:etc|run|lib|usr\/lib|usr\/local\/lib|(?:home\/[^/]+|root)\/\.config)\/systemd$/;
/** One that nobody means for anything else, wherever it lies. */
const doubled = /^(.*\/)?(etc|lib)\/systemd\/systemd$/;

/** Units lie in `system` or `user` below these, not beside them (systemd.unit(5)). */
function strayOf(folder: string): { readonly stray?: StrayFolder } {
  if (!folder.endsWith("/systemd")) return notStray;
  const isUser = folder.includes("/.config/");
  if (aroundUnits.test(folder)) {
    return { stray: { folder, meant: isUser ? `${folder}/user` : `${folder}/system` } };
  }
  return doubled.test(folder)
    ? { stray: { folder, meant: `${folder.slice(0, -"systemd".length)}system` } }
    : notStray;
}

const notStray = {};
