import type { ProblemCode } from "../problems/catalogue.ts";
import { slice, type Text } from "../text/text.ts";
import type { Explanation, Findings, Grammar, Word } from "./grammar.ts";
import { readNumber, tokenOf } from "./number.ts";
import { readPercentage, spellShare } from "./percentage.ts";
import { readSize, spellBytes } from "./size.ts";
import { microsecondsScale, readTimeSpan, secondsScale, spellMicroseconds } from "./timeSpan.ts";

/** A value's meaning where it is good; undefined where systemd does not take it. */
type Reader = (content: string) => string | undefined;

const infinity: Word = { text: "infinity", meaning: "No limit." };

/** A value read by `read`, or one of the words. */
function measured(code: ProblemCode, forms: string, words: readonly Word[], read: Reader): Grammar {
  const find = (content: string) => words.find((word) => word.text === content);
  return {
    judge(text, _context, findings) {
      const { content } = text;
      if (find(content) === undefined && read(content) === undefined) {
        findings.report(code, text, 0, content.length, [content, forms]);
      }
    },
    explain(text, _context, explanation) {
      const word = find(text.content);
      if (word !== undefined) tokenOf(text, "keyword", word.meaning, explanation);
      else {
        const meaning = read(text.content);
        if (meaning !== undefined) tokenOf(text, "number", meaning, explanation);
      }
      if (words.length > 0) explanation.expect(text, 0, text.content.length, { kind: "words", words });
    },
  };
}

/** MemoryMax= and its family: a size, a share of the machine's memory, or `infinity`; `lowest` bytes at least. */
export function memoryLimit(lowest: 0n | 1n): Grammar {
  return measured(
    "not-limit",
    "a size such as 512M, a percentage up to 100%, or infinity",
    [infinity],
    (content) => {
      const share = readPercentage(content);
      if (share.kind === "share") {
        // A share of nothing counts as zero bytes.
        return share.permyriad <= 10_000n && share.permyriad >= lowest
          ? `${spellShare(share.permyriad)} of the memory`
          : undefined;
      }
      const bytes = readSize(content, 1024n);
      return bytes.kind === "size" && bytes.bytes >= lowest ? spellBytes(bytes.bytes) : undefined;
    },
  );
}

/** TasksMax=: a number, a share of what the system allows, or `infinity`. */
export const tasksMax: Grammar = measured(
  "not-limit",
  "a number from 1, a percentage up to 100%, or infinity",
  [infinity],
  (content) => {
    const share = readPercentage(content);
    if (share.kind === "share") {
      return share.permyriad <= 10_000n ? `${spellShare(share.permyriad)} of all tasks` : undefined;
    }
    const number = readNumber(content);
    return number.kind === "number" && number.value > 0n && number.value < 2n ** 64n - 1n
      ? `${number.value} tasks`
      : undefined;
  },
);

/** CPUQuota=: a share of one processor's time, above 100% for several. */
export const cpuQuota: Grammar = measured(
  "not-limit",
  "a percentage above 0%, such as 50% or 200%",
  [],
  (content) => {
    const share = readPercentage(content);
    return share.kind === "share" && share.permyriad > 0n
      ? `${spellShare(share.permyriad)} of one CPU's time`
      : undefined;
  },
);

/** A percentage from 0 to 100. */
export const shareUpToWhole: Grammar = measured("not-percentage", "", [], (content) => {
  const share = readPercentage(content);
  return share.kind === "share" && share.permyriad <= 10_000n ? spellShare(share.permyriad) : undefined;
});

type LimitKind = {
  readonly forms: string;
  readonly read: (content: string) => { readonly amount: bigint; readonly spelt: string } | undefined;
};

const plainNumber: LimitKind = {
  forms: "a number or infinity, or a soft and a hard one such as 1024:4096",
  read: (content) => {
    const number = readNumber(content);
    return number.kind === "number" && number.value >= 0n && number.value < 2n ** 64n
      ? { amount: number.value, spelt: `${number.value}` }
      : undefined;
  },
};

const bytes: LimitKind = {
  forms: "a size such as 64M or infinity, or a soft and a hard one such as 8M:64M",
  read: (content) => {
    const reading = readSize(content, 1024n);
    return reading.kind === "size" ? { amount: reading.bytes, spelt: spellBytes(reading.bytes) } : undefined;
  },
};

const timeLimit = (scale: typeof secondsScale): LimitKind => ({
  forms: "a time span such as 30s or infinity, or a soft and a hard one such as 30s:1min",
  read: (content) => {
    const reading = readTimeSpan(content, scale);
    return reading.kind === "span"
      ? { amount: reading.ticks, spelt: spellMicroseconds(reading.ticks) }
      : undefined;
  },
});

const nice: LimitKind = {
  forms: "a niceness such as +10 or -5, or a raw limit from 0 to 40",
  read: (content) => {
    const number = readNumber(content);
    if (number.kind !== "number") return undefined;
    const isNiceness = /^[+-]/.test(content);
    const inRange = isNiceness
      ? number.value >= -20n && number.value <= 19n
      : number.value >= 0n && number.value <= 40n;
    if (!inRange) return undefined;
    return { amount: isNiceness ? 20n - number.value : number.value, spelt: content };
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
  ["LimitCPU", timeLimit(secondsScale)],
  ["LimitRTTIME", timeLimit(microsecondsScale)],
  ["LimitNICE", nice],
]);

/** Limit*=: one limit, or a soft and a hard one with a colon between; what they count depends on the directive. */
export const resourceLimit: Grammar = {
  judge(text, context, findings) {
    const kind = limitKinds.get(context.directive) ?? plainNumber;
    const colon = text.content.indexOf(":");
    if (colon < 0) return void judgeLimit(text, kind, findings);
    const soft = judgeLimit(slice(text, 0, colon), kind, findings);
    const hard =
      soft === undefined
        ? undefined
        : judgeLimit(slice(text, colon + 1, text.content.length), kind, findings);
    if (soft !== undefined && hard !== undefined && soft > hard) {
      findings.report("not-limit", text, 0, text.content.length, [
        text.content,
        "a soft limit below the hard one",
      ]);
    }
  },
  explain(text, context, explanation) {
    const kind = limitKinds.get(context.directive) ?? plainNumber;
    const colon = text.content.indexOf(":");
    if (colon < 0) return explainLimit(text, kind, "Soft and hard limit", explanation);
    explainLimit(slice(text, 0, colon), kind, "Soft limit", explanation);
    explanation.token("operator", text, colon, colon + 1);
    explainLimit(slice(text, colon + 1, text.content.length), kind, "Hard limit", explanation);
  },
};

const unlimited = 2n ** 64n;

/** The amount where the text is a good limit; undefined after a report. */
function judgeLimit(text: Text, kind: LimitKind, findings: Findings): bigint | undefined {
  if (text.content === "infinity") return unlimited;
  const reading = kind.read(text.content);
  if (reading !== undefined) return reading.amount;
  findings.report("not-limit", text, 0, text.content.length, [text.content, kind.forms]);
  return undefined;
}

function explainLimit(text: Text, kind: LimitKind, which: string, explanation: Explanation): void {
  const reading = kind.read(text.content);
  if (text.content === "infinity") tokenOf(text, "keyword", `${which}: none.`, explanation);
  else if (reading !== undefined) tokenOf(text, "number", `${which}: ${reading.spelt}`, explanation);
  explanation.expect(text, 0, text.content.length, { kind: "words", words: [infinity] });
}
