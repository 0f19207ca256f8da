import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Message, MessageType } from "dbus-next";
import { marshallMessage } from "dbus-next/lib/marshall-compat.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openBus } from "../../client/src/systemd/busManager.ts";

// A message bus of one client, as far as a connection needs it, to decide in which bytes things arrive.
let folder: string;
let server: Server;
let answer: (socket: Socket, serial: number) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "unitwright-bus-"));
  server = createServer((socket) => greet(socket));
  await new Promise<void>((resolve) => server.listen(join(folder, "bus"), resolve));
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

test("an answer is heard before the signals that came after it in the same bytes", async () => {
  answer = (socket, serial) =>
    socket.write(Buffer.concat([signal("before"), reply(serial, "the answer"), signal("after")]));
  const bus = await openBus(join(folder, "bus"));
  const heard: unknown[] = [];
  bus.onSignal((one) => void heard.push(one.body[0]));
  await bus.call({ ...anything, inOrder: (body) => void heard.push(body[0]) });
  expect(heard).toEqual(["before", "the answer", "after"]);
  bus.close();
});

test("a call that is never answered ends by its own time", async () => {
  answer = () => {};
  const bus = await openBus(join(folder, "bus"));
  await expect(bus.call({ ...anything, timeout: 50 })).rejects.toMatchObject({ kind: "timed-out" });
  bus.close();
});

test("calls beyond what the bus takes at once wait, and all are ended when it hangs up", async () => {
  let seen = 0;
  answer = (socket) => {
    seen += 1;
    if (seen === 100) setTimeout(() => socket.destroy(), 50);
  };
  const bus = await openBus(join(folder, "bus"));
  const closed = new Promise<void>((resolve) => bus.onClosed(resolve));
  const calls = await Promise.allSettled(Array.from({ length: 150 }, () => bus.call(anything)));
  await closed;
  expect(seen).toBe(100);
  expect(new Set(calls.map((call) => call.status === "rejected" && call.reason.kind))).toEqual(
    new Set(["disconnected"]),
  );
  await expect(bus.call(anything)).rejects.toMatchObject({ kind: "disconnected" });
});

test("a bus that is not there says which way", async () => {
  await expect(openBus(join(folder, "nowhere"))).rejects.toMatchObject({ code: "ENOENT" });
});

test("a bus that does not accept us says so", async () => {
  await new Promise((resolve) => server.close(resolve));
  server = createServer((socket) => socket.on("data", () => socket.write("REJECTED EXTERNAL\r\n")));
  await new Promise<void>((resolve) => server.listen(join(folder, "bus"), resolve));
  await expect(openBus(join(folder, "bus"))).rejects.toMatchObject({ code: "AUTH" });
});

const anything = { destination: "a.b", path: "/", interface: "a.b", member: "Do" };

function greet(socket: Socket): void {
  let begun = false;
  let rest = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    if (!begun) {
      const text = bytes.toString("latin1");
      if (text.includes("AUTH EXTERNAL")) socket.write("OK 0123456789abcdef\r\n");
      const at = text.indexOf("BEGIN\r\n");
      if (at < 0) return;
      begun = true;
      bytes = bytes.subarray(at + 7);
    }
    rest = Buffer.concat([rest, bytes]);
    for (let size = sizeOf(rest); size !== undefined && size <= rest.length; size = sizeOf(rest)) {
      const serial = rest.readUInt32LE(8);
      rest = rest.subarray(size);
      // The first call is the library's Hello.
      if (serial === 1) socket.write(reply(serial, ":1.1"));
      else answer(socket, serial);
    }
  });
}

/** The length of the message at the beginning of some bytes (D-Bus specification, "Message Format"). */
function sizeOf(bytes: Buffer): number | undefined {
  if (bytes.length < 16) return undefined;
  return 16 + Math.ceil(bytes.readUInt32LE(12) / 8) * 8 + bytes.readUInt32LE(4);
}

const bytesOf = (message: Message): Buffer => marshallMessage(message)[0];

function reply(serial: number, text: string): Buffer {
  const call = new Message({ path: "/", member: "Do", serial });
  return bytesOf(Object.assign(Message.newMethodReturn(call, "s", [text]), { serial: 1 }));
}

const signal = (text: string) =>
  bytesOf(
    new Message({
      type: MessageType.SIGNAL,
      serial: 1,
      path: "/",
      interface: "a.b",
      member: "Said",
      signature: "s",
      body: [text],
    }),
  );
