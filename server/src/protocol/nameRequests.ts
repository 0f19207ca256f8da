import type { Connection } from "vscode-languageserver/node";
import { RequestType } from "vscode-languageserver/node";
import { type Naming, previewEscaping } from "../language/names/escapingPreview.ts";
import { parseUnitName, unitTypeOfSuffix } from "../language/names/unitName.ts";
import { guarded, type LogFailure } from "./guard.ts";
import type {
  EscapingPreviewAnswer,
  EscapingPreviewMethod,
  EscapingPreviewParams,
  UnitNamesMethod,
  UnitNamesParams,
} from "./messages.ts";
import type { SettingsCache } from "./settings.ts";
import type { UnitFinder } from "./unitFinder.ts";

const previewMethod: EscapingPreviewMethod = "unitwright/escapingPreview";
const preview = new RequestType<EscapingPreviewParams, EscapingPreviewAnswer, void>(previewMethod);
const namesMethod: UnitNamesMethod = "unitwright/unitNames";
const unitNames = new RequestType<UnitNamesParams, readonly string[], void>(namesMethod);

/** Answers the requests about names, which need no document. */
export function answerNameRequests(
  connection: Connection,
  settings: SettingsCache,
  units: UnitFinder,
  log: LogFailure,
): void {
  connection.onRequest(
    preview,
    guarded("escaping preview", log, null, async ({ uri, text, naming }: EscapingPreviewParams) => {
      const { target } = await settings.get(uri);
      const read = readNaming(naming);
      return read === undefined ? null : previewEscaping(text, read, target.newest);
    }),
  );
  connection.onRequest(
    unitNames,
    guarded("unit names", log, [], async ({ uri, scope }: UnitNamesParams) =>
      units.names(scope, await settings.get(uri)),
    ),
  );
}

function readNaming(text: string): Naming | undefined {
  const type = unitTypeOfSuffix(text);
  if (type !== undefined) return { kind: "type", type };
  const template = parseUnitName(text);
  return template?.kind === "template" ? { kind: "template", template } : undefined;
}
