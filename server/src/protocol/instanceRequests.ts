import { type Connection, RequestType } from "vscode-languageserver/node";
import { type AnalysedUnit, analyse } from "../language/analysis.ts";
import { effectiveUnit } from "../language/effectiveUnit.ts";
import { instanceLines } from "../language/features/instanceLines.ts";
import { instantiate, parseUnitName } from "../language/names/unitName.ts";
import { knownInstances } from "../workspace/knownInstances.ts";
import { systemLoadPath, userLoadPath } from "../workspace/loadPath.ts";
import type { OpenDocuments, OpenUnit } from "./documents.ts";
import { guarded, type LogFailure } from "./guard.ts";
import type {
  InstancePreviewAnswer,
  InstancePreviewMethod,
  InstancePreviewParams,
  InstancesMethod,
  InstancesParams,
} from "./messages.ts";
import type { UnitFinder } from "./unitFinder.ts";
import type { Viewpoints } from "./viewpoints.ts";
import type { WholeUnits } from "./wholeUnits.ts";

const previewMethod: InstancePreviewMethod = "unitwright/instancePreview";
const preview = new RequestType<InstancePreviewParams, InstancePreviewAnswer, void>(previewMethod);
const instancesMethod: InstancesMethod = "unitwright/instances";
const instances = new RequestType<InstancesParams, readonly string[], void>(instancesMethod);

interface Parts {
  readonly documents: OpenDocuments;
  readonly units: UnitFinder;
  readonly wholes: WholeUnits;
  readonly viewpoints: Viewpoints;
}

/** Answers what a template would be as one of its instances, and which of those somebody has named already. */
export function answerInstanceRequests(
  connection: Connection,
  { documents, units, wholes, viewpoints }: Parts,
  log: LogFailure,
): void {
  connection.onRequest(
    preview,
    guarded("instance preview", log, null, async ({ textDocument, instance }: InstancePreviewParams) => {
      const open = await documents.get(textDocument.uri);
      return open?.kind === "unit" ? previewInstance(viewpoints.of(open), instance, wholes) : null;
    }),
  );
  connection.onRequest(
    instances,
    guarded("instances", log, [], async ({ template, scope }: InstancesParams) => {
      const name = parseUnitName(template);
      if (name === undefined) return [];
      const loadPath = scope === "user" ? userLoadPath("/", process.env) : systemLoadPath("/");
      return knownInstances(name, { loadPath, workspace: await units.workspaceUnitFolders() });
    }),
  );
}

/** With the drop-ins of the template, where they can be told. */
async function previewInstance(
  open: OpenUnit,
  instance: string,
  wholes: WholeUnits,
): Promise<InstancePreviewAnswer> {
  const { unit } = open;
  const name = unit.file.name && instantiate(unit.file.name, instance);
  if (name === undefined) return null;
  const asInstance = (part: AnalysedUnit): AnalysedUnit => ({
    ...part,
    viewpoint: { ...unit.viewpoint, instance: name },
  });
  const parts = await wholes.partsOf(open);
  const rest = parts?.kind === "known" ? parts.rest : { before: [], after: [] };
  const read = (some: typeof rest.before) =>
    some.map(({ document, file }) => asInstance(analyse(document, file, unit.table, unit.scope)));
  const own = asInstance(unit);
  const [fragment = own, ...dropIns] = [...read(rest.before), own, ...read(rest.after)];
  return { name: name.name, lines: instanceLines(effectiveUnit(fragment, dropIns)) };
}
