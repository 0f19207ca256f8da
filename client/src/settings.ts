import { type Uri, workspace } from "vscode";
import type { EditScheme } from "../../server/src/protocol/messages.ts";

/** The language that VS Code knows unit files and drop-ins by. */
export const unitLanguage = "systemd-unit";

/** The language that VS Code knows udev's rules by. */
export const rulesLanguage = "udev-rules";

/** How severe problems are shown, by code: read by the server, changed by the offer to turn one off. */
export const severitySetting = "unitwright.severity";

/** The endings of template sources, as set for a file. Everything else is the server's to read. */
export function templateSuffixesFor(uri: Uri): readonly string[] {
  const suffixes: unknown = workspace.getConfiguration("unitwright", uri).get("templateSuffixes");
  return Array.isArray(suffixes) ? suffixes.filter((one) => typeof one === "string") : [];
}

/** The command that asks for the instance of a template that was just completed. */
export const nameInstanceCommand = "unitwright.nameInstance";

/** The addresses of files that only root may write, and that are opened to be changed all the same. */
export const editScheme: EditScheme = "unitwright-edit";
