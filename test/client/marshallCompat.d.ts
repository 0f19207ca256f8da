// dbus-next types only its front door; the test bus needs the one that turns messages into bytes.
declare module "dbus-next/lib/marshall-compat.js" {
  import type { Message } from "dbus-next";

  export function marshallMessage(message: Message): [Buffer, unknown[]];
}
