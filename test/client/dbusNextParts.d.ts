// dbus-next types only its front door; the tests need the ones that turn messages into bytes and back.
declare module "dbus-next/lib/marshall-compat.js" {
  import type { Message } from "dbus-next";

  export function marshallMessage(message: Message): [Buffer, unknown[]];
  export function messageToJsFmt(message: unknown): Message;
}

declare module "dbus-next/lib/message.js" {
  /** What this gives is for `messageToJsFmt`. */
  export function unmarshall(bytes: Buffer): unknown;
}
