// What udev knows of devices: asked of udevadm(8), which needs no rights for it.
import { type ChildProcess, spawn } from "node:child_process";
import { errorCode } from "./errors.ts";

/** A device as udev tells of it. */
export interface UdevDevice {
  /** Such as `/sys/devices/virtual/net/lo`. */
  readonly sysfsPath: string;
  /** SUBSYSTEM, DEVNAME, TAGS, ID_MODEL … */
  readonly properties: ReadonlyMap<string, string>;
}

export interface PlugListener {
  /** A device came, udev's rules are through with it. */
  readonly added: (device: UdevDevice) => void;
  /** Nothing more will be heard, for this reason, as a sentence. */
  readonly ended: (why: string) => void;
}

/** Follows the devices that come, until the returned function is called. `program` is udevadm and what stands before it. */
export function watchPlugs(listener: PlugListener, program: readonly string[] = ["udevadm"]): () => void {
  const [name = "", ...first] = program;
  const child = spawn(name, [...first, "monitor", "--udev", "--property"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  });
  let isOver = false;
  const end = (why: string) => {
    if (isOver) return;
    isOver = true;
    listener.ended(why);
  };
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const device = isOver ? undefined : addedDevice(block);
      if (device !== undefined) listener.added(device);
    }
  });
  const said = textOf(child);
  child.once("error", (error) => end(whyNotRun(error)));
  child.once("close", () => end(said() === "" ? "udevadm has ended." : `udevadm has ended: ${said()}`));
  return () => {
    isOver = true;
    child.kill("SIGTERM");
  };
}

/**
 * What udev knows of a device by its path in /sys or its node in /dev; undefined where there is none, or nobody to ask.
 * Waits for five seconds at most.
 */
export async function udevDevice(
  path: string,
  program: readonly string[] = ["udevadm"],
): Promise<UdevDevice | undefined> {
  const [name = "", ...first] = program;
  const option = path.startsWith("/sys/") ? `--path=${path}` : `--name=${path}`;
  const child = spawn(name, [...first, "info", "--query=property", option], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, LC_ALL: "C" },
    timeout: 5000,
  });
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await new Promise<void>((resolve) => {
    child.once("error", () => resolve()).once("close", () => resolve());
  });
  return deviceOf(text);
}

/** The device of one message of `udevadm monitor`, where it tells of one that came. */
export function addedDevice(message: string): UdevDevice | undefined {
  const device = deviceOf(message);
  return device?.properties.get("ACTION") === "add" ? device : undefined;
}

function deviceOf(text: string): UdevDevice | undefined {
  const properties = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, key, value] = /^([^=\s]+)=(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) properties.set(key, value);
  }
  const path = properties.get("DEVPATH");
  return path === undefined ? undefined : { sysfsPath: `/sys${path}`, properties };
}

function whyNotRun(error: Error): string {
  return errorCode(error) === "ENOENT"
    ? "There is no udevadm on this machine."
    : `udevadm cannot run: ${error.message}.`;
}

function textOf(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    text = (text + part).slice(-300);
  });
  return () => text.trim();
}
