// The properties that systemd changes while a unit runs (`systemctl set-property`): what a user types for each, and
// what goes over D-Bus for it.
import { isBoolean, isTrue } from "../../../server/src/language/values/keyword.ts";
import { readNumber } from "../../../server/src/language/values/number.ts";
import { readPercentage } from "../../../server/src/language/values/percentage.ts";
import { readSize } from "../../../server/src/language/values/size.ts";
import type { BusVariant } from "./bus.ts";

/** A property with the value it is to have, spelt twice: for people and for the bus. */
export interface PropertyChange {
  /** As in a unit file: `MemoryMax`. */
  readonly directive: string;
  /** As in a unit file: `512M`. */
  readonly text: string;
  /** What D-Bus calls the property, which differs for shares of the machine: `MemoryMaxScale`. */
  readonly property: string;
  readonly value: BusVariant;
}

export interface RuntimeProperty {
  readonly directive: string;
  /** One sentence: what it does. */
  readonly meaning: string;
  /** What may be typed, as in "A size such as 512M, …". */
  readonly expects: string;
  /** The change that a text asks for; undefined where it is no value of this property. */
  readonly read: (text: string) => PropertyChange | undefined;
}

/** systemd's largest number stands for "no limit" on the bus. */
const infinity = 2n ** 64n - 1n;

const amount = "A size such as 512M, a share of the machine's memory such as 20%, or infinity";
const weight = "A number from 1 to 10000; 100 is usual";
const yesOrNo = "yes or no";

/** In the order in which they are offered (systemd.resource-control(5)). */
export const runtimeProperties: readonly RuntimeProperty[] = [
  memory("MemoryMax", "Kills processes of the unit rather than let it use more memory."),
  memory("MemoryHigh", "Slows the unit down and takes memory back from it once it uses more."),
  memory("MemoryLow", "Memory that is taken from others first while the unit uses less."),
  memory("MemoryMin", "Memory that is never taken from the unit."),
  memory("MemorySwapMax", "The most that the unit may have in swap."),
  {
    directive: "CPUQuota",
    meaning: "The most processor time that the unit gets; 200% are two whole processors.",
    expects: "A percentage such as 50% or 200%; empty for no limit",
    read: (text) => {
      if (text === "") return change("CPUQuota", text, "t", infinity, "CPUQuotaPerSecUSec");
      const share = readPercentage(text);
      // Nothing at all is refused.
      if (share.kind === "malformed" || share.permyriad === 0n) return undefined;
      return change("CPUQuota", text, "t", share.permyriad * 100n, "CPUQuotaPerSecUSec");
    },
  },
  {
    directive: "CPUWeight",
    meaning: "The unit's part of the processors where several units want them.",
    expects: `${weight}, and idle lets all others go first`,
    read: (text) =>
      text === "idle" ? change("CPUWeight", text, "t", 0n) : numbered("CPUWeight", text, 1n, 10_000n),
  },
  {
    directive: "IOWeight",
    meaning: "The unit's part of the disks where several units want them.",
    expects: weight,
    read: (text) => numbered("IOWeight", text, 1n, 10_000n),
  },
  {
    directive: "TasksMax",
    meaning: "The most processes and threads that the unit may have.",
    expects: "A number, a share of what the machine allows such as 10%, or infinity",
    read: (text) => limited("TasksMax", text, (typed) => numberOf(typed, 1n, infinity - 1n)),
  },
  accounting("CPUAccounting", "Whether processor time is counted for the unit."),
  accounting("MemoryAccounting", "Whether memory is counted for the unit."),
  accounting("TasksAccounting", "Whether processes and threads are counted for the unit."),
  accounting("IOAccounting", "Whether what is read from and written to disks is counted for the unit."),
  accounting("IPAccounting", "Whether network traffic is counted for the unit."),
];

function memory(directive: string, meaning: string): RuntimeProperty {
  const read = (text: string) =>
    limited(directive, text, (typed) => {
      const size = readSize(typed, 1024n);
      return size.kind === "size" ? size.bytes : undefined;
    });
  return { directive, meaning, expects: amount, read };
}

function accounting(directive: string, meaning: string): RuntimeProperty {
  const read = (text: string) => (isBoolean(text) ? change(directive, text, "b", isTrue(text)) : undefined);
  return { directive, meaning, expects: yesOrNo, read };
}

/** A number, a share of what there is, or no limit. */
function limited(
  directive: string,
  text: string,
  read: (text: string) => bigint | undefined,
): PropertyChange | undefined {
  if (text === "infinity") return change(directive, text, "t", infinity);
  const share = readPercentage(text);
  if (share.kind === "share") {
    if (share.permyriad > 10_000n) return undefined;
    // Shares go as parts of 2^32 - 1, to the nearest.
    const scaled = (share.permyriad * (2n ** 32n - 1n) + 5_000n) / 10_000n;
    return change(directive, text, "u", Number(scaled), `${directive}Scale`);
  }
  const number = read(text);
  return number === undefined ? undefined : change(directive, text, "t", number);
}

function numbered(directive: string, text: string, low: bigint, high: bigint): PropertyChange | undefined {
  const number = numberOf(text, low, high);
  return number === undefined ? undefined : change(directive, text, "t", number);
}

function numberOf(text: string, low: bigint, high: bigint): bigint | undefined {
  const number = readNumber(text);
  return number.kind === "number" && number.value >= low && number.value <= high ? number.value : undefined;
}

function change(
  directive: string,
  text: string,
  signature: string,
  value: unknown,
  property = directive,
): PropertyChange {
  return { directive, text, property, value: { signature, value } };
}
