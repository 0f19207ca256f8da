import type { RuleOperator } from "./rulesTree.ts";

/** What may stand in braces behind a key. */
type AttributeUse = "none" | "needed" | "optional";

/** One key of udev's rules, as udev(7) and udev's own reading have it. */
export interface RuleKey {
  readonly key: string;
  readonly attribute: AttributeUse;
  /** The operators udev takes, the usual one first. */
  readonly operators: readonly RuleOperator[];
  /** Operators that udev takes for `=`, with a remark. */
  readonly assumed: readonly RuleOperator[];
  readonly meaning: string;
}

const matching: readonly RuleOperator[] = ["==", "!="];

function match(key: string, attribute: AttributeUse, meaning: string): RuleKey {
  return { key, attribute, operators: matching, assumed: [], meaning };
}

/** Every key there is. */
export const ruleKeys: readonly RuleKey[] = [
  match("ACTION", "none", "What happens to the device: `add`, `remove`, `change` and others."),
  match("SUBSYSTEM", "none", "The kernel's subsystem of the device, such as `usb`, `net` or `block`."),
  match("KERNEL", "none", "The kernel's name of the device, such as `sda1` or `ttyUSB0`."),
  match("DEVPATH", "none", "The path of the device below `/sys`."),
  match("DRIVER", "none", "The driver of the device itself, known as soon as one has taken it."),
  {
    key: "ATTR",
    attribute: "needed",
    operators: ["==", "!=", "="],
    assumed: ["+=", ":="],
    meaning: "A file in the device's folder of `/sys`: its content is compared, or `=` writes to it.",
  },
  {
    key: "SYSCTL",
    attribute: "needed",
    operators: ["==", "!=", "="],
    assumed: ["+=", ":="],
    meaning: "A kernel setting below `/proc/sys`: compared, or set by `=`.",
  },
  match("ATTRS", "needed", "A file in the folder of the device or of one of its parents."),
  match("KERNELS", "none", "The kernel's name of the device or of one of its parents."),
  match("SUBSYSTEMS", "none", "The subsystem of the device or of one of its parents."),
  match("DRIVERS", "none", "The driver of the device or of one of its parents."),
  match("TAGS", "none", "A tag of the device or of one of its parents."),
  match(
    "TEST",
    "optional",
    "Whether a file exists; with the mode bits in braces, whether it has one of them.",
  ),
  match("CONST", "needed", "What the machine is: `arch`, `virt` or `cvm`."),
  match("RESULT", "none", "What the last PROGRAM printed."),
  {
    key: "PROGRAM",
    attribute: "none",
    operators: ["==", "!=", "=", "+=", ":="],
    assumed: [],
    meaning: "Runs a program: it matches where that succeeds, and RESULT is what it prints.",
  },
  {
    key: "IMPORT",
    attribute: "needed",
    operators: ["=", "==", "!=", "+=", ":="],
    assumed: [],
    meaning:
      "Sets properties of the device from somewhere: a program, a built-in command, a file, udev's record.",
  },
  {
    key: "ENV",
    attribute: "needed",
    operators: ["=", "+=", "==", "!="],
    assumed: [":="],
    meaning: "A property of the device: compared, set, or with `+=` made longer by a blank and the value.",
  },
  {
    key: "TAG",
    attribute: "none",
    operators: ["+=", "=", "-=", "==", "!="],
    assumed: [":="],
    meaning: "A tag of the device: compared, put on or taken off.",
  },
  {
    key: "NAME",
    attribute: "none",
    operators: ["=", ":=", "==", "!="],
    assumed: ["+="],
    meaning: "The name of a network interface. Device nodes cannot be renamed.",
  },
  {
    key: "SYMLINK",
    attribute: "none",
    operators: ["+=", "=", "-=", ":=", "==", "!="],
    assumed: [],
    meaning: "Symlinks below `/dev` that lead to the device's node, with blanks between.",
  },
  {
    key: "OWNER",
    attribute: "none",
    operators: ["=", ":="],
    assumed: ["+="],
    meaning: "The user that the device's node belongs to.",
  },
  {
    key: "GROUP",
    attribute: "none",
    operators: ["=", ":="],
    assumed: ["+="],
    meaning: "The group that the device's node belongs to.",
  },
  {
    key: "MODE",
    attribute: "none",
    operators: ["=", ":="],
    assumed: ["+="],
    meaning: "The access mode of the device's node, in octal.",
  },
  {
    key: "SECLABEL",
    attribute: "needed",
    operators: ["=", "+="],
    assumed: [":="],
    meaning: "The label of a security module, such as `selinux`, for the device's node.",
  },
  {
    key: "RUN",
    attribute: "optional",
    operators: ["+=", "=", ":="],
    assumed: [],
    meaning:
      "A program to run once all rules are done with. udev ends it after a short while, and whatever it has started: what shall keep running belongs into a unit, which SYSTEMD_WANTS starts.",
  },
  {
    key: "OPTIONS",
    attribute: "none",
    operators: ["+=", "=", ":="],
    assumed: [],
    meaning: "How udev treats the rule and the device.",
  },
  {
    key: "LABEL",
    attribute: "none",
    operators: ["="],
    assumed: [],
    meaning: "A place for GOTO to jump to.",
  },
  {
    key: "GOTO",
    attribute: "none",
    operators: ["="],
    assumed: [],
    meaning: "Jumps to the next line of this file with that LABEL, where the rest of the rule matches.",
  },
];

const byName: ReadonlyMap<string, RuleKey> = new Map(ruleKeys.map((one) => [one.key, one]));

/** The key of that name; case counts. */
export function findRuleKey(key: string): RuleKey | undefined {
  return byName.get(key);
}

/** The operators that a key is usually written with. */
export function rightOperators({ key, operators }: RuleKey): readonly RuleOperator[] {
  if (key === "PROGRAM") return ["=="];
  return key === "IMPORT" ? ["="] : operators;
}

/** Whether the operator compares, and sets nothing. */
export function isMatch(operator: RuleOperator): boolean {
  return operator === "==" || operator === "!=";
}

/** Properties that the kernel or udev itself sets, and no rule can. */
export function isSettable(property: string, version: number): boolean {
  if (fixedProperties.has(property)) return false;
  return version < 262 || !(fixedSince262.has(property) || property.startsWith("SYNTH_ARG_"));
}

const fixedProperties: ReadonlySet<string> = new Set([
  "ACTION",
  "DEVLINKS",
  "DEVNAME",
  "DEVPATH",
  "DEVTYPE",
  "DRIVER",
  "IFINDEX",
  "MAJOR",
  "MINOR",
  "SEQNUM",
  "SUBSYSTEM",
  "TAGS",
]);

const fixedSince262: ReadonlySet<string> = new Set([
  "SYNTH_UUID",
  "DEVPATH_OLD",
  "MODALIAS",
  "DEVMODE",
  "DEVUID",
  "DEVGID",
  "DISKSEQ",
  "PARTN",
  "INTERFACE",
  "INTERFACE_OLD",
  "CURRENT_TAGS",
  "USEC_INITIALIZED",
  "UDEV_DATABASE_VERSION",
]);
