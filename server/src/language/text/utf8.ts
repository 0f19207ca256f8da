/** The number of bytes of `content` in UTF-8; a lone surrogate stands for one invalid byte and counts as one. */
export function byteLength(content: string): number {
  let bytes = 0;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (isHighSurrogate(code) && isLowSurrogate(content.charCodeAt(i + 1))) {
      bytes += 4;
      i++;
    } else bytes += isSurrogate(code) ? 1 : 3;
  }
  return bytes;
}

/** Whether the text can hold anything that systemd does not take for UTF-8; a quick look before the slow search. */
export function mayBeInvalid(content: string): boolean {
  return maybeInvalid.test(content);
}

const maybeInvalid = /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;

/**
 * The index of the first character that systemd does not take for valid UTF-8, or -1: a lone surrogate (an invalid
 * byte, as files are read here) or one of Unicode's noncharacters, which systemd refuses too (measured).
 */
export function findInvalid(content: string): number {
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code < 0xd800) continue;
    if (isHighSurrogate(code) && isLowSurrogate(content.charCodeAt(i + 1))) {
      const low = content.charCodeAt(i + 1);
      const point = ((code - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
      if ((point & 0xfffe) === 0xfffe) return i;
      i++;
    } else if (isSurrogate(code) || (code >= 0xfdd0 && code <= 0xfdef) || code >= 0xfffe) return i;
  }
  return -1;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
