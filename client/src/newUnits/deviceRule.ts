// The udev rule that has systemd know of a device, and start a unit for it (udev(7), systemd.device(5)).
import type { ScopeKind, UnitName } from "../systemd/manager.ts";
import { type DeviceAtHand, kernelName } from "./device.ts";

/** What the rule is about: the device that is at hand and no other, or all of its kind. */
export type WhichDevices = "this" | "kind";

export interface DeviceRule {
  readonly device: DeviceAtHand;
  readonly which: WhichDevices;
  /** The unit to start: a template is started as the instance of the device's path in /sys. */
  readonly wants: UnitName;
  /** A path by which units can name the device, whatever port it is in. */
  readonly alias?: string;
  readonly scope: ScopeKind;
}

/** The text of the file. */
export function deviceRuleText({ device, which, wants, alias, scope }: DeviceRule): string {
  const property = scope === "user" ? "SYSTEMD_USER_WANTS" : "SYSTEMD_WANTS";
  const parts = [
    // What a device is tagged with counts for the last event alone: a change must not take the tag away.
    'ACTION!="remove"',
    ...deviceMatches(device, which),
    'TAG+="systemd"',
    ...(alias === undefined ? [] : [`ENV{SYSTEMD_ALIAS}+="${alias}"`]),
    `ENV{${property}}+="${wants}"`,
  ];
  const what = wants.includes("@.")
    ? `# udev rules: an instance of ${wants} for each device of this kind, named after its path.`
    : `# udev rules: what starts ${wants} with its device.`;
  return `${what}\n# Without the tag, systemd would hear nothing of the device.\n${parts.join(", ")}\n`;
}

/** What tells a device from others, as the matches of a rule. */
export function deviceMatches(device: DeviceAtHand, which: WhichDevices): readonly string[] {
  const { properties } = device;
  const of = (key: string) => properties.get(key) || undefined;
  const env = (key: string) => (of(key) === undefined ? [] : [`ENV{${key}}=="${literal(of(key) ?? "")}"`]);
  const subsystem = of("SUBSYSTEM");
  const kind = [
    ...(subsystem === undefined ? [] : [`SUBSYSTEM=="${literal(subsystem)}"`]),
    ...env("DEVTYPE"),
    ...(hasModel(device) ? [...env("ID_VENDOR_ID"), ...env("ID_MODEL_ID")] : []),
  ];
  if (which === "kind") return hasModel(device) ? kind : [...kind, `KERNEL=="${counted(device)}"`];
  if (of("ID_SERIAL_SHORT") !== undefined) return [...kind, ...env("ID_SERIAL_SHORT")];
  return [...kind, `KERNEL=="${literal(kernelName(device))}"`];
}

/** Whether vendor and model are known, so that others of the kind can be told by them. */
export function hasModel({ properties }: DeviceAtHand): boolean {
  return Boolean(properties.get("ID_VENDOR_ID") && properties.get("ID_MODEL_ID"));
}

/** What tells the devices that a rule would be about, in words. */
export function whichWords(device: DeviceAtHand, which: WhichDevices): string {
  return deviceMatches(device, which).join(", ");
}

/** The device's name in the kernel, with any number at its end: `ttyUSB[0-9]*`. */
function counted(device: DeviceAtHand): string {
  const name = kernelName(device);
  const stem = name.replace(/\d+$/, "");
  if (stem === name || stem === "") return literal(name);
  return `${literal(stem)}[0-9]*`;
}

/** What udev would take for a pattern, an alternative or an end stands for any one character instead. */
function literal(text: string): string {
  return text.replace(/[*?[\]|"\\]/g, "?");
}
