import { type ExtensionContext, window } from "vscode";
import { addToWants } from "./commands/addToWants.ts";
import { chooseInstances } from "./commands/chooseInstance.ts";
import { showEffectiveUnits } from "./commands/effectiveUnits.ts";
import { explainProblems } from "./commands/explainProblem.ts";
import { instanceActs } from "./commands/instanceActs.ts";
import { nameInstances } from "./commands/nameInstance.ts";
import { newDeviceUnit } from "./commands/newDeviceUnit.ts";
import { newUnit } from "./commands/newUnit.ts";
import { ownInstanceFile } from "./commands/ownInstanceFile.ts";
import { previewEscaping } from "./commands/previewEscaping.ts";
import { turnOffProblems } from "./commands/turnOffProblem.ts";
import { editOverride } from "./editing/editOverride.ts";
import { createUnitEditor } from "./editing/unitEditor.ts";
import { startLanguageClient } from "./languageClient.ts";
import { completeSnippets } from "./snippets/completeSnippets.ts";
import { nameTemplateSources } from "./templateSources.ts";
import { registerUnits } from "./units/registerUnits.ts";

/** Constructs the parts and hands them to VS Code, which ends them; what they do is theirs. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Unitwright", { log: true });
  const units = registerUnits(context, log);
  const editor = createUnitEditor(units);
  const server = startLanguageClient(context, log, units.live.namesInMemory);
  context.subscriptions.push(
    log,
    server,
    showEffectiveUnits(server.effectiveUnit),
    previewEscaping(server),
    chooseInstances(context, server, units.live),
    instanceActs(server, units),
    nameInstances(server, units.live),
    ownInstanceFile(server, units.live, editor),
    addToWants(server, units),
    editor,
    editOverride(units, editor),
    newUnit(server, editor),
    newDeviceUnit(server, units.live, editor),
    nameTemplateSources(),
    completeSnippets(),
    explainProblems(context),
    turnOffProblems(),
  );
}
