import { slice, type Text } from "../text/text.ts";
import { wordOr } from "./choice.ts";
import {
  type Explanation,
  type Findings,
  type Grammar,
  unknownPiece,
  type ValueContext,
  type Word,
} from "./grammar.ts";
import { integer } from "./number.ts";
import { absolutePath, isExpansionShort, isLengthValid } from "./path.ts";
import { readSize, size } from "./size.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { secondsScale, timeSpan } from "./timeSpan.ts";
import { nextWord, quotedWords } from "./wordSplit.ts";

/** A path, which quotes may hold together, and the rest of the value: empty where nothing follows. */
interface Parts {
  readonly path: Text;
  readonly rest: Text;
}

function partsOf(text: Text): Parts | undefined {
  const first = nextWord(text, 0, quotedWords);
  if (first?.kind !== "word") return undefined;
  return { path: first.text, rest: slice(text, first.next, text.content.length) };
}

/** The two parts, or undefined after a report of what keeps systemd from telling them apart. */
function judgedParts(text: Text, findings: Findings): Parts | undefined {
  const first = nextWord(text, 0, quotedWords);
  if (first !== undefined && first.kind !== "word") {
    findings.report("unbalanced-quote", text, first.from, first.to);
  }
  return partsOf(text);
}

/** The path with its specifiers expanded, or undefined after a report. */
function expandPath(path: Text, context: ValueContext, findings: Findings): Text | undefined {
  const expansion = expandSpecifiers(path, context);
  if (expansion.kind === "expanded") return expansion.text;
  const { at, letter } = expansion;
  findings.report("unknown-specifier", path, at, at + 2, [letter]);
  return undefined;
}

/** Judges a path that may be relative, though no device answers to such a one; whether systemd takes it. */
function judgePath(path: Text, context: ValueContext, findings: Findings): boolean {
  const { content } = path;
  let isGood = true;
  if (content.startsWith("/") || content.startsWith(unknownPiece)) {
    const watching: Findings = {
      report: (...finding) => {
        isGood = false;
        findings.report(...finding);
      },
    };
    absolutePath.judge(path, context, watching);
    return isGood;
  }
  const parent = /(?:^|\/)\.\.(?=\/|$)/.exec(content);
  if (content === "" || !isLengthValid(content)) {
    findings.report("path-not-valid", path, 0, content.length, [content]);
    isGood = false;
  } else if (parent !== null || content.split("/").every((part) => part === "" || part === ".")) {
    const from = parent === null ? 0 : parent.index + parent[0].length - 2;
    findings.report("path-not-normalized", path, from, parent === null ? content.length : from + 2, [
      content,
    ]);
    isGood = false;
  } else findings.report("path-not-absolute", path, 0, content.length, [content], "none");
  return isGood;
}

function explainPath(path: Text, explanation: Explanation): void {
  const { length } = path.content;
  if (length > 0) explanation.token("path", path, 0, length);
  explanation.expect(path, 0, length, { kind: "paths" });
}

/** A path to a device, or to a file on it, and behind a blank what `amount` reads; `form` shows both. */
function deviceAnd(form: string, amount: Grammar): Grammar {
  return {
    judge(text, context, findings) {
      const parts = judgedParts(text, findings);
      if (parts === undefined) return;
      if (parts.rest.content === "") {
        findings.report("missing-field", text, 0, text.content.length, [form]);
        return;
      }
      const path = expandPath(parts.path, context, findings);
      if (path !== undefined && judgePath(path, context, findings)) {
        amount.judge(parts.rest, context, findings);
      }
    },
    explain(text, context, explanation) {
      const parts = partsOf(text);
      if (parts === undefined) {
        if (text.content === "") explanation.expect(text, 0, 0, { kind: "paths" });
        return;
      }
      explainPath(parts.path, explanation);
      if (/[ \t]/.test(text.content)) amount.explain(parts.rest, context, explanation);
    },
  };
}

const bytes = size(1000n);

/** An amount of at least one, in steps of 1000. */
const positiveSize: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    const reading = readSize(content, 1000n);
    if (reading.kind === "size" && reading.bytes > 0n) return;
    findings.report("not-limit", text, 0, content.length, [content, "an amount from 1, such as 500K or 10M"]);
  },
  explain: bytes.explain,
};

const unlimited: Word = { text: "infinity", meaning: "No limit." };

/** IOReadBandwidthMax= and its kin. */
export const ioLimit: Grammar = deviceAnd("PATH AMOUNT", wordOr([unlimited], positiveSize));
/** IODeviceWeight=. */
export const ioDeviceWeight: Grammar = deviceAnd("PATH WEIGHT", integer(1n, 10_000n));
/** IODeviceLatencyTargetSec=. */
export const ioDeviceLatency: Grammar = deviceAnd("PATH TIMESPAN", timeSpan(secondsScale));
/** BlockIOReadBandwidth= and BlockIOWriteBandwidth=. */
export const blockIoBandwidth: Grammar = deviceAnd("PATH AMOUNT", positiveSize);
/** BlockIODeviceWeight=. */
export const blockIoDeviceWeight: Grammar = deviceAnd("PATH WEIGHT", integer(10n, 1000n));

const accessMeanings: Readonly<Record<string, string>> = {
  r: "Reading.",
  w: "Writing.",
  m: "Making the device node.",
};

const accessWords: readonly Word[] = [
  { text: "rw", meaning: "Reading and writing." },
  { text: "r", meaning: "Reading." },
  { text: "w", meaning: "Writing." },
  { text: "m", meaning: "Making the device node." },
];

const deviceGroups: readonly Word[] = [
  { text: "char-pts", meaning: "All pseudo terminals." },
  { text: "char-tty", meaning: "All terminals." },
  { text: "char-input", meaning: "Keyboards, mice and the like." },
  { text: "char-drm", meaning: "Graphics cards." },
  { text: "char-alsa", meaning: "Sound cards." },
  { text: "char-rtc", meaning: "Real-time clocks." },
  { text: "block-loop", meaning: "Files as block devices." },
  { text: "block-sd", meaning: "Disks by SCSI, SATA and USB." },
  { text: "block-device-mapper", meaning: "LVM, encrypted disks and the like." },
  { text: "block-*", meaning: "All block devices." },
];

function offerDevices(path: Text, explanation: Explanation): void {
  explanation.expect(path, 0, path.content.length, { kind: "words", words: deviceGroups, areSamples: true });
  if (path.content === "") explanation.expect(path, 0, 0, { kind: "paths" });
}

/** DeviceAllow=: a device node, or a group of devices by the kernel's name, and what may be done with it. */
export const allowedDevice: Grammar = {
  judge(text, context, findings) {
    const parts = judgedParts(text, findings);
    const path = parts && expandPath(parts.path, context, findings);
    if (parts === undefined || path === undefined || !judgeDevice(path, context, findings)) return;
    const bad = parts.rest.content.search(/[^rwm]/);
    if (bad < 0) return;
    findings.report("not-device-access", parts.rest, bad, bad + 1, [parts.rest.content]);
  },
  explain(text, _context, explanation) {
    const parts = partsOf(text);
    if (parts === undefined) {
      if (text.content === "") offerDevices(text, explanation);
      return;
    }
    explainPath(parts.path, explanation);
    offerDevices(parts.path, explanation);
    const { rest } = parts;
    if (/[ \t]/.test(text.content)) {
      const left = accessWords.filter((word) =>
        [...rest.content].every((letter) => !word.text.includes(letter)),
      );
      const words = left.map((word) => ({ ...word, text: rest.content + word.text }));
      explanation.expect(rest, 0, rest.content.length, { kind: "words", words });
    }
    for (const [at, letter] of [...parts.rest.content].entries()) {
      const meaning = accessMeanings[letter];
      if (meaning !== undefined) explanation.token("keyword", parts.rest, at, at + 1, meaning);
    }
  },
};

function judgeDevice(path: Text, context: ValueContext, findings: Findings): boolean {
  const { content } = path;
  if (!isExpansionShort(content)) {
    findings.report("path-not-valid", path, 0, content.length, [content]);
    return false;
  }
  if (/^(?:block|char)-/.test(content)) return true;
  // What a specifier stands for may complete the beginning.
  const [known = content] = content.split(unknownPiece);
  if (known !== content && ["block-", "char-"].some((group) => group.startsWith(known))) return true;
  const heard: unknown[] = [];
  const quiet: Findings = {
    report(code, place, from, to, args, effect) {
      // That a path is relative is said below, as more than advice.
      if (effect === "none") return;
      heard.push(code);
      findings.report(code, place, from, to, args, effect);
    },
  };
  judgePath(path, context, quiet);
  if (heard.length > 0 || content.startsWith(unknownPiece)) return heard.length === 0;
  const parts = content.split("/").filter((part) => part !== "" && part !== ".");
  // What is left of `..` stood at the root, where it leads nowhere.
  const simplified = `/${parts.filter((part) => part !== "..").join("/")}/`;
  if (content.startsWith("/") && /^\/(?:dev|run\/systemd\/inaccessible)\//.test(simplified)) return true;
  if (content.includes(unknownPiece) && content.startsWith("/")) return true;
  findings.report("not-device", path, 0, content.length, [content]);
  return false;
}
