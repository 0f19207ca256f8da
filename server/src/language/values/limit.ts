import type { ProblemCode } from "../problems/catalogue.ts";
import { offsetOf, type Text } from "../text/text.ts";
import type { Explanation, Findings, Grammar, Word } from "./grammar.ts";
import { readNumber, tokenOf } from "./number.ts";
import { readPercentage, spellShare } from "./percentage.ts";
import { readSize, spellSize, usualSuffixes, wrongPartOfSize } from "./size.ts";
import { microsecondsScale, readTimeSpan, secondsScale, spellSpan, type TimeScale } from "./timeSpan.ts";
import { offerUnits } from "./unitSuffix.ts";

/** How to spell a value out where it is good; undefined where systemd does not take it. */
type Reader = (content: string) => (() => string) | undefined;

const infinity: Word = { text: "infinity", meaning: "No limit." };
/** The largest number of 64 bits stands for no limit inside systemd, which takes it from nobody. */
const unlimited = 2n ** 64n - 1n;

/** A value read by `read`, or one of the words; `units` are offered behind a number. */
function measured(
  code: ProblemCode,
  forms: string,
  words: readonly Word[],
  read: Reader,
  units: readonly string[],
): Grammar {
  const find = (content: string) => words.find((word) => word.text === content);
  return {
    judge(text, _context, findings) {
      const { content } = text;
      if (find(content) === undefined && read(content) === undefined) {
        const isOfSizes = units.includes("K") && !content.includes("%");
        const { from, to } = isOfSizes ? wrongPartOfSize(content, 1024n) : { from: 0, to: content.length };
        findings.report(code, text, from, to, [content, forms]);
      }
    },
    explain(text, _context, explanation) {
      const word = find(text.content);
      if (word !== undefined) tokenOf(text, "keyword", word.meaning, explanation);
      else {
        const meaning = read(text.content)?.();
        if (meaning !== undefined) tokenOf(text, "number", meaning, explanation);
      }
      offerUnits(text, units, (written) => read(written)?.(), explanation);
      if (words.length > 0) explanation.expect(text, 0, text.content.length, { kind: "words", words });
    },
  };
}

/** MemoryMax= and its family: a size, a share of the machine's memory, or `infinity`; `lowest` bytes at least. */
export function memoryLimit(lowest: 0n | 1n): Grammar {
  return measured(
    "not-limit",
    `a size${lowest === 0n ? "" : " above 0"} such as 512M, a percentage up to 100%, or infinity`,
    [infinity],
    (content) => {
      const share = readPercentage(content);
      if (share.kind === "share") {
        // A share of nothing counts as zero bytes.
        return share.permyriad <= 10_000n && share.permyriad >= lowest
          ? () => `${spellShare(share.permyriad)} of the memory`
          : undefined;
      }
      const bytes = readSize(content, 1024n);
      return bytes.kind === "size" && bytes.bytes >= lowest && bytes.bytes < unlimited
        ? () => spellSize(bytes.bytes)
        : undefined;
    },
    [...usualSuffixes, "%"],
  );
}

const signBehindBlank = /^[ \t\n\r]*0[bBoO][ \t\n\v\f\r]+-/;

/** TasksMax=: a number, a share of what the system allows, or `infinity`. */
export const tasksMax: Grammar = measured(
  "not-limit",
  "a number from 1, a percentage up to 100%, or infinity",
  [infinity],
  (content) => {
    const share = readPercentage(content);
    if (share.kind === "share") {
      return share.permyriad <= 10_000n ? () => `${spellShare(share.permyriad)} of all tasks` : undefined;
    }
    const number = readNumber(content);
    if (number.kind !== "number") return undefined;
    // Behind a mark of its base systemd overlooks a sign that follows a blank, and counts down from the top (measured).
    const isOverlooked = number.value < 0n && signBehindBlank.test(content);
    const tasks = isOverlooked ? unlimited + 1n + number.value : number.value;
    return tasks > 0n && tasks < unlimited ? () => `${tasks} tasks` : undefined;
  },
  ["%"],
);

/** CPUQuota=: a share of one processor's time, above 100% for several. */
export const cpuQuota: Grammar = measured(
  "not-limit",
  "a percentage above 0%, such as 50% or 200%",
  [],
  (content) => {
    const share = readPercentage(content);
    return share.kind === "share" && share.permyriad > 0n
      ? () => `${spellShare(share.permyriad)} of one CPU's time`
      : undefined;
  },
  ["%"],
);

/** A percentage from 0 to 100. */
export const shareUpToWhole: Grammar = measured(
  "not-percentage",
  "",
  [],
  (content) => {
    const share = readPercentage(content);
    return share.kind === "share" && share.permyriad <= 10_000n
      ? () => spellShare(share.permyriad)
      : undefined;
  },
  ["%"],
);

interface Limit {
  readonly amount: bigint;
  readonly spelt: string;
}

interface LimitKind {
  readonly forms: string;
  /** What is offered behind a number. */
  readonly units: readonly string[];
  readonly read: (content: string) => Limit | undefined;
}

const none: Limit = { amount: unlimited, spelt: "none." };

const below = (amount: bigint, spelt: string): Limit | undefined =>
  amount >= 0n && amount < unlimited ? { amount, spelt } : undefined;

const plainNumber: LimitKind = {
  units: [],
  forms: "a number or infinity, or a soft and a hard one such as 1024:4096",
  read: (content) => {
    if (content === infinity.text) return none;
    const number = readNumber(content);
    return number.kind === "number" ? below(number.value, `${number.value}`) : undefined;
  },
};

const bytes: LimitKind = {
  units: usualSuffixes,
  forms: "a size such as 64M or infinity, or a soft and a hard one such as 8M:64M",
  read: (content) => {
    if (content === infinity.text) return none;
    const reading = readSize(content, 1024n);
    return reading.kind === "size" ? below(reading.bytes, spellSize(reading.bytes)) : undefined;
  },
};

/** A limit on time, which the kernel counts in steps of so many microseconds. */
const timeLimit = (scale: TimeScale, step: bigint): LimitKind => ({
  units: ["s", "min", "h", "ms", "us"],
  forms: "a time span such as 30s or infinity, or a soft and a hard one such as 30s:1min",
  read: (content) => {
    const reading = readTimeSpan(content, scale);
    if (reading.kind === "infinity") return none;
    return reading.kind === "span"
      ? { amount: (reading.ticks + step - 1n) / step, spelt: spellSpan(reading.ticks) }
      : undefined;
  },
});

const nice: LimitKind = {
  units: [],
  forms: "a niceness from -20 to +19 with its sign, or a raw limit from 0 to 40",
  read: (content) => {
    const [sign = ""] = /^[+-]?/.exec(content) ?? [];
    const number = readNumber(content.slice(sign.length));
    const highest = sign === "+" ? 19n : sign === "-" ? 20n : 40n;
    if (number.kind !== "number" || number.value < 0n || number.value > highest) return undefined;
    const amount = sign === "" ? number.value : 20n + (sign === "-" ? number.value : -number.value);
    return { amount, spelt: sign === "" ? `${number.value}` : `a niceness down to ${20n - amount}` };
  },
};

const limitKinds: ReadonlyMap<string, LimitKind> = new Map<string, LimitKind>([
  ...[
    "LimitAS",
    "LimitCORE",
    "LimitDATA",
    "LimitFSIZE",
    "LimitMEMLOCK",
    "LimitMSGQUEUE",
    "LimitRSS",
    "LimitSTACK",
  ].map((name) => [name, bytes] as const),
  ["LimitCPU", timeLimit(secondsScale, 1_000_000n)],
  ["LimitRTTIME", timeLimit(microsecondsScale, 1n)],
  ["LimitNICE", nice],
]);

/** Limit*=: one limit, or a soft and a hard one with a colon between; what they count depends on the directive. */
export const resourceLimit: Grammar = {
  judge(text, { directive }, findings) {
    const kind = kindOf(directive);
    const [soft = text, hard, ...rest] = colonParts(text);
    const low = judgeLimit(soft, kind, findings);
    if (low === undefined || hard === undefined) return;
    const high = judgeLimit(hard, kind, findings);
    if (high === undefined) return;
    const report = (form: string) =>
      findings.report("not-limit", text, 0, text.content.length, [text.content, form]);
    // A third colon with nothing behind it is let pass (measured).
    if (rest.some(({ content }, index) => index > 0 || content !== "")) report(kind.forms);
    else if (low.amount > high.amount) report("a soft limit up to the hard one");
  },
  explain(text, { directive }, explanation) {
    const kind = kindOf(directive);
    const [soft = text, hard] = colonParts(text);
    explainLimit(soft, kind, hard === undefined ? "Soft and hard limit" : "Soft limit", explanation);
    if (hard === undefined) return;
    explainLimit(hard, kind, "Hard limit", explanation);
  },
};

function kindOf(directive: string): LimitKind {
  return limitKinds.get(directive) ?? plainNumber;
}

/** What stands between the colons. A backslash goes, and keeps a colon behind it from parting anything (measured). */
function colonParts(text: Text): readonly Text[] {
  const parts: Text[] = [];
  let content = "";
  let origin: number[] = [];
  let at = 0;
  for (; at < text.content.length; at++) {
    if (text.content[at] === ":") {
      parts.push({ content, origin: [...origin, offsetOf(text, at)] });
      content = "";
      origin = [];
      continue;
    }
    if (text.content[at] === "\\" && at + 1 < text.content.length) at++;
    content += text.content[at];
    origin.push(offsetOf(text, at));
  }
  return [...parts, { content, origin: [...origin, offsetOf(text, at)] }];
}

/** The limit where the text is a good one; undefined after a report. */
function judgeLimit(text: Text, kind: LimitKind, findings: Findings): Limit | undefined {
  const limit = kind.read(text.content);
  if (limit === undefined) {
    findings.report("not-limit", text, 0, text.content.length, [text.content, kind.forms]);
  }
  return limit;
}

function explainLimit(text: Text, kind: LimitKind, which: string, explanation: Explanation): void {
  const limit = kind.read(text.content);
  if (limit !== undefined) {
    tokenOf(text, limit === none ? "keyword" : "number", `${which}: ${limit.spelt}`, explanation);
  }
  offerUnits(text, kind.units, (written) => kind.read(written)?.spelt, explanation);
  if (kind !== nice) {
    explanation.expect(text, 0, text.content.length, { kind: "words", words: [infinity] });
  }
}

/** StateDirectoryQuota= and the like: a size, a share of the file system, or `off`. */
export const diskQuota: Grammar = measured(
  "not-limit",
  "a size such as 512M, a percentage up to 100%, or off",
  [{ text: "off", meaning: "No limit. Default." }],
  (content) => {
    const share = readPercentage(content);
    if (share.kind === "share") {
      return share.permyriad <= 10_000n
        ? () => `${spellShare(share.permyriad)} of the file system`
        : undefined;
    }
    const reading = readSize(content, 1024n);
    return reading.kind === "size" ? () => spellSize(reading.bytes) : undefined;
  },
  [...usualSuffixes, "%"],
);
