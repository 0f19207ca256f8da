/** A word that udev knows, since which release where that is not always, and what it means. */
export interface UdevWord {
  readonly word: string;
  readonly since?: number;
  readonly meaning: string;
}

/** Commands built into udev, for IMPORT{builtin} and RUN{builtin}. */
export const builtins: readonly UdevWord[] = [
  { word: "blkid", meaning: "Looks for file systems and partition tables." },
  { word: "btrfs", meaning: "Tells btrfs of a device that is part of a file system." },
  { word: "dissect_image", since: 258, meaning: "Names the partitions of an image by what they are for." },
  { word: "factory_reset", since: 258, meaning: "Tells whether a factory reset was asked for." },
  { word: "hwdb", meaning: "Looks the device up in the hardware database." },
  { word: "input_id", meaning: "Tells what kind of input device it is." },
  { word: "keyboard", meaning: "Gives keys other codes, as the hardware database says." },
  { word: "kmod", meaning: "Loads the kernel module that the device asks for." },
  { word: "net_driver", since: 257, meaning: "Names the driver of a network interface." },
  { word: "net_id", meaning: "Makes predictable names for a network interface." },
  { word: "net_setup_link", meaning: "Sets up a network interface from its .link file." },
  { word: "path_id", meaning: "Makes a name from the way to the device." },
  { word: "tpm2_id", since: 258, meaning: "Tells the vendor and version of a TPM." },
  { word: "uaccess", meaning: "Lets the user in front of the seat use the device." },
  { word: "usb_id", meaning: "Reads vendor, model and serial number of a USB device." },
];

/** The words of OPTIONS; those that end in `=` take a value. */
export const options: readonly UdevWord[] = [
  { word: "dump", since: 258, meaning: "Writes what is known of the device so far into the log." },
  {
    word: "dump-json",
    since: 258,
    meaning: "Writes what is known of the device so far into the log, as JSON.",
  },
  { word: "string_escape=none", meaning: "Keeps odd characters of the values that this rule sets." },
  { word: "string_escape=replace", meaning: "Replaces odd characters of the values that this rule sets." },
  {
    word: "db_persist",
    meaning: "Keeps the device's record when the initrd's udev gives way to the system's.",
  },
  { word: "watch", meaning: "Looks at the device anew when somebody has written to it." },
  { word: "nowatch", meaning: "Does not care who writes to the device." },
  {
    word: "static_node=",
    meaning: "Sets the rights of a device node that exists before its driver is loaded.",
  },
  {
    word: "link_priority=",
    meaning: "Of several devices that want one symlink, the highest number gets it.",
  },
  { word: "log_level=", meaning: "How much udev logs of this device from here on; `reset` for the usual." },
];

/** What CONST{…} can ask for. */
export const constants: readonly UdevWord[] = [
  { word: "arch", meaning: "The processor architecture, as in ConditionArchitecture=." },
  { word: "virt", meaning: "The virtualization, as in ConditionVirtualization=." },
  { word: "cvm", since: 258, meaning: "The confidential virtualization." },
];

/** Where IMPORT{…} takes properties from. */
export const importSources: readonly UdevWord[] = [
  { word: "program", meaning: "Runs the program and reads `KEY=value` lines from what it prints." },
  { word: "builtin", meaning: "Runs a command built into udev." },
  { word: "file", meaning: "Reads `KEY=value` lines from a file." },
  { word: "db", meaning: "One property of the device as udev recorded it before." },
  { word: "cmdline", meaning: "One word of the kernel's command line." },
  { word: "parent", meaning: "The properties of the parent device that fit a pattern." },
];

/** What RUN{…} runs. */
export const runKinds: readonly UdevWord[] = [
  { word: "program", meaning: "A program; this is meant without braces too." },
  { word: "builtin", meaning: "A command built into udev." },
];

/** The word of the list that this is; undefined where it is none. */
export function findWord(words: readonly UdevWord[], word: string): UdevWord | undefined {
  return words.find((one) => one.word === word);
}

/** Whether a release knows a word. */
export function isKnownTo(version: number, { since = 0 }: UdevWord): boolean {
  return version >= since;
}
