import { type ExtensionContext, window } from "vscode";
import { explainProblems } from "./commands/explainProblem.ts";
import { turnOffProblems } from "./commands/turnOffProblem.ts";
import { startLanguageClient } from "./languageClient.ts";
import { completeSnippets } from "./snippets/completeSnippets.ts";
import { nameTemplateSources } from "./templateSources.ts";
import { registerUnits } from "./units/registerUnits.ts";

/** Constructs the parts and hands them to VS Code, which ends them; what they do is theirs. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Unitwright", { log: true });
  context.subscriptions.push(
    log,
    startLanguageClient(context, log),
    nameTemplateSources(),
    completeSnippets(),
    explainProblems(context),
    turnOffProblems(),
  );
  registerUnits(context, log);
}
