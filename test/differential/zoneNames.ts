// By which names the time zones of a machine call their time: systemd takes those of the machine's own zone.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A zone that has the name for its time or its summer time, in any case, by the zone files below a root folder;
 * undefined where none has.
 */
export function zoneCalling(root: string): (name: string) => string | undefined {
  const known = zones.get(root) ?? readZones(root);
  zones.set(root, known);
  return (name) => known.get(name.toUpperCase());
}

const zones = new Map<string, ReadonlyMap<string, string>>();

function readZones(root: string): ReadonlyMap<string, string> {
  const folder = join(root, "usr/share/zoneinfo");
  const names = new Map<string, string>();
  if (!existsSync(folder)) return names;
  for (const file of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(file.parentPath, file.name);
    const zone = path.slice(folder.length + 1);
    if (!file.isFile() || !/^[A-Z]/.test(zone)) continue;
    const text = readFileSync(path, "latin1");
    if (!text.startsWith("TZif")) continue;
    // The last line has the rule from now on, as in `CET-1CEST,M3.5.0,M10.5.0/3` (RFC 8536).
    const rule = text.trimEnd().split("\n").at(-1) ?? "";
    const [, usual = "", summer = ""] =
      /^(<[^>]+>|[A-Za-z]+)[^A-Za-z<,]*(<[^>]+>|[A-Za-z]+)?/.exec(rule) ?? [];
    for (const name of [usual, summer])
      if (name !== "") names.set(name.replace(/[<>]/g, "").toUpperCase(), zone);
  }
  return names;
}
