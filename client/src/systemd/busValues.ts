// The values in a D-Bus message, read from its bytes (D-Bus specification, "Marshaling"). The library that writes ours
// takes a third of a millisecond to read what systemd says of one unit, most of it for collecting what that leaves behind
// (measured): too long where forty thousand such signals come at once.

/** How far a message has been read. */
export interface Cursor {
  /** The whole message: values are aligned to its beginning. */
  readonly bytes: Buffer;
  readonly order: "little" | "big";
  at: number;
}

export type ReadValue = (cursor: Cursor) => unknown;

/**
 * Gives what reads the values of a signature, one after the other: a struct as an array, a dictionary as an object, a
 * variant as an object with `signature` and `value`, numbers of 64 bits as bigints, bytes as a Buffer. Throws
 * on what is no signature, and its readers throw where a message ends too soon.
 */
export function readersOf(signature: string): readonly ReadValue[] {
  const known = readers.get(signature);
  if (known !== undefined) return known;
  const made: ReadValue[] = [];
  for (let at = 0; at < signature.length; ) {
    const [read, end] = readerAt(signature, at);
    made.push(read);
    at = end;
  }
  if (readers.size < mostKnown) readers.set(signature, made);
  return made;
}

export function readUint32(cursor: Cursor): number {
  const at = advance(cursor, 4);
  return cursor.order === "little" ? cursor.bytes.readUInt32LE(at) : cursor.bytes.readUInt32BE(at);
}

export function readText(cursor: Cursor): string {
  return textOf(cursor, readUint32(cursor));
}

export function readSignature(cursor: Cursor): string {
  return textOf(cursor, cursor.bytes.readUInt8(advance(cursor, 1)));
}

/** Goes on to the next multiple of a power of two. */
export function align(cursor: Cursor, size: number): void {
  cursor.at = (cursor.at + size - 1) & -size;
}

/** Signatures repeat; those that somebody makes up need not be kept for ever. */
const mostKnown = 500;
const readers = new Map<string, readonly ReadValue[]>();

/** The reader of the one complete type that begins at an offset, and where that ends. */
function readerAt(signature: string, at: number): readonly [ReadValue, number] {
  const type = signature[at] ?? "";
  const basic = basicReaders.get(type);
  if (basic !== undefined) return [basic, at + 1];
  if (type === "(") return structReader(signature, at);
  if (type !== "a") throw new Error(`No D-Bus signature: ${signature}`);
  if (signature[at + 1] === "y") return [readBytes, at + 2];
  if (signature[at + 1] !== "{") {
    const [read, end] = readerAt(signature, at + 1);
    return [arrayReader(read, alignmentOf(signature[at + 1])), end];
  }
  const [readKey, afterKey] = readerAt(signature, at + 2);
  const [readOne, end] = readerAt(signature, afterKey);
  if (signature[end] !== "}") throw new Error(`No D-Bus signature: ${signature}`);
  return [dictionaryReader(readKey, readOne), end + 1];
}

function structReader(signature: string, at: number): readonly [ReadValue, number] {
  const parts: ReadValue[] = [];
  let end = at + 1;
  while (signature[end] !== ")") {
    const [read, next] = readerAt(signature, end);
    parts.push(read);
    end = next;
  }
  // Without a part an array of such structs would never end.
  if (parts.length === 0) throw new Error(`No D-Bus signature: ${signature}`);
  const read = (cursor: Cursor) => {
    align(cursor, 8);
    return parts.map((part) => part(cursor));
  };
  return [read, end + 1];
}

const arrayReader =
  (read: ReadValue, alignment: number): ReadValue =>
  (cursor) => {
    const end = endOfArray(cursor, alignment);
    const values: unknown[] = [];
    while (cursor.at < end) values.push(read(cursor));
    return values;
  };

const dictionaryReader =
  (readKey: ReadValue, readOne: ReadValue): ReadValue =>
  (cursor) => {
    const end = endOfArray(cursor, 8);
    const values: Record<string, unknown> = {};
    while (cursor.at < end) {
      align(cursor, 8);
      const key = String(readKey(cursor));
      values[key] = readOne(cursor);
    }
    return values;
  };

/** The length of an array does not count what lies before its first element. */
function endOfArray(cursor: Cursor, alignment: number): number {
  const length = readUint32(cursor);
  align(cursor, alignment);
  return cursor.at + length;
}

function readBytes(cursor: Cursor): Buffer {
  const length = readUint32(cursor);
  const at = cursor.at;
  cursor.at += length;
  // A part of the same memory would keep all that was read with it.
  return Buffer.from(cursor.bytes.subarray(at, cursor.at));
}

function readVariant(cursor: Cursor): unknown {
  const signature = readSignature(cursor);
  const [read] = readersOf(signature);
  if (read === undefined) throw new Error("A D-Bus variant of no type.");
  return { signature, value: read(cursor) };
}

type NumberName = "readInt16" | "readUInt16" | "readInt32" | "readBigInt64" | "readBigUInt64" | "readDouble";

function number(size: 2 | 4 | 8, name: NumberName): ReadValue {
  const [little, big] = [`${name}LE`, `${name}BE`] as const;
  return (cursor) => cursor.bytes[cursor.order === "little" ? little : big](advance(cursor, size));
}

const basicReaders: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  ["y", (cursor) => cursor.bytes.readUInt8(advance(cursor, 1))],
  ["b", (cursor) => readUint32(cursor) !== 0],
  ["n", number(2, "readInt16")],
  ["q", number(2, "readUInt16")],
  ["i", number(4, "readInt32")],
  ["u", readUint32],
  // Which of the file descriptors that came along; we ask for none.
  ["h", readUint32],
  ["x", number(8, "readBigInt64")],
  ["t", number(8, "readBigUInt64")],
  ["d", number(8, "readDouble")],
  ["s", readText],
  ["o", readText],
  ["g", readSignature],
  ["v", readVariant],
]);

const alignments: ReadonlyMap<string, number> = new Map([
  ...["y", "g", "v"].map((type): [string, number] => [type, 1]),
  ...["n", "q"].map((type): [string, number] => [type, 2]),
  ...["x", "t", "d", "(", "{"].map((type): [string, number] => [type, 8]),
]);

const alignmentOf = (type = "") => alignments.get(type) ?? 4;

/** Aligns to a number's size and goes past it; gives where it begins. */
function advance(cursor: Cursor, size: number): number {
  align(cursor, size);
  const at = cursor.at;
  cursor.at = at + size;
  return at;
}

/** Goes past the zero byte as well that ends every text. */
function textOf(cursor: Cursor, length: number): string {
  const at = cursor.at;
  cursor.at = at + length + 1;
  return cursor.bytes.toString("utf8", at, at + length);
}
