// A message from the bus, read from its bytes (D-Bus specification, "Message Format").
import { align, type Cursor, readersOf, readSignature, readUint32 } from "./busValues.ts";

/** Header fields that a message lacks are undefined. */
export interface BusMessage {
  /** 1 a call, 2 an answer, 3 an error, 4 a signal. */
  readonly type: number;
  readonly flags: number;
  readonly serial: number;
  readonly path: string | undefined;
  readonly interface: string | undefined;
  readonly member: string | undefined;
  readonly errorName: string | undefined;
  readonly replySerial: number | undefined;
  readonly destination: string | undefined;
  readonly sender: string | undefined;
  readonly signature: string;
  readonly body: readonly unknown[];
}

/** How many bytes tell the length of a message. */
export const headLength = 16;

/** The length in bytes of the message that begins with these. Throws where no message begins so. */
export function messageLength(head: Buffer): number {
  const cursor: Cursor = { bytes: head, order: orderOf(head), at: 4 };
  const body = readUint32(cursor);
  cursor.at = 12;
  const fields = readUint32(cursor);
  const length = headLength + Math.ceil(fields / 8) * 8 + body;
  if (length > longest) throw new Error("A D-Bus message longer than any may be.");
  return length;
}

/** Reads a whole message. Throws where it is none. */
export function readMessage(bytes: Buffer): BusMessage {
  const cursor: Cursor = { bytes, order: orderOf(bytes), at: 8 };
  const serial = readUint32(cursor);
  const fields = readFields(cursor);
  const text = (code: number) => {
    const value = fields[code];
    return typeof value === "string" ? value : undefined;
  };
  const replySerial = fields[5];
  const signature = text(8) ?? "";
  align(cursor, 8);
  return {
    type: bytes.readUInt8(1),
    flags: bytes.readUInt8(2),
    serial,
    path: text(1),
    interface: text(2),
    member: text(3),
    errorName: text(4),
    replySerial: typeof replySerial === "number" ? replySerial : undefined,
    destination: text(6),
    sender: text(7),
    signature,
    body: readersOf(signature).map((read) => read(cursor)),
  };
}

/** By the numbers that the specification gives them; those of a later one do no harm. */
function readFields(cursor: Cursor): readonly unknown[] {
  const length = readUint32(cursor);
  const end = cursor.at + length;
  const fields: unknown[] = new Array(10).fill(undefined);
  while (cursor.at < end) {
    align(cursor, 8);
    const code = cursor.bytes.readUInt8(cursor.at);
    cursor.at += 1;
    const [read] = readersOf(readSignature(cursor));
    fields[code] = read?.(cursor);
  }
  return fields;
}

/** The specification allows so many bytes. */
const longest = 2 ** 27;

function orderOf(bytes: Buffer): Cursor["order"] {
  const letter = bytes.readUInt8(0);
  if (letter === 0x6c) return "little";
  if (letter === 0x42) return "big";
  throw new Error("No D-Bus message begins so.");
}
