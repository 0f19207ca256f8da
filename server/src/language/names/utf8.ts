/**
 * UTF-8 for the names layer, which escapes byte by byte and can use neither Node's nor the browser's encoder.
 * A byte that is not part of valid UTF-8 is carried in text as the lone surrogate U+DC00 + byte, so that any bytes
 * survive the way to text and back.
 */

/** The bytes of a text. A lone surrogate that carries no byte becomes U+FFFD, as it does when an editor saves it. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point >= 0xdc80 && point <= 0xdcff) bytes.push(point & 0xff);
    else pushMultibyte(bytes, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return bytes;
}

/** The text that bytes spell. Each byte of an invalid, overlong or surrogate sequence is carried for itself. */
export function textOfBytes(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = sequenceLength(first);
    const point = length === 1 ? first : pointAt(bytes, at, length);
    if (point === undefined) {
      text += String.fromCharCode(0xdc00 + first);
      at++;
    } else {
      text += String.fromCodePoint(point);
      at += length;
    }
  }
  return text;
}

function pushMultibyte(bytes: number[], point: number): void {
  if (point < 0x800) bytes.push(0xc0 | (point >> 6));
  else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), continuation(point >> 6));
  else bytes.push(0xf0 | (point >> 18), continuation(point >> 12), continuation(point >> 6));
  bytes.push(continuation(point));
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** How many bytes the sequence has that such a byte begins; 0 when none can. */
function sequenceLength(first: number): 0 | 1 | 2 | 3 | 4 {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

const smallest = [0, 0, 0x80, 0x800, 0x10000] as const;

/** The code point of the sequence of `length` bytes at `at`; nothing where it is broken, overlong or no scalar value. */
function pointAt(bytes: readonly number[], at: number, length: 0 | 1 | 2 | 3 | 4): number | undefined {
  if (length === 0) return undefined;
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i];
    if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (next & 0x3f);
  }
  if (point < smallest[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
  return point;
}
