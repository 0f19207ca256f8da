/** What systemd reads of a device's udev properties. */
export interface SystemdProperty {
  readonly name: string;
  readonly value: "units" | "paths" | "boolean" | "text";
  readonly meaning: string;
}

/** Of devices with the tag `systemd` (systemd.device(5), and systemd's source). */
export const systemdProperties: readonly SystemdProperty[] = [
  {
    name: "SYSTEMD_WANTS",
    value: "units",
    meaning:
      "Units of the system manager that start when the device comes, with blanks between. A template gets the device's path in /sys, escaped, as its instance. They do not stop when the device goes: `BindsTo=` the .device unit for that.",
  },
  {
    name: "SYSTEMD_USER_WANTS",
    value: "units",
    meaning: "As SYSTEMD_WANTS, for every user's manager.",
  },
  {
    name: "SYSTEMD_ALIAS",
    value: "paths",
    meaning: "More absolute paths of the device, with blanks between: each gets a .device unit.",
  },
  {
    name: "SYSTEMD_READY",
    value: "boolean",
    meaning: "With 0 systemd takes the device for unplugged, until the property is 1 or gone.",
  },
  {
    name: "SYSTEMD_MOUNT_DEVICE_BOUND",
    value: "boolean",
    meaning: "Whether file systems of the device are unmounted when it goes.",
  },
];

/** The property of that name, where systemd has one. */
export function findSystemdProperty(name: string): SystemdProperty | undefined {
  return systemdProperties.find((one) => one.name === name);
}

/** Names that begin so and that somebody else reads; they are no misspelling of ours. */
export const foreignProperties: ReadonlySet<string> = new Set(["SYSTEMD_RFKILL", "SYSTEMD_MACHINE_TAG"]);
