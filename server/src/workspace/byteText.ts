import { isUtf8 } from "node:buffer";

/**
 * The text of a file of any bytes. Each byte that is part of no valid UTF-8 becomes one lone low surrogate,
 * U+DC00 plus the byte, so that nothing is lost and the language layer sees where the damage is. A byte order mark
 * stays in the text: systemd's rule for it is the parser's business.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const buffer = asBuffer(bytes);
  if (isUtf8(buffer)) return buffer.toString("utf8");
  const pieces: string[] = [];
  let valid = 0;
  let at = 0;
  while (at < buffer.length) {
    const length = sequenceLength(buffer, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (valid < at) pieces.push(buffer.toString("utf8", valid, at));
    pieces.push(String.fromCharCode(0xdc00 + (buffer[at] ?? 0)));
    valid = ++at;
  }
  pieces.push(buffer.toString("utf8", valid));
  return pieces.join("");
}

/** The bytes from which `textOfBytes` made the text: exactly those, whatever they were. */
export function bytesOfText(text: string): Uint8Array {
  const pieces: Uint8Array[] = [];
  let valid = 0;
  for (const { index } of text.matchAll(loneByte)) {
    pieces.push(Buffer.from(text.slice(valid, index), "utf8"), Buffer.of(text.charCodeAt(index) - 0xdc00));
    valid = index + 1;
  }
  pieces.push(Buffer.from(text.slice(valid), "utf8"));
  return Buffer.concat(pieces);
}

/** A low surrogate that no high one precedes. Bytes below 0x80 are always valid, so none of those occurs. */
const loneByte = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The length of the valid UTF-8 sequence that begins at `at` (RFC 3629: nothing overlong, no surrogates), or 0. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return isTail(second) ? 2 : 0;
  const third = bytes[at + 2] ?? 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(third) ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4) return 0;
  const low = first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high && isTail(third) && isTail(bytes[at + 3] ?? 0) ? 4 : 0;
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}
