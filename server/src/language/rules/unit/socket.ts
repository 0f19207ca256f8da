import {
  type EffectiveAssignment,
  type EffectiveUnit,
  expandedValue,
  valueInEffect,
} from "../../effectiveUnit.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { isTrue } from "../../values/keyword.ts";
import { readNumber } from "../../values/number.ts";
import { headerOf, placeOf, type UnitRule } from "./unitRule.ts";

const listeners = [
  "ListenStream",
  "ListenDatagram",
  "ListenSequentialPacket",
  "ListenFIFO",
  "ListenNetlink",
  "ListenSpecial",
  "ListenMessageQueue",
  "ListenUSBFunction",
] as const;

/** Only these can hand each connection to a service of its own. */
const accepting: ReadonlySet<string> = new Set(["ListenStream", "ListenSequentialPacket"]);

/** What systemd asks of every socket once it is read (systemd.socket(5), measured). */
export const socketListens: UnitRule = (unit, report) => {
  if (unit.type !== "socket") return;
  const listening = listeners.flatMap((name) => unit.inEffect("Socket", name));
  if (listening.length === 0) {
    report("nothing-to-listen-on", headerOf(unit, "Socket"));
    return;
  }
  const accepts = isTrue(valueInEffect(unit, "Socket", "Accept") ?? "no");
  const connections = last(unit, "MaxConnections");
  if (connections !== undefined && isZero(connections) && (accepts || unit.version >= 257)) {
    report("no-connections", placeOf(connections));
  }
  const symlinks = last(unit, "Symlinks");
  // What a specifier hides could be a path.
  const isKnown = listening.every((listener) => !hasUnknownPiece(expandedValue(listener)));
  if (symlinks !== undefined && isKnown && listening.filter(isFileSystemNode).length !== 1) {
    report("symlinks-without-node", placeOf(symlinks));
  }
  if (!accepts) return;
  const other = listening.find(({ assignment }) => !accepting.has(assignment.node.key.content));
  if (other !== undefined) {
    report("cannot-accept", placeOf(other), { args: [other.assignment.node.key.content] });
  }
  const service = last(unit, "Service");
  if (service !== undefined) report("accept-with-service", placeOf(service));
};

const nodes: ReadonlySet<string> = new Set(["ListenStream", "ListenDatagram", "ListenSequentialPacket"]);

/** Whether the socket appears in the file system: a FIFO, or a path rather than a port or an abstract name. */
function isFileSystemNode(listener: EffectiveAssignment): boolean {
  const name = listener.assignment.node.key.content;
  return name === "ListenFIFO" || (nodes.has(name) && expandedValue(listener).startsWith("/"));
}

function isZero({ assignment }: EffectiveAssignment): boolean {
  const reading = readNumber(assignment.node.value.content);
  return reading.kind === "number" && reading.value === 0n;
}

function last(unit: EffectiveUnit, name: string): EffectiveAssignment | undefined {
  return unit.inEffect("Socket", name).at(-1);
}
