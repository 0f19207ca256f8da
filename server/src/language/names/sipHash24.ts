/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed 64-bit hash. systemd shortens long unit names with it.
 * Takes the bytes and a key of 16; gives the hash's eight bytes, lowest first, in hexadecimal.
 */
export function sipHash24(bytes: readonly number[], key: readonly number[]): string {
  const low = word(key, 0);
  const high = word(key, 8);
  let state: State = [
    low ^ 0x736f6d6570736575n,
    high ^ 0x646f72616e646f6dn,
    low ^ 0x6c7967656e657261n,
    high ^ 0x7465646279746573n,
  ];
  const rest = bytes.length % 8;
  for (let at = 0; at < bytes.length - rest; at += 8) state = absorb(state, word(bytes, at));
  state = absorb(state, word(bytes, bytes.length - rest) | (BigInt(bytes.length & 0xff) << 56n));
  let [a, b, c, d] = state;
  c ^= 0xffn;
  for (let i = 0; i < 4; i++) [a, b, c, d] = round([a, b, c, d]);
  return hexadecimal(a ^ b ^ c ^ d);
}

type State = readonly [bigint, bigint, bigint, bigint];

function absorb([a, b, c, d]: State, block: bigint): State {
  const [e, f, g, h] = round(round([a, b, c, d ^ block]));
  return [e ^ block, f, g, h];
}

function round([v0, v1, v2, v3]: State): State {
  let a = sum(v0, v1);
  let b = rotate(v1, 13n) ^ a;
  a = rotate(a, 32n);
  let c = sum(v2, v3);
  let d = rotate(v3, 16n) ^ c;
  a = sum(a, d);
  d = rotate(d, 21n) ^ a;
  c = sum(c, b);
  b = rotate(b, 17n) ^ c;
  c = rotate(c, 32n);
  return [a, b, c, d];
}

function sum(a: bigint, b: bigint): bigint {
  return BigInt.asUintN(64, a + b);
}

function rotate(a: bigint, by: bigint): bigint {
  return BigInt.asUintN(64, a << by) | (a >> (64n - by));
}

/** Up to eight bytes from `at` on, the first of them lowest; what lies beyond the end counts as zero. */
function word(bytes: readonly number[], at: number): bigint {
  let value = 0n;
  for (let i = 7; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i] ?? 0);
  return value;
}

function hexadecimal(value: bigint): string {
  let text = "";
  for (let i = 0n; i < 64n; i += 8n) text += ((value >> i) & 0xffn).toString(16).padStart(2, "0");
  return text;
}
