import process from "node:process";
import { createConnection } from "vscode-languageserver/node";
import { connectServer } from "./server.ts";

/** Serves the editor that the process's arguments name (`--stdio`, `--node-ipc`) until it goes; then the process ends. */
export function serve(): void {
  const connection = createConnection();
  // The library watches the editor's process and its pipes, but not Node's own channel.
  process.once("disconnect", () => process.exit());
  connectServer(connection);
  connection.listen();
}
