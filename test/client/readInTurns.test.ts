import { PassThrough } from "node:stream";
import { Message, MessageType } from "dbus-next";
import { marshallMessage } from "dbus-next/lib/marshall-compat.js";
import { expect, test } from "vitest";
import type { BusMessage } from "../../client/src/systemd/busMessage.ts";
import { readInTurns } from "../../client/src/systemd/readInTurns.ts";

test("messages that come all at once leave turns to others, and are heard in their order", async () => {
  let clock = 0;
  const stream = new PassThrough({ highWaterMark: 1 << 20 });
  const heard: number[] = [];
  const turns: number[] = [];
  const done = new Promise<void>((resolve) => {
    const hear = (message: BusMessage) => {
      heard.push(Number(message.body[0]));
      // Each takes a millisecond.
      clock += 1;
      if (heard.length === 200) resolve();
    };
    readInTurns(stream, hear, failTest, () => clock);
  });
  const watch = () => {
    turns.push(heard.length);
    if (heard.length < 200) setImmediate(watch);
  };
  setImmediate(watch);
  stream.write(Buffer.concat(Array.from({ length: 200 }, (_, index) => signal(index))));
  await done;
  expect(heard).toEqual(Array.from({ length: 200 }, (_, index) => index));
  const perTurn = turns.map((count, index) => count - (turns[index - 1] ?? 0));
  expect(Math.max(...perTurn)).toBeLessThanOrEqual(8);
});

test("messages are heard whole, in whatever pieces they come", async () => {
  const bytes = Buffer.concat(Array.from({ length: 40 }, (_, index) => signal(index)));
  for (const size of [1, 7, 16, 100, 1000]) {
    const stream = new PassThrough();
    const heard: unknown[] = [];
    readInTurns(stream, (message) => void heard.push(message.body[0]), failTest);
    for (let at = 0; at < bytes.length; at += size) {
      stream.write(bytes.subarray(at, at + size));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(heard, `${size} bytes each`).toEqual(Array.from({ length: 40 }, (_, index) => index));
  }
});

test("what came before the end is heard before it, though its turn was over", async () => {
  const stream = new PassThrough();
  const heard: unknown[] = [];
  let clock = 0;
  const hear = () => {
    heard.push("message");
    clock += 100;
  };
  readInTurns(stream, hear, failTest, () => clock);
  const ended = new Promise<void>((resolve) => {
    stream.on("end", () => {
      heard.push("end");
      resolve();
    });
  });
  stream.end(Buffer.concat([signal(1), signal(2), signal(3)]));
  await ended;
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual(["message", "message", "message", "end"]);
});

test("what is no message is told once, and nothing after it is heard", async () => {
  for (const bad of [Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"), tooLong(), noSignature()]) {
    const stream = new PassThrough();
    const heard: unknown[] = [];
    const failures: unknown[] = [];
    readInTurns(
      stream,
      (message) => void heard.push(message.body[0]),
      (error) => void failures.push(error),
    );
    stream.write(Buffer.concat([signal(1), bad, signal(2)]));
    await new Promise((resolve) => setImmediate(resolve));
    stream.end(signal(3));
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual([1]);
    expect(failures).toHaveLength(1);
  }
});

const failTest = (error: unknown) => expect.unreachable(String(error));

function tooLong(): Buffer {
  const bytes = signal(1);
  bytes.writeUInt32LE(2 ** 31, 4);
  return bytes;
}

/** Its body would be of structs without parts. */
function noSignature(): Buffer {
  const bytes = signal(1, "a(s)", [[["x"]]]);
  const at = bytes.indexOf("a(s)");
  bytes.write("a()", at);
  bytes.writeUInt8(3, at - 1);
  return bytes;
}

function signal(value: number, signature = "u", body: unknown[] = [value]): Buffer {
  const type = MessageType.SIGNAL;
  const place = { path: "/", interface: "a.b", member: "Said" };
  return marshallMessage(new Message({ type, serial: 1, ...place, signature, body }))[0];
}
