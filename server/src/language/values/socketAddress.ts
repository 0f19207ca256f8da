import type { Text } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { nearestWord } from "../words/nearest.ts";
import { choose } from "./choice.ts";
import { type Findings, type Grammar, hasUnknownPiece, type ValueContext, type Word } from "./grammar.ts";
import { interfaceMistake } from "./interfaceName.ts";
import { isIpv4, isIpv6 } from "./ipAddress.ts";
import { readNumber } from "./number.ts";
import { isExpansionShort, noteLegacyRun, pathOf, withoutLegacyRun } from "./path.ts";
import { expanding } from "./specifierExpansion.ts";
import { type Fillings, isRefusedAnyway, whateverStands } from "./unknownText.ts";
import { nextWord, plainWords } from "./wordSplit.ts";

/** What is wrong with an address: where, and why, to go behind a colon. */
interface Mistake {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** An address to listen on, by kind. */
type AddressReading =
  | { readonly kind: "path" | "abstract" }
  | { readonly kind: "vsock"; readonly cid: string; readonly port: string }
  | { readonly kind: "port"; readonly port: bigint }
  | {
      readonly kind: "ip";
      readonly family: 4 | 6;
      readonly host: string;
      readonly port: bigint;
      readonly interface: string;
    }
  | ({ readonly kind: "mistake" } & Mistake);

/** The room for a path or an abstract name in the kernel's address, short of its end mark. */
const longestPath = 107;

function readAddress(content: string, version: number): AddressReading {
  const mistake = (from: number, to: number, why: string) => ({ kind: "mistake", from, to, why }) as const;
  if (content.startsWith("/") || content.startsWith("@")) {
    if (content.length < 2) return mistake(0, content.length, "a name must follow");
    if (byteLength(withoutLegacyRun(content, "as-written") ?? content) > longestPath) {
      return mistake(0, content.length, `a socket's path has at most ${longestPath} bytes`);
    }
    return { kind: content.startsWith("/") ? "path" : "abstract" };
  }
  const vsock = /^vsock(?:-(?:dgram|seqpacket|stream))?:/.exec(content)?.[0];
  if (vsock !== undefined && (vsock === "vsock:" || version >= 257)) {
    return readVsock(content, vsock.length, version);
  }
  const number = readNumber(content);
  if (number.kind === "number") {
    return number.value >= 1n && number.value <= 65_535n
      ? { kind: "port", port: number.value }
      : mistake(0, content.length, "ports go from 1 to 65535");
  }
  return readIpAddress(content);
}

function readVsock(content: string, from: number, version: number): AddressReading {
  const colon = content.indexOf(":", from);
  const mistake = (at: number, to: number, why: string) => ({ kind: "mistake", from: at, to, why }) as const;
  if (colon < 0)
    return mistake(from, content.length, "a vsock address has a CID and a port, as in vsock:2:1234");
  const cid = content.slice(from, colon);
  const port = content.slice(colon + 1);
  // Since 257 the highest number, which means any port, is refused.
  if (!isUnsigned(port, version >= 257 ? 2n ** 32n - 2n : 2n ** 32n - 1n)) {
    return mistake(colon + 1, content.length, "the port of a vsock address is a number of 32 bits");
  }
  const words =
    version >= 262 ? ["hypervisor", "local", "host", "any", "-1"] : ["hypervisor", "local", "host"];
  const isCid = cid === "" || (version >= 257 && words.includes(cid)) || isUnsigned(cid, 2n ** 32n - 1n);
  if (!isCid) return mistake(from, colon, "the CID of a vsock address is a number of 32 bits");
  return { kind: "vsock", cid, port };
}

function isUnsigned(content: string, most: bigint): boolean {
  const number = readNumber(content);
  return number.kind === "number" && number.value >= 0n && number.value <= most;
}

/** Reads `ADDRESS:PORT` with an IPv4 address, or an IPv6 one in brackets, and perhaps `%INTERFACE` behind it. */
function readIpAddress(content: string): AddressReading {
  const mistake = (from: number, to: number, why: string) => ({ kind: "mistake", from, to, why }) as const;
  const hash = content.indexOf("#");
  if (hash >= 0) return mistake(hash, content.length, "a server name has no place here");
  const percent = content.indexOf("%");
  const end = percent < 0 ? content.length : percent;
  const device = percent < 0 ? "" : content.slice(percent + 1);
  if (percent >= 0 && !isIndex(device)) {
    const wrong = interfaceMistake(device, "alternative");
    if (wrong !== undefined)
      return mistake(percent, content.length, `no interface has this name: ${wrong.why}`);
  }
  const address = content.slice(0, end);
  const colon = address.lastIndexOf(":");
  const isBracketed = address.startsWith("[");
  if (isIpv4(address) || isIpv6(address)) {
    const form = isIpv6(address) ? `[${address}]:80` : `${address}:80`;
    return mistake(0, end, `a port must follow, as in ${form}`);
  }
  const host = isBracketed ? address.slice(1, Math.max(1, colon - 1)) : address.slice(0, Math.max(0, colon));
  if (colon < 0 || (isBracketed && address[colon - 1] !== "]")) {
    return mistake(0, end, "it is no path, port, or address with a port");
  }
  const isGood = isBracketed ? isIpv6(host) : isIpv4(host);
  if (!isGood) {
    const what = isBracketed
      ? "no IPv6 address stands in the brackets"
      : "no IPv4 address stands before the port";
    return mistake(isBracketed ? 1 : 0, Math.max(1, isBracketed ? colon - 1 : colon), what);
  }
  const port = readNumber(address.slice(colon + 1));
  if (
    port.kind !== "number" ||
    /^[ \t]/.test(address.slice(colon + 1)) ||
    port.value < 1n ||
    port.value > 65_535n
  ) {
    return mistake(colon + 1, end, "ports go from 1 to 65535");
  }
  return { kind: "ip", family: isBracketed ? 6 : 4, host, port: port.value, interface: device };
}

/** Whether a network interface is meant by its number; whether there is one of this number, only the machine knows. */
function isIndex(content: string): boolean {
  return isUnsigned(content, 2n ** 31n - 1n) && !isUnsigned(content, 0n);
}

function judgeAddress(text: Text, context: ValueContext, findings: Findings): void {
  const { content } = text;
  if (!isExpansionShort(content)) {
    reportTooLong(text, findings);
    return;
  }
  if (content.startsWith("/")) noteLegacyRun(text, context, findings, "as-written");
  if (hasUnknownPiece(content)) {
    if (
      isRefusedAnyway(content, addressFillings, (filled) => addressMistake(filled, context) !== undefined)
    ) {
      findings.report("not-socket-address", text, 0, content.length, [content, whateverStands]);
    }
    return;
  }
  const mistake = addressMistake(content, context);
  if (mistake === undefined) return;
  findings.report("not-socket-address", text, mistake.from, mistake.to, [content, mistake.why]);
}

function addressMistake(content: string, { version, directive }: ValueContext): Mistake | undefined {
  const reading = readAddress(content, version);
  if (reading.kind === "mistake") return reading;
  if (directive !== "ListenSequentialPacket" || reading.kind === "path" || reading.kind === "abstract")
    return undefined;
  const why = "only a path or an abstract name goes with this kind of socket";
  return { from: 0, to: content.length, why };
}

const addressFillings: Fillings = {
  texts: [
    ...["", "/a", "@a", "1", ":1", "::1", ":1%a", "%a", "a", "]:1", "::1]:1", "[::1]:1", "[", "[::1"],
    ...[".1", ".1.1", ".1.1.1", "1.1", "1.1.1", "1.1.1.1", ".1:1", ".1.1:1", ".1.1.1:1", "1.1:1", "1.1.1:1"],
    "1.1.1.1:1",
  ],
  words: ["vsock::1", "vsock-stream::1"],
};

/** What specifiers leave is as long as a path can be, whatever it is (measured). */
function reportTooLong(text: Text, findings: Findings): void {
  const { content } = text;
  findings.report("not-socket-address", text, 0, content.length, [content, "it has at most 4095 bytes"]);
}

/** ListenStream=, ListenDatagram=, ListenSequentialPacket=: a path, an abstract name, a port, an address with a port. */
const socketAddress: Grammar = {
  judge: judgeAddress,
  explain(text, context, explanation) {
    const { content } = text;
    const isLocal = context.directive === "ListenSequentialPacket";
    const words = beginnings.filter(
      ({ text: beginning, since = 0 }) => since <= context.version && (!isLocal || /^[/@]/.test(beginning)),
    );
    explanation.expect(text, 0, content.length, { kind: "words", words, areSamples: true });
    if (content === "") return;
    if (hasUnknownPiece(content)) {
      explanation.token(/^[/\uffff]/.test(content) ? "path" : "string", text, 0, content.length);
      return;
    }
    const reading = readAddress(content, context.version);
    const kind = reading.kind === "path" ? "path" : reading.kind === "abstract" ? "string" : "number";
    if (reading.kind !== "mistake") {
      explanation.token(kind, text, 0, content.length, spellAddress(reading, context.directive));
    }
  },
};

/** What addresses begin with. */
const beginnings: readonly Word[] = [
  { text: "/run/", meaning: "A socket in the file system, for processes of this machine.", goesOn: true },
  { text: "127.0.0.1:", meaning: "A port that only this machine reaches, by IPv4.", goesOn: true },
  { text: "[::1]:", meaning: "A port that only this machine reaches, by IPv6.", goesOn: true },
  { text: "0.0.0.0:", meaning: "A port on every IPv4 address.", goesOn: true },
  { text: "[::]:", meaning: "A port on every IPv6 address.", goesOn: true },
  { text: "@", meaning: "An abstract name: no file, for processes of this machine.", goesOn: true },
  { text: "vsock::", meaning: "A port for virtual machines and their host.", goesOn: true },
  {
    text: "vsock-stream::",
    meaning: "The same, always as a stream.",
    since: 257,
    goesOn: true,
  },
];

function spellAddress(
  reading: Exclude<AddressReading, { readonly kind: "mistake" }>,
  directive: string,
): string {
  const protocol = directive === "ListenDatagram" ? "UDP" : "TCP";
  switch (reading.kind) {
    case "path":
      return "A socket in the file system, for processes of this machine.";
    case "abstract":
      return "An abstract socket: a name without a file, for processes of this machine.";
    case "port":
      return `${protocol} port ${reading.port} on every address of the machine.`;
    case "vsock": {
      const cid = reading.cid === "" ? "any CID" : `CID ${reading.cid}`;
      return `Port ${reading.port} between virtual machine and host, on ${cid}.`;
    }
    case "ip": {
      const device = reading.interface === "" ? "" : ` of the interface ${reading.interface}`;
      return `${protocol} port ${reading.port} on ${reading.host}${device}.`;
    }
    default:
      return reading satisfies never;
  }
}

interface NetlinkMistake {
  readonly code: "missing-field" | "unknown-word" | "not-number";
  readonly from: number;
  readonly to: number;
  readonly args: readonly string[];
}

/** ListenNetlink=: a family, by name or number, and perhaps a number of multicast groups. */
function netlinkAddress(families: readonly Word[]): Grammar {
  const byName = new Map(families.map((word) => [word.text, word]));
  const fillings: Fillings = { texts: ["", "1", " 1", "route", "route 1"], words: [...byName.keys()] };
  const mistakeIn = (text: Text): NetlinkMistake | undefined => {
    const { content } = text;
    const family = nextWord(text, 0, plainWords);
    // Specifiers that stand for nothing leave no family.
    if (family?.kind !== "word")
      return { code: "missing-field", from: 0, to: content.length, args: ["FAMILY GROUPS"] };
    const name = family.text.content;
    const groups = content.slice(family.next);
    if (!byName.has(name) && !isUnsigned(name, 2n ** 31n - 1n)) {
      const near = nearestWord(name, byName.keys()) ?? "";
      return { code: "unknown-word", from: family.from, to: family.to, args: [name, near] };
    }
    if (groups === "" || isUnsigned(groups, 2n ** 32n - 1n)) return undefined;
    return { code: "not-number", from: family.next, to: content.length, args: [groups] };
  };
  const isRefused = (content: string) => mistakeIn({ content, origin: 0 }) !== undefined;
  return {
    judge(text, _context, findings) {
      const { content } = text;
      if (!isExpansionShort(content)) return reportTooLong(text, findings);
      if (hasUnknownPiece(content)) {
        if (isRefusedAnyway(content, fillings, isRefused))
          findings.report("unknown-word", text, 0, content.length, [content, ""]);
        return;
      }
      const mistake = mistakeIn(text);
      if (mistake !== undefined) findings.report(mistake.code, text, mistake.from, mistake.to, mistake.args);
    },
    explain(text, _context, explanation) {
      const family = nextWord(text, 0, plainWords);
      const { from, to, next } = family?.kind === "word" ? family : { from: 0, to: 0, next: 0 };
      const word = byName.get(text.content.slice(from, to));
      if (word !== undefined) explanation.token("keyword", text, from, to, word.meaning);
      if (next < text.content.length && to > 0) {
        explanation.token("number", text, next, text.content.length, "The groups to listen to, as bits.");
      }
      explanation.expect(text, from, to, { kind: "words", words: families });
    },
  };
}

/** ListenFIFO=: a path, of which those below /var/run are rewritten. */
function fifo(file: Grammar): Grammar {
  return {
    ...file,
    judge(text, context, findings) {
      noteLegacyRun(text, context, findings, "simplified");
      file.judge(text, context, findings);
    },
  };
}

/** Listen*= by directive. */
export function listenAddress(netlinkFamilies: readonly Word[]): Grammar {
  const special = pathOf({ form: "absolute" });
  const file = pathOf({ form: "absolute", apiFileSystems: "refused" });
  const pipe = fifo(file);
  const netlink = netlinkAddress(netlinkFamilies);
  return expanding(
    choose(({ directive }) => {
      switch (directive) {
        case "ListenNetlink":
          return netlink;
        case "ListenSpecial":
          return special;
        case "ListenFIFO":
          return pipe;
        case "ListenMessageQueue":
        case "ListenUSBFunction":
          return file;
        default:
          return socketAddress;
      }
    }),
  );
}
