// What is known of a device that a unit is made for: by systemd, by udev, or by its path alone.
import { pathOfUnitName, unitNameOfPath } from "../../../server/src/language/names/pathName.ts";
import type { UnitName } from "../systemd/manager.ts";

export interface DeviceAtHand {
  /** A few words: its model, or its name in the kernel. */
  readonly description: string;
  /** Such as `/sys/devices/virtual/net/lo`; empty where it is not known. */
  readonly sysfsPath: string;
  /** The names of its units, the steadiest first; none where systemd knows nothing of it before a rule tags it. */
  readonly names: readonly UnitName[];
  /** What udev knows of it; empty where nobody told. */
  readonly properties: ReadonlyMap<string, string>;
}

/** A device by what udev told of it. */
export function deviceOfUdev(sysfsPath: string, properties: ReadonlyMap<string, string>): DeviceAtHand {
  const names = unitNamesOf(sysfsPath, properties);
  return {
    description: describe(sysfsPath, properties),
    sysfsPath,
    names: steadiestFirst(names),
    properties,
  };
}

/** A device that is not there, by the path that it will have in /dev or /sys. */
export function deviceOfPath(path: string): DeviceAtHand {
  const name = unitName(path);
  const sysfsPath = path.startsWith("/sys/") ? path : "";
  return { description: path, sysfsPath, names: name === undefined ? [] : [name], properties: new Map() };
}

/** The names by which a unit can wait for a device, the steadiest first: the kernel's own change with the port. */
export function steadiestFirst(names: readonly UnitName[]): readonly UnitName[] {
  return [...new Set(names)].sort(
    (one, other) => steadiness(one) - steadiness(other) || (one < other ? -1 : one > other ? 1 : 0),
  );
}

/** What a name of a device hangs on, in a few words. */
export function nameMeaning(name: UnitName): string {
  return meanings[steadiness(name)] ?? "";
}

/** The path that a device's unit is named after, for people to read. */
export function pathOfDevice(name: UnitName): string {
  const path = pathOfUnitName(name);
  return path?.ok ? path.text : name;
}

/** The last part of the device's name in the kernel, such as `ttyUSB0`. */
export function kernelName({ sysfsPath, names }: Pick<DeviceAtHand, "sysfsPath" | "names">): string {
  const path = sysfsPath === "" ? pathOfDevice(names[0] ?? "") : sysfsPath;
  return path.slice(path.lastIndexOf("/") + 1);
}

const meanings = [
  "the interface of this name",
  "this very device, wherever it is plugged in",
  "a name that a rule gave it",
  "the order in which devices came",
  "whatever is plugged in at this very place",
];

function steadiness(name: UnitName): number {
  if (name.startsWith("sys-subsystem-")) return 0;
  if (/^dev-.*by\\x2d(?:id|uuid|label|partuuid|partlabel|diskseq)-/.test(name)) return 1;
  if (name.startsWith("sys-") || /by\\x2dpath-/.test(name)) return 4;
  return /^dev-[a-z]+(?:[A-Z]\w*|\d+\w*|[a-z]*)\.device$/.test(name) ? 3 : 2;
}

/** The units that systemd makes for a device: none without its tag (systemd.device(5), "The udev Database"). */
function unitNamesOf(sysfsPath: string, properties: ReadonlyMap<string, string>): readonly UnitName[] {
  const isTagged = /:systemd:/.test(properties.get("CURRENT_TAGS") ?? properties.get("TAGS") ?? "");
  if (!isTagged || properties.get("SYSTEMD_READY") === "0") return [];
  const words = (key: string) =>
    (properties.get(key) ?? "").split(" ").filter((word) => word.startsWith("/"));
  const paths = [sysfsPath, ...words("DEVNAME"), ...words("DEVLINKS"), ...words("SYSTEMD_ALIAS")];
  return paths.flatMap((path) => unitName(path) ?? []);
}

function unitName(path: string): UnitName | undefined {
  const name = unitNameOfPath(path, "device", 257);
  return name.ok ? name.text : undefined;
}

function describe(sysfsPath: string, properties: ReadonlyMap<string, string>): string {
  const vendor = properties.get("ID_VENDOR_FROM_DATABASE") ?? properties.get("ID_VENDOR") ?? "";
  const model = properties.get("ID_MODEL_FROM_DATABASE") ?? properties.get("ID_MODEL") ?? "";
  const words = `${vendor} ${model}`.replaceAll("_", " ").trim();
  return words === "" ? kernelName({ sysfsPath, names: [] }) : words;
}
