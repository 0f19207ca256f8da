import type { Diagnostic } from "vscode";

/** The code of a problem of ours; undefined for other people's. */
export function problemCodeOf({ source, code }: Diagnostic): string | undefined {
  if (source !== "unitwright" || code === undefined) return undefined;
  return String(typeof code === "object" ? code.value : code);
}
