// The library that writes our messages reads them back as well: what it says of a message is held against what we say.
import { Message, MessageType, Variant } from "dbus-next";
import { marshallMessage, messageToJsFmt } from "dbus-next/lib/marshall-compat.js";
import { unmarshall } from "dbus-next/lib/message.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { messageLength, readMessage } from "../../client/src/systemd/busMessage.ts";

test("values of every type are read as they were written", () => {
  const bytes = Buffer.from([1, 2, 255]);
  const written: readonly (readonly [string, unknown])[] = [
    ["y", 255],
    ["b", true],
    ["b", false],
    ["n", -2],
    ["q", 65_535],
    ["i", -70_000],
    ["u", 4_294_967_295],
    ["x", -5n],
    ["t", 2n ** 64n - 1n],
    ["d", -0.25],
    ["s", "äöü 𝄞"],
    ["s", ""],
    ["o", "/org/freedesktop/systemd1/unit/a_2eservice"],
    ["g", "a{sv}"],
    ["ay", bytes],
    ["ay", Buffer.alloc(0)],
    ["as", []],
    ["as", ["a", "", "ccc"]],
    ["at", [1n, 2n]],
    ["aas", [["a"], [], ["b", "c"]]],
    ["(so)", ["a", "/b"]],
    [
      "a(ub)",
      [
        [1, true],
        [2, false],
      ],
    ],
    [
      "a(yt)",
      [
        [1, 1n],
        [2, 2n],
      ],
    ],
    ["a(y)", []],
    ["((y)(y))", [[1], [2]]],
    ["a{ss}", { a: "1", b: "" }],
    ["a{sas}", { a: ["1", "2"], b: [] }],
  ];
  for (const [signature, value] of written) {
    // What stands before it moves it to where it must be aligned.
    for (const before of ["", "x", "xx", "xxx", "xxxxxxx"])
      expect(readBack(`s${signature}y`, [before, value, 7]), signature).toEqual([before, value, 7]);
  }
});

test("a variant is its signature and its value, within others too", () => {
  const inner = new Variant("a(st)", [["a", 1n]]);
  const body = [
    new Variant("v", inner),
    { Job: new Variant("(uo)", [7, "/"]), Active: new Variant("s", "on") },
  ];
  expect(readBack("va{sv}", body)).toEqual([
    { signature: "v", value: { signature: "a(st)", value: [["a", 1n]] } },
    { Job: { signature: "(uo)", value: [7, "/"] }, Active: { signature: "s", value: "on" } },
  ]);
});

test("the fields of a message are read, and those it lacks are undefined", () => {
  const call = { path: "/a", interface: "a.b", member: "Do", destination: "c.d", serial: 9 };
  const message = readMessage(bytesOf(new Message({ ...call, signature: "s", body: ["x"] })));
  expect(message).toMatchObject({ ...call, type: MessageType.METHOD_CALL, signature: "s", body: ["x"] });
  expect(message.replySerial).toBeUndefined();
  expect(message.errorName).toBeUndefined();
  const told = { type: MessageType.ERROR, errorName: "a.Bad", serial: 3, signature: "s", body: ["why"] };
  // The library's own types have a text where a number is wanted.
  const error = Object.assign(new Message({ ...told, replySerial: "12" }), { replySerial: 12 });
  expect(readMessage(bytesOf(error))).toMatchObject({ ...told, replySerial: 12 });
});

test("messages of machines that write numbers the other way round are read too", () => {
  const bytes = Buffer.from([
    ...[0x42, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 5, 0, 0, 0, 7],
    ...[8, 1, 0x67, 0, 1, 0x74, 0, 0],
    ...[0, 0, 0, 0, 0, 0, 1, 2],
  ]);
  expect(messageLength(bytes)).toBe(bytes.length);
  expect(readMessage(bytes)).toMatchObject({ type: MessageType.SIGNAL, serial: 5, body: [258n] });
});

test("a message that ends too soon is refused, and does not read what follows it", () => {
  const bytes = bytesOf(signal("ast", [["a", "bc"], 1n]));
  for (let length = bytes.length - 1; length >= bytes.length - 8; length--)
    expect(() => readMessage(bytes.subarray(0, length))).toThrow();
});

test("values of any types are read as the library reads them back", () => {
  const values = fc.array(typed, { minLength: 1, maxLength: 4 });
  const check = (parts: readonly Typed[]) => {
    const message = signal(
      parts.map((part) => part.signature).join(""),
      parts.map((part) => part.value),
    );
    const bytes = bytesOf(message);
    expect(messageLength(bytes)).toBe(bytes.length);
    const theirs: Message = messageToJsFmt(unmarshall(bytes));
    expect(readMessage(bytes).body).toEqual(plain(theirs.body));
  };
  fc.assert(fc.property(values, check), { numRuns: 500 });
});

interface Typed {
  readonly signature: string;
  readonly value: unknown;
}

const ofType = (signature: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Typed> =>
  values.map((value) => ({ signature, value }));

const basic = fc.oneof(
  ofType("y", fc.integer({ min: 0, max: 255 })),
  ofType("b", fc.boolean()),
  ofType("q", fc.integer({ min: 0, max: 65_535 })),
  ofType("i", fc.integer()),
  ofType("t", fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  ofType("s", fc.string({ unit: "grapheme" })),
);

/** Any value in some variants, arrays and structs. */
const typed: fc.Arbitrary<Typed> = fc.letrec<{ any: Typed }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    basic,
    tie("any").map(({ signature, value }) => ({ signature: "v", value: new Variant(signature, value) })),
    fc.array(tie("any"), { minLength: 1, maxLength: 3 }).map((parts) => ({
      signature: `(${parts.map((part) => part.signature).join("")})`,
      value: parts.map((part) => part.value),
    })),
    fc
      .tuple(tie("any"), fc.integer({ min: 0, max: 3 }))
      .filter(([part]) => part.signature !== "y")
      .map(([{ signature, value }, count]) => ({
        signature: `a${signature}`,
        value: Array.from({ length: count }, () => value),
      })),
  ),
})).any;

/** Without the library's own class of variants. */
function plain(value: unknown): unknown {
  if (value instanceof Variant) return { signature: value.signature, value: plain(value.value) };
  return Array.isArray(value) ? value.map(plain) : value;
}

const bytesOf = (message: Message): Buffer => marshallMessage(message)[0];

const signal = (signature: string, body: unknown[]) =>
  new Message({
    ...{ type: MessageType.SIGNAL, serial: 1, path: "/", interface: "a.b", member: "Said" },
    ...{ signature, body },
  });

const readBack = (signature: string, body: unknown[]) => readMessage(bytesOf(signal(signature, body))).body;
