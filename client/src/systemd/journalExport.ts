// Reads what `journalctl --output=export` prints (the Journal Export Format, systemd.io). Of journalctl's formats it is
// the cheapest to write, by a factor of two (measured), and the only one that says the length of a field before its
// bytes: so a message of any length costs no more memory than is kept of it. Bytes are handled as Latin-1 text, a
// character each: looking for ends of lines in text is several times as fast as in buffers (measured).

/** The value of one field: its first bytes, a character each, and how many there are in all. */
export interface JournalField {
  readonly bytes: string;
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

  const readLine = (text: string, from: number): number => {
    const end = text.indexOf("\n", from);
    if (end === -1) {
      kept.add(text.slice(from));
      return text.length;
    }
    const { bytes, length } = kept.take(text.slice(from, end));
    const equals = bytes.indexOf("=");
    if (length === 0) fields.end();
    else if (equals !== -1)
      fields.add(bytes.slice(0, equals), { bytes: bytes.slice(equals + 1), length: length - equals - 1 });
    else {
      name = bytes;
      part = "size";
      left = 8;
    }
    return end + 1;
  };
  const readCounted = (text: string, from: number): number => {
    const to = Math.min(text.length, from + left);
    left -= to - from;
    const piece = text.slice(from, to);
    if (left > 0) {
      kept.add(piece);
      return to;
    }
    const value = kept.take(piece);
    if (part === "size") {
      part = "value";
      left = Number(Buffer.from(value.bytes, "latin1").readBigUInt64LE());
    } else {
      part = "end of value";
      fields.add(name, value);
    }
    return to;
  };
  return (bytes) => {
    const text = bytes.toString("latin1");
    for (let at = 0; at < text.length; ) {
      if (part === "line") at = readLine(text, at);
      else if (part === "end of value") {
        at += 1;
        part = "line";
      } else at = readCounted(text, at);
    }
  };
}

/** Gathers the fields of an entry. One that stands there twice keeps both values, in lines of their own. */
function createEntry(entry: (fields: JournalFields) => void) {
  let fields = new Map<string, JournalField>();
  return {
    add: (name: string, value: JournalField) => {
      const former = fields.get(name);
      if (former === undefined) fields.set(name, value);
      else fields.set(name, joined(former, value));
    },
    end: () => {
      if (fields.size > 0) entry(fields);
      fields = new Map();
    },
  };
}

const joined = (one: JournalField, other: JournalField): JournalField => ({
  bytes: `${one.bytes}\n${other.bytes}`,
  length: one.length + 1 + other.length,
});

/** Gathers the pieces of one line or value, as far as they are kept. */
function createKept() {
  let bytes = "";
  let length = 0;
  const add = (piece: string) => {
    length += piece.length;
    if (bytes.length < mostFieldBytes) bytes += piece.slice(0, mostFieldBytes - bytes.length);
  };
  return {
    add,
    /** All with the last piece. */
    take: (piece: string): JournalField => {
      if (length === 0 && piece.length <= mostFieldBytes) return { bytes: piece, length: piece.length };
      add(piece);
      const taken = { bytes, length };
      bytes = "";
      length = 0;
      return taken;
    },
  };
}
