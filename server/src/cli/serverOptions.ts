import { parseArgs } from "node:util";
import { serverHelp } from "./help.ts";
import { UsageError } from "./usageError.ts";

/**
 * Reads the arguments behind `server`: "help" where help is asked for. The transport itself is read by
 * vscode-languageserver, from the same arguments. Throws UsageError where they name none.
 */
export function readServerOptions(args: readonly string[]): "serve" | "help" {
  const { help, stdio, "node-ipc": ipc } = parse(args);
  if (help === true) return "help";
  if (stdio === true || ipc === true) return "serve";
  throw new UsageError(`Say how the editor talks to the server.\n${serverHelp}`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        stdio: { type: "boolean" },
        "node-ipc": { type: "boolean" },
        // Editors say whose end should end the server.
        clientProcessId: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw UsageError.of(error);
  }
}
