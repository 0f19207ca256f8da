// Reads what `journalctl --output=export` prints (the Journal Export Format, systemd.io). Of journalctl's formats it is
// the cheapest to write, by a factor of two (measured), and the only one that says the length of a field before its bytes: so a
// message of any length costs no more memory than is kept of it.

/** The value of one field: its first bytes, and how many there are in all. */
export interface JournalField {
  readonly bytes: Buffer;
  readonly length: number;
}

export type JournalFields = ReadonlyMap<string, JournalField>;

/** The bytes of one field that are kept. journald itself breaks lines of programs after 48 KiB. */
export const mostFieldBytes = 64 * 1024;

/** Gives a function to be called with the next bytes; `entry` hears each entry once it is whole. */
export function readJournalExport(entry: (fields: JournalFields) => void): (bytes: Buffer) => void {
  const fields = createEntry(entry);
  const kept = createKept();
  let part: "line" | "size" | "value" | "end of value" = "line";
  let name = "";
  let left = 0;

  const readLine = (bytes: Buffer, from: number): number => {
    const end = bytes.indexOf(0x0a, from);
    kept.add(bytes, from, end === -1 ? bytes.length : end);
    if (end === -1) return bytes.length;
    const line = kept.take();
    const equals = line.bytes.indexOf(0x3d);
    if (line.length === 0) fields.end();
    else if (equals === -1) {
      name = line.bytes.toString("latin1");
      part = "size";
      left = 8;
    } else {
      const value = line.bytes.subarray(equals + 1);
      fields.add(line.bytes.toString("latin1", 0, equals), value, line.length - equals - 1);
    }
    return end + 1;
  };
  const readCounted = (bytes: Buffer, from: number): number => {
    const to = Math.min(bytes.length, from + left);
    kept.add(bytes, from, to);
    left -= to - from;
    if (left > 0) return to;
    const value = kept.take();
    if (part === "size") {
      part = "value";
      left = Number(value.bytes.readBigUInt64LE());
    } else {
      part = "end of value";
      fields.add(name, value.bytes, value.length);
    }
    return to;
  };
  return (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      if (part === "line") at = readLine(bytes, at);
      else if (part === "end of value") {
        at += 1;
        part = "line";
      } else at = readCounted(bytes, at);
    }
  };
}

/** Gathers the fields of an entry. One that stands there twice keeps both values, in lines of their own. */
function createEntry(entry: (fields: JournalFields) => void) {
  let fields = new Map<string, JournalField>();
  return {
    add: (name: string, bytes: Buffer, length: number) => {
      const former = fields.get(name);
      const value =
        former === undefined
          ? { bytes, length }
          : { bytes: Buffer.concat([former.bytes, lineBreak, bytes]), length: former.length + 1 + length };
      fields.set(name, value);
    },
    end: () => {
      if (fields.size > 0) entry(fields);
      fields = new Map();
    },
  };
}

const lineBreak = Buffer.from("\n");

/** Gathers the pieces of one line or value, as far as they are kept. */
function createKept() {
  let pieces: Buffer[] = [];
  let size = 0;
  let length = 0;
  return {
    add: (bytes: Buffer, from: number, to: number) => {
      length += to - from;
      const end = Math.min(to, from + mostFieldBytes - size);
      if (end <= from) return;
      pieces.push(bytes.subarray(from, end));
      size += end - from;
    },
    take: (): JournalField => {
      const [first = noBytes] = pieces;
      const taken = { bytes: pieces.length < 2 ? first : Buffer.concat(pieces), length };
      pieces = [];
      size = 0;
      length = 0;
      return taken;
    },
  };
}

const noBytes = Buffer.alloc(0);
