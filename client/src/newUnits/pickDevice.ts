// Which device a unit is to be made for: one that is there, one that is plugged in now, or one by its path.
import { type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from "vscode";
import type { LiveDevice } from "../systemd/manager.ts";
import { type UdevDevice, udevDevice, watchPlugs } from "../systemd/udev.ts";
import { type Asked, shown } from "./askQuestions.ts";
import {
  type DeviceAtHand,
  deviceOfPath,
  deviceOfUdev,
  kernelName,
  pathOfDevice,
  steadiestFirst,
} from "./device.ts";

/** The devices that systemd knows, or why it cannot be asked. */
export type LiveDevices =
  | { readonly kind: "known"; readonly devices: readonly LiveDevice[] }
  | { readonly kind: "unknown"; readonly why: string };

const title = "New Unit for a Device";

/** Asks for a device. Undefined when the user gives up. */
export async function pickDevice(live: Promise<LiveDevices>): Promise<DeviceAtHand | undefined> {
  for (;;) {
    const picked = await pickKnown(live);
    if (picked?.kind !== "answered") return undefined;
    if (picked.answer !== "plug-in") return atHand(picked.answer);
    const plugged = await pickPlugged();
    if (plugged?.kind === "answered") return plugged.answer;
    if (plugged === undefined) return undefined;
  }
}

/** A device of systemd's, or a path. */
type Known = LiveDevice | string;

interface KnownItem extends QuickPickItem {
  readonly takes: Known | "plug-in" | undefined;
}

const plugItem: KnownItem = {
  label: "$(plug) Plug It In Now…",
  detail: "Shows devices as they come; most USB devices have no unit before a rule tags them",
  takes: "plug-in",
  alwaysShow: true,
};

function pickKnown(live: Promise<LiveDevices>): Promise<Asked<Known | "plug-in">> {
  const list = window.createQuickPick<KnownItem>();
  list.title = title;
  list.placeholder = "A device, or its path, such as /dev/ttyUSB0 or /sys/class/net/eth1";
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.busy = true;
  let known: readonly KnownItem[] = [];
  const draw = () => {
    const typed = list.value.trim();
    const path: KnownItem = {
      label: `$(edit) ${typed}`,
      description: "the device of this path, now or later",
      takes: typed,
      alwaysShow: true,
    };
    list.items = [...(/^\/(?:dev|sys)\/./.test(typed) ? [path] : []), plugItem, ...known];
  };
  draw();
  list.onDidChangeValue(draw);
  let isOpen = true;
  void live.then((devices) => {
    if (!isOpen) return;
    known = devices.kind === "known" ? deviceItems(devices.devices) : [silence(devices.why)];
    list.busy = false;
    draw();
  });
  return shown<Known | "plug-in">(list, "first", (answered) => {
    list.onDidAccept(() => {
      const takes = list.selectedItems[0]?.takes;
      if (takes !== undefined) answered(takes);
    });
  }).finally(() => {
    isOpen = false;
  });
}

const silence = (why: string): KnownItem => ({
  label: "$(info) The devices of this machine are not shown",
  detail: why,
  takes: undefined,
});

function deviceItems(devices: readonly LiveDevice[]): readonly KnownItem[] {
  const groups = new Map<string, KnownItem[]>(groupNames.map(([name]) => [name, []]));
  const sorted = [...devices].sort((one, other) => (kernelName(one) < kernelName(other) ? -1 : 1));
  for (const device of sorted) groups.get(groupOf(device))?.push(deviceItem(device));
  return [...groups].flatMap(([name, items]) =>
    items.length === 0
      ? []
      : [{ label: name, kind: QuickPickItemKind.Separator, takes: undefined }, ...items],
  );
}

function deviceItem(device: LiveDevice): KnownItem {
  const { description, names } = device;
  const name = kernelName(device);
  return {
    label: name,
    // systemd calls a device that it knows no model of by a path, and one stands below.
    description: description.startsWith("/") || description === name ? "" : description,
    detail: pathOfDevice(steadiestFirst(names)[0] ?? ""),
    takes: device,
  };
}

const groupNames: readonly (readonly [string, RegExp])[] = [
  ["Network", /\/net\/[^/]+$/],
  ["Disks", /\/block\//],
  ["Serial lines", /\/tty\/[^/]+$/],
  ["Other devices", /./],
];

const groupOf = ({ sysfsPath }: LiveDevice) =>
  groupNames.find(([, pattern]) => pattern.test(sysfsPath))?.[0] ?? "Other devices";

/** What udev knows of the chosen device is added; of one that is not there the path is all that is known. */
async function atHand(chosen: Known): Promise<DeviceAtHand> {
  const path = typeof chosen === "string" ? chosen : chosen.sysfsPath;
  const told = await udevDevice(path);
  if (typeof chosen === "string") {
    return told === undefined
      ? deviceOfPath(chosen)
      : withName(deviceOfUdev(told.sysfsPath, told.properties), chosen);
  }
  const { sysfsPath, names } = chosen;
  const properties = told?.properties ?? new Map<string, string>();
  const description = kernelName(chosen);
  return { description, sysfsPath, names: steadiestFirst(names), properties };
}

/** The name that was typed comes first, where it is one of the device's. */
function withName(device: DeviceAtHand, path: string): DeviceAtHand {
  const [name] = deviceOfPath(path).names;
  if (name === undefined || !device.names.includes(name)) return device;
  return { ...device, names: [name, ...device.names.filter((other) => other !== name)] };
}

interface PluggedItem extends QuickPickItem {
  readonly device: DeviceAtHand | undefined;
}

/** Nobody looks for a cable longer than this; in milliseconds. */
const patience = 5 * 60_000;

function pickPlugged(): Promise<Asked<DeviceAtHand>> {
  const list = window.createQuickPick<PluggedItem>();
  list.title = `${title}: Plug It In`;
  list.placeholder = "Plug the device in now: what comes is listed here";
  list.busy = true;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const came: PluggedItem[] = [];
  const waiting: PluggedItem = {
    label: "$(loading~spin) Waiting for a device…",
    device: undefined,
    alwaysShow: true,
  };
  const draw = (last: readonly PluggedItem[]) => {
    const [active] = list.activeItems;
    list.items = [...came, ...last];
    const same = came.find((item) => item.device !== undefined && item.device === active?.device);
    if (same !== undefined) list.activeItems = [same];
  };
  const over = (why: string) => {
    list.busy = false;
    draw([{ label: `$(info) ${why}`, device: undefined, alwaysShow: true }]);
  };
  draw([waiting]);
  const stop = watchPlugs({
    added: (device) => {
      came.push(pluggedItem(device));
      came.sort((one, other) => rank(one) - rank(other));
      draw([waiting]);
    },
    ended: over,
  });
  const timer = setTimeout(() => {
    stop();
    over("Nothing is listened for any more. Go back to begin again.");
  }, patience);
  return shown<DeviceAtHand>(list, "later", (answered) => {
    list.onDidAccept(() => {
      const device = list.selectedItems[0]?.device;
      if (device !== undefined) answered(device);
    });
  }).finally(() => {
    clearTimeout(timer);
    stop();
  });
}

function pluggedItem({ sysfsPath, properties }: UdevDevice): PluggedItem {
  const device = deviceOfUdev(sysfsPath, properties);
  const subsystem = properties.get("DEVTYPE") ?? properties.get("SUBSYSTEM") ?? "";
  const ids = [properties.get("ID_VENDOR_ID"), properties.get("ID_MODEL_ID")].filter(Boolean).join(":");
  const node = properties.get("DEVNAME") ?? properties.get("INTERFACE") ?? "";
  return {
    label: device.description,
    description: [subsystem, ids, node].filter((word) => word !== "").join("  "),
    detail: sysfsPath,
    iconPath: new ThemeIcon(icons.get(properties.get("SUBSYSTEM") ?? "") ?? "circuit-board"),
    device,
  };
}

const icons: ReadonlyMap<string, string> = new Map([
  ["net", "globe"],
  ["block", "database"],
  ["tty", "terminal"],
  ["sound", "unmute"],
]);

/** What one plug brings are many devices: the whole one and those with a node or a name of their own come first. */
function rank({ device }: PluggedItem): number {
  const properties = device?.properties;
  const kind = properties?.get("DEVTYPE") ?? properties?.get("SUBSYSTEM") ?? "";
  const place = ["net", "tty", "disk", "partition", "usb_device"].indexOf(kind);
  return place < 0 ? 9 : place;
}
