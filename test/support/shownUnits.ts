// What `systemctl show` tells of units.
import type { SystemdBox } from "../stage/systemdBox.ts";

/** The properties of a unit, by their names, each with the lines it is shown on. */
export type ShownUnit = ReadonlyMap<string, readonly string[]>;

/** Has the systemd of a box load the units and show all their properties, in the order of `names`. */
export async function showUnits(box: SystemdBox, names: readonly string[]): Promise<readonly ShownUnit[]> {
  const ran = await box.run(["systemctl", "show", "--all", ...names], { timeout: 60_000 });
  if (ran.code !== 0) throw new Error(`systemctl show failed (${ran.code}): ${ran.stderr}`);
  const shown = ran.stdout.trimEnd().split("\n\n").map(readShown);
  if (shown.length !== names.length) {
    throw new Error(`systemctl shows ${shown.length} units in place of ${names.length}.`);
  }
  return shown;
}

/** The one line of a property; empty where it has none. */
export function shownLine(unit: ShownUnit, property: string): string {
  return unit.get(property)?.join("\n") ?? "";
}

/** A condition or assertion of a unit: `|!ConditionPathExists=/x`, signs first. */
export async function showConditions(box: SystemdBox, name: string): Promise<readonly string[]> {
  const path = [...name]
    .map((letter) => (/[A-Za-z0-9]/.test(letter) ? letter : `_${byteOf(letter)}`))
    .join("");
  const ran = await box.run(
    [
      ...["busctl", "--json=short", "get-property", "org.freedesktop.systemd1"],
      ...[`/org/freedesktop/systemd1/unit/${path}`, "org.freedesktop.systemd1.Unit", "Conditions", "Asserts"],
    ],
    { timeout: 30_000 },
  );
  if (ran.code !== 0) throw new Error(`busctl failed (${ran.code}): ${ran.stderr}`);
  return ran.stdout
    .trim()
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
