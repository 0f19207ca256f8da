import process from "node:process";
import { pathToFileURL } from "node:url";
import type { DidChangeWatchedFilesRegistrationOptions } from "vscode-languageserver/node";
import { unitTypes } from "../language/names/unitName.ts";
import { presentLoadPath } from "../workspace/loadPath.ts";
import type { ClientAbilities } from "./clientAbilities.ts";

/** Unit files, their template sources and drop-ins: in the editor's folders, and on the load path where it can do that. */
export function watchedFiles({ watchesAnywhere }: ClientAbilities): DidChangeWatchedFilesRegistrationOptions {
  const types = `{${unitTypes.join(",")}}`;
  const patterns = [`**/*.${types}*`, `**/*.${types}.d/*`, `**/${types}.d`, `**/${types}.d/*`];
  const loadPath = watchesAnywhere ? presentLoadPath("/", process.env) : [];
  return {
    watchers: [
      ...patterns.map((globPattern) => ({ globPattern })),
      ...loadPath.map((folder) => ({
        globPattern: { baseUri: pathToFileURL(folder).href, pattern: "**/*" },
      })),
    ],
  };
}
