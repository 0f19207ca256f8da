import { readdir } from "node:fs/promises";
import { join } from "node:path/posix";
import { instantiate, isNameCharacter, type UnitName } from "../language/names/unitName.ts";
import { readUnitText } from "./readUnitText.ts";

/** Where instances of a template may be named. */
export interface InstancePlaces {
  /** Folders of the load path: enabled instances are links in the `.wants` and `.requires` folders below them. */
  readonly loadPath: readonly string[];
  /** Folders of the workspace that hold units, whose texts may refer to an instance. */
  readonly workspace: readonly string[];
}

/** More files than this are in no folder of units that somebody wrote. */
const fileLimit = 500;

/**
 * The instances of a template that somebody has named: by a link that starts one along with another unit, or in the
 * text of a unit. As they stand in names, in alphabetical order. Folders that cannot be read count as empty.
 */
export async function knownInstances(template: UnitName, places: InstancePlaces): Promise<readonly string[]> {
  const linked = await Promise.all(places.loadPath.map(linksBelow));
  const texts = await Promise.all(places.workspace.map(textsIn));
  const named = [...linked.flat(2), ...texts.flat()].flatMap((text) => instancesIn(text, template));
  return [...new Set(named)].sort();
}

async function linksBelow(folder: string): Promise<readonly (readonly string[])[]> {
  const below = (await entriesOf(folder)).filter((name) => /\.(?:wants|requires|upholds)$/.test(name));
  return Promise.all(below.map((name) => entriesOf(join(folder, name))));
}

async function textsIn(folder: string): Promise<readonly string[]> {
  const names = (await entriesOf(folder)).slice(0, fileLimit);
  const read = names.map((name) => readUnitText(join(folder, name)));
  return [...names, ...read.flatMap((one) => (one.kind === "text" ? [one.text] : []))];
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** The instances of the template that a text holds, wherever they stand. */
function instancesIn(text: string, template: UnitName): readonly string[] {
  const before = `${template.prefix}@`;
  const behind = `.${template.type}`;
  const found: string[] = [];
  for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
    const from = at + before.length;
    let to = from;
    while (to < text.length && isNameCharacter(text.charCodeAt(to))) to += 1;
    const word = text.slice(from, to);
    const isWhole = at === 0 || !isNameCharacter(text.charCodeAt(at - 1));
    const instance = word.endsWith(behind) ? word.slice(0, -behind.length) : "";
    if (isWhole && instantiate(template, instance) !== undefined) found.push(instance);
  }
  return found;
}
