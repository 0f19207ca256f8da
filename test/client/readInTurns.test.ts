import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readInTurns } from "../../client/src/systemd/readInTurns.ts";

test("a reader that takes all there is leaves turns to others, and gets every byte in its order", async () => {
  let clock = 0;
  const stream = new PassThrough({ highWaterMark: 1 << 20 });
  readInTurns(stream, () => clock);
  const heard: number[] = [];
  const others: number[] = [];
  const ended = new Promise((resolve) => stream.once("end", resolve));
  stream.on("readable", () => {
    for (let byte = stream.read(1); byte !== null; byte = stream.read(1)) {
      heard.push(byte[0]);
      // Each byte is a message that takes a millisecond.
      clock += 1;
    }
  });
  const sent = Array.from({ length: 200 }, (_, index) => index);
  stream.end(Buffer.from(sent));
  const watch = () => {
    others.push(heard.length);
    if (heard.length < sent.length) setImmediate(watch);
  };
  setImmediate(watch);
  await ended;
  expect(heard).toEqual(sent);
  expect(new Set(others).size).toBeGreaterThan(5);
});
