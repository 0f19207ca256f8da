// A Manager over D-Bus. The only file that knows dbus-next, whose flaws it keeps to itself: the library never times
// out, says nothing when the bus goes away, leaves calls pending for ever, and is slow to read what it is told.
import {
  type Message as DBusMessage,
  Message,
  type MessageBus,
  MessageType,
  sessionBus,
  Variant,
} from "dbus-next";
import {
  type Bus,
  type BusCall,
  type BusSignal,
  type BusVariant,
  busDaemon,
  type IncomingCall,
} from "./bus.ts";
import type { BusMessage } from "./busMessage.ts";
import { disconnected, errorCode, fromBusError, SystemdError, timedOut } from "./errors.ts";
import { createLiveManager, type LiveManagerOptions } from "./liveManager.ts";
import type { Manager } from "./manager.ts";
import { type MessageStream, readInTurns } from "./readInTurns.ts";

/** Makes the manager of a scope. It connects by itself, and again whenever the bus has been away. */
export function createBusManager(options: LiveManagerOptions): Manager {
  return createLiveManager(options.open ?? openBus, options);
}

/**
 * Connects to the message bus at a socket. Rejects with an Error carrying `code`: the system's (`ENOENT`, `EACCES`,
 * `ECONNREFUSED` …), `AUTH` when the bus does not accept us, or `LOST` when it hangs up or stays silent for so many
 * milliseconds.
 */
export async function openBus(socket: string, patience = 10_000): Promise<Bus> {
  // `unix:path=` would look for a native module first; `unix:socket=` is the plain socket of Node. Of the ways to say
  // who we are, cookies need files that no systemd machine has, and an anonymous connection may do nothing.
  const library = sessionBus({ busAddress: `unix:socket=${socket}`, authMethods: ["EXTERNAL"] });
  const connection = connectionOf(library);
  const { stream } = connection;
  return new Promise((resolve, reject) => {
    const fail = (code: string, text: string) => {
      clearTimeout(timer);
      stream.destroy();
      reject(Object.assign(new Error(text), { code }));
    };
    const timer = setTimeout(() => fail("LOST", "The bus does not greet."), patience);
    library.on("error", (error: unknown) => {
      fail(errorCode(error) ?? "AUTH", String(error));
    });
    stream.once("end", () => fail("LOST", "The bus hung up."));
    connection.once("connect", () => {
      const read = stream.read.bind(stream);
      // The library reads as well, and finds nothing.
      stream.read = () => null;
      readInTurns(
        { read, on: (event, listener) => stream.on(event, listener) },
        (message) => hear(message),
        (error) => fail("LOST", String(error)),
      );
      const { bus, hear } = wrap(library, connection);
      library.once("connect", () => {
        clearTimeout(timer);
        resolve(bus);
      });
    });
  });
}

/** More calls at once and the bus answers LimitsExceeded (measured: 500 are refused, 100 work). */
const mostCalls = 100;

/** A polkit agent asks a human. */
const allowInteractiveAuthorization = 4;

interface Waiting {
  readonly answer: (body: readonly unknown[]) => void;
  readonly reject: (error: SystemdError) => void;
}

interface Queued {
  readonly start: () => void;
  readonly reject: (error: SystemdError) => void;
}

interface Wrapped {
  readonly bus: Bus;
  readonly hear: (message: BusMessage) => void;
}

function wrap(library: MessageBus, connection: Connection): Wrapped {
  const { stream } = connection;
  const waiting = new Map<number, Waiting>();
  const queue: Queued[] = [];
  const signalListeners: ((signal: BusSignal) => void)[] = [];
  const closedListeners: (() => void)[] = [];
  let open = true;

  const closed = () => {
    if (!open) return;
    open = false;
    for (const one of [...queue.splice(0), ...waiting.values()]) one.reject(disconnected());
    for (const listener of closedListeners) listener();
  };
  for (const event of ["end", "close", "error"] as const) stream.once(event, closed);
  library.on("error", closed);
  const tell = (message: BusMessage) => {
    if (message.type === MessageType.SIGNAL) {
      for (const listener of signalListeners) listener(signalOf(message));
      return;
    }
    const one = waiting.get(message.replySerial ?? 0);
    if (one === undefined) return passOn(message, connection);
    if (message.type === MessageType.METHOD_RETURN) one.answer(message.body);
    if (message.type === MessageType.ERROR)
      one.reject(fromBusError(message.errorName ?? "", String(message.body[0] ?? ""), answererOf(message)));
  };
  const hear = (message: BusMessage) => {
    try {
      if (open) tell(message);
    } catch (error) {
      // What a listener throws must not stop the reading.
      queueMicrotask(() => {
        throw error;
      });
    }
  };

  const send = (call: BusCall): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      const timeout = call.timeout ?? 25_000;
      const settled = () => {
        clearTimeout(timer);
        waiting.delete(serial);
        queue.shift()?.start();
      };
      const one: Waiting = {
        answer: (body) => {
          settled();
          resolve(body);
          call.inOrder?.(body);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      };
      const serial = library.newSerial();
      const timer = setTimeout(() => one.reject(timedOut(call.member, timeout)), timeout);
      waiting.set(serial, one);
      try {
        library.send(messageOf(call, serial));
      } catch {
        // The library throws when the socket has ended and nobody has told us yet.
        one.reject(disconnected());
      }
    });

  const bus: Bus = {
    call: (call) => {
      if (!open) return Promise.reject(disconnected());
      if (waiting.size < mostCalls) return send(call);
      return new Promise((resolve, reject) => {
        queue.push({ start: () => void send(call).then(resolve, reject), reject });
      });
    },
    onSignal: (listener) => void signalListeners.push(listener),
    onCall: (answer) => {
      const handler = (message: DBusMessage) => answerCall(library, message, answer);
      library.addMethodHandler(handler);
      return () => library.removeMethodHandler(handler);
    },
    onClosed: (listener) => void closedListeners.push(listener),
    close: () => {
      closed();
      stream.destroy();
    },
  };
  return { bus, hear };
}

/** The library greets the bus, and answers calls that are not ours. */
function passOn(message: BusMessage, connection: Connection): void {
  const { path = "", interface: place = "", member = "", errorName = "" } = message;
  const { replySerial = 0, destination = "", sender = "", body } = message;
  const names = { path, interface: place, member, errorName, destination, sender };
  const passed = { ...message, ...names, replySerial: `${replySerial}`, body: [...body] };
  connection.emit("message", new Message(passed));
}

const answererOf = ({ sender }: BusMessage) => (sender === busDaemon.destination ? "bus" : "peer");

/** Says whether the call is one that `answer` answers. */
function answerCall(
  library: MessageBus,
  message: DBusMessage,
  answer: (call: IncomingCall) => Promise<void> | undefined,
): boolean {
  const reply = (error?: unknown) => {
    const back =
      error === undefined
        ? Message.newMethodReturn(message)
        : Message.newMethodReturn(message, "s", [String(error)]);
    if (error !== undefined) {
      back.type = MessageType.ERROR;
      const origin = error instanceof SystemdError ? error.origin : "";
      back.errorName = origin || "org.freedesktop.DBus.Error.Failed";
    }
    try {
      library.send(back);
    } catch {
      // The bus has gone, and who called with it.
    }
  };
  const answered = answer({ ...signalOf(message) });
  void answered?.then(() => reply(), reply);
  return answered !== undefined;
}

const messageOf = (call: BusCall, serial: number) =>
  new Message({
    serial,
    destination: call.destination,
    path: call.path,
    interface: call.interface,
    member: call.member,
    ...(call.signature === undefined
      ? {}
      : { signature: call.signature, body: (call.body ?? []).map(toLibrary) }),
    flags: call.authorization === "ask" ? allowInteractiveAuthorization : 0,
  });

/** With the library's own variants in place of ours, wherever they stand. */
function toLibrary(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toLibrary);
  if (isVariant(value)) return new Variant(value.signature, toLibrary(value.value));
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toLibrary(one)]));
}

const isVariant = (value: unknown): value is BusVariant =>
  typeof value === "object" && value !== null && "signature" in value && "value" in value;

const signalOf = (message: BusMessage | DBusMessage): BusSignal => ({
  sender: message.sender ?? "",
  path: message.path ?? "",
  interface: message.interface ?? "",
  member: message.member ?? "",
  body: message.body ?? [],
});

/** What lies under the library: it comes up once the bus has accepted us, and gives its messages to the library. */
interface Connection {
  readonly stream: Stream;
  once(event: "connect", listener: () => void): unknown;
  emit(event: "message", message: DBusMessage): unknown;
}

/** It tells of the bus going away; the library does not. */
interface Stream extends MessageStream {
  once(event: "end" | "close" | "error", listener: () => void): unknown;
  destroy(): void;
}

function connectionOf(library: object): Connection {
  const connection = "_connection" in library ? library._connection : undefined;
  if (!isConnection(connection)) throw new Error("dbus-next is another than it was.");
  return connection;
}

const isConnection = (value: unknown): value is Connection =>
  hasAll(value, ["once", "emit", "stream"]) && hasAll(value.stream, ["once", "on", "read", "destroy"]);

function hasAll<Name extends string>(value: unknown, names: readonly Name[]): value is Record<Name, unknown> {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}
