// Where the drop-ins of a unit lie that people write, and what a new one begins with.
import { join } from "node:path/posix";
import { parseUnitName, templateOf } from "../../../server/src/language/names/unitName.ts";
import type { Lasting } from "../systemd/acts.ts";
import type { UnitName } from "../systemd/manager.ts";
import type { OwnFolders } from "../systemd/ownFolders.ts";

/** A drop-in that is there, or may be. */
export interface DropInPlace {
  readonly path: string;
  /** The unit it changes; for an instance its template too, and with it all other instances. */
  readonly unit: UnitName;
  readonly lasting: Lasting;
  readonly presence: "there" | "new";
}

/** systemctl's own name for a drop-in of which nobody said how it is called. */
const usualName = "override.conf";

/**
 * The drop-ins to choose from when a unit is to be changed: those that people wrote, of all that are in effect, and the
 * usual new ones that are not there yet.
 */
export function dropInPlaces(
  unit: UnitName,
  inEffect: readonly string[],
  folders: OwnFolders,
): readonly DropInPlace[] {
  const name = parseUnitName(unit);
  const template = name?.kind === "instance" ? templateOf(name) : undefined;
  const units = template === undefined ? [unit] : [unit, template];
  const there = inEffect.flatMap((path): readonly DropInPlace[] => {
    const lasting = lastings.find((one) => path.startsWith(`${folders[one]}/`));
    return lasting === undefined ? [] : [{ path, unit, lasting, presence: "there" }];
  });
  const fresh = lastings.flatMap((lasting) =>
    units.map((one): DropInPlace => {
      return { path: dropInPath(one, usualName, folders[lasting]), unit: one, lasting, presence: "new" };
    }),
  );
  return [...there, ...fresh.filter(({ path }) => !there.some((one) => one.path === path))];
}

const lastings: readonly Lasting[] = ["for-good", "until-reboot"];

/** The path of a drop-in of a unit; `.conf` is added where the name lacks it, since systemd reads no others. */
export function dropInPath(unit: UnitName, name: string, folder: string): string {
  return join(folder, `${unit}.d`, name.endsWith(".conf") ? name : `${name}.conf`);
}

/** What a new drop-in begins with: whose it is, how lists are begun anew, and the section that is most often changed. */
export function dropInText(unit: UnitName): string {
  const lines = [
    `# Changes ${unit}: what stands here counts over its own file.`,
    "# A list, such as ExecStart= or After=, is added to; the name with nothing behind it empties the list first.",
    "",
    `[${sectionOf(unit)}]`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Of targets and devices only what every unit has can be changed. */
function sectionOf(unit: UnitName): string {
  const type = parseUnitName(unit)?.type ?? "target";
  return type === "target" || type === "device" ? "Unit" : `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
