// A Manager over D-Bus. The only file that knows dbus-next, whose flaws it keeps to itself: the library never times
// out, says nothing when the bus goes away, and leaves calls pending for ever.
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
import { disconnected, errorCode, fromBusError, SystemdError, timedOut } from "./errors.ts";
import { createLiveManager, type LiveManagerOptions } from "./liveManager.ts";
import type { Manager } from "./manager.ts";
import { readInTurns, type TurnStream } from "./readInTurns.ts";

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
  return new Promise((resolve, reject) => {
    const fail = (code: string, text: string) => {
      clearTimeout(timer);
      streamOf(library)?.destroy();
      reject(Object.assign(new Error(text), { code }));
    };
    const timer = setTimeout(() => fail("LOST", "The bus does not greet."), patience);
    library.on("error", (error: unknown) => {
      fail(errorCode(error) ?? "AUTH", String(error));
    });
    streamOf(library)?.once("end", () => fail("LOST", "The bus hung up."));
    library.once("connect", () => {
      clearTimeout(timer);
      const stream = streamOf(library);
      if (stream !== undefined) readInTurns(stream);
      resolve(wrap(library));
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

function wrap(library: MessageBus): Bus {
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
  const stream = streamOf(library);
  for (const event of ["end", "close", "error"]) stream?.once(event, closed);
  library.on("error", closed);
  const hear = (message: DBusMessage) => {
    if (message.type === MessageType.SIGNAL) {
      for (const listener of signalListeners) listener(signalOf(message));
      return;
    }
    const one = waiting.get(Number(message.replySerial));
    if (message.type === MessageType.METHOD_RETURN) one?.answer(message.body);
    if (message.type === MessageType.ERROR)
      one?.reject(fromBusError(message.errorName, String(message.body[0] ?? ""), answererOf(message)));
  };
  library.on("message", (message: DBusMessage) => {
    try {
      if (open) hear(message);
    } catch (error) {
      // The library would send what a listener throws over the bus.
      queueMicrotask(() => {
        throw error;
      });
    }
  });

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

  return {
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
      stream?.destroy();
    },
  };
}

const answererOf = ({ sender }: DBusMessage) => (sender === busDaemon.destination ? "bus" : "peer");

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

const signalOf = (message: DBusMessage): BusSignal => ({
  sender: message.sender ?? "",
  path: message.path ?? "",
  interface: message.interface ?? "",
  member: message.member ?? "",
  body: message.body ?? [],
});

interface Stream extends TurnStream {
  once(event: string, listener: () => void): unknown;
  destroy(): void;
}

/** The socket under the library, which tells of the bus going away; the library does not. */
function streamOf(library: object): Stream | undefined {
  const connection = "_connection" in library ? library._connection : undefined;
  if (typeof connection !== "object" || connection === null || !("stream" in connection)) return undefined;
  const { stream } = connection;
  return isStream(stream) ? stream : undefined;
}

const isStream = (value: unknown): value is Stream =>
  typeof value === "object" && value !== null && "once" in value && "read" in value && "destroy" in value;
