// What `systemctl show` tells of units.
import type { SystemdBox } from "../stage/systemdBox.ts";

/** The properties of a unit, by their names, each with the lines it is shown on. */
export type ShownUnit = ReadonlyMap<string, readonly string[]>;

/** Has the systemd of a box load the units and show all their properties, in the order of `names`. */
export async function showUnits(box: SystemdBox, names: readonly string[]): Promise<readonly ShownUnit[]> {
  const told = await printedBy(box, ["systemctl", "show", "--all", ...names], 60_000);
  const shown = told.split("\n\n").map(readShown);
  if (shown.length !== names.length) {
    throw new Error(`systemctl shows ${shown.length} units in place of ${names.length}.`);
  }
  return shown;
}

/** The one line of a property; empty where it has none. */
export function shownLine(unit: ShownUnit, property: string): string {
  return unit.get(property)?.join("\n") ?? "";
}

/** The names that the system has for units besides their own, each with the own one: `default.target`. */
export async function showAliases(box: SystemdBox): Promise<ReadonlyMap<string, string>> {
  const listing = ["systemctl", "list-unit-files", "--state=alias", "--plain", "--no-legend"];
  const listed = await printedBy(box, listing, 30_000);
  const aliases = [...listed.matchAll(/^\S+/gm)].map(([name]) => name).filter((name) => !name.includes("@."));
  const shown = await printedBy(box, ["systemctl", "show", "--property=Id", ...aliases], 30_000);
  const own = [...shown.matchAll(/^Id=(.*)$/gm)].map(([, name]) => name);
  return new Map(aliases.map((alias, index) => [alias, own[index] ?? alias]));
}

/** A condition or assertion of a unit: `|!ConditionPathExists=/x`, signs first. */
export async function showConditions(box: SystemdBox, name: string): Promise<readonly string[]> {
  const path = [...name]
    .map((letter) => (/[A-Za-z0-9]/.test(letter) ? letter : `_${byteOf(letter)}`))
    .join("");
  const argv = [
    ...["busctl", "--json=short", "get-property", "org.freedesktop.systemd1"],
    ...[`/org/freedesktop/systemd1/unit/${path}`, "org.freedesktop.systemd1.Unit", "Conditions", "Asserts"],
  ];
  const told = await printedBy(box, argv, 30_000);
  return told
    .split("\n")
    .flatMap((line) => {
      const { data }: { data: readonly [string, boolean, boolean, string, number][] } = JSON.parse(line);
      return data.map(
        ([kind, trigger, negate, parameter]) =>
          `${trigger ? "|" : ""}${negate ? "!" : ""}${kind}=${parameter}`,
      );
    })
    .sort();
}

/** What a program prints in the box, in so many milliseconds at most. Throws where it fails. */
async function printedBy(box: SystemdBox, argv: readonly string[], timeout: number): Promise<string> {
  const ran = await box.run(argv, { timeout });
  if (ran.code !== 0) throw new Error(`${argv[0]} failed (${ran.code}): ${ran.stderr}`);
  return ran.stdout.trimEnd();
}

function byteOf(letter: string): string {
  return letter.charCodeAt(0).toString(16);
}

function readShown(block: string): ShownUnit {
  const properties = new Map<string, string[]>();
  for (const line of block.split("\n")) {
    const equals = line.indexOf("=");
    const [name, value] = [line.slice(0, equals), line.slice(equals + 1)];
    const known = properties.get(name);
    if (known === undefined) properties.set(name, [value]);
    else known.push(value);
  }
  return properties;
}
