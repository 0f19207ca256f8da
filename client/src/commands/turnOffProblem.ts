import {
  CodeAction,
  CodeActionKind,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  Disposable,
  languages,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { problemCodeOf } from "../problemCode.ts";
import { rulesLanguage, severitySetting, unitLanguage } from "../settings.ts";

/** Not in the palette: it is about one problem, beside whose fixes it is offered. */
const turnOffCommand = "unitwright.turnOffProblem";

/** Offers to turn a problem's code off for the whole workspace; without a workspace, for the user. */
export function turnOffProblems(): Disposable {
  return Disposable.from(
    commands.registerCommand(turnOffCommand, turnOff),
    languages.registerCodeActionsProvider(
      [{ language: unitLanguage }, { language: rulesLanguage }],
      {
        provideCodeActions: (document, _range, { diagnostics }) =>
          diagnostics.flatMap((problem) => offerFor(document, problem)),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
}

function offerFor({ uri }: TextDocument, problem: Diagnostic): readonly CodeAction[] {
  const code = problemCodeOf(problem);
  if (code === undefined) return [];
  const whose = hasWorkspace() ? "the workspace's settings" : "your settings";
  const action = new CodeAction(`Turn off ${code} in ${whose}`, CodeActionKind.QuickFix);
  action.diagnostics = [problem];
  action.command = { title: action.title, command: turnOffCommand, arguments: [code, uri.toString()] };
  return [action];
}

/** Adds to the choices of the workspace, and leaves those of others as they are. */
async function turnOff(code: string, address: string): Promise<void> {
  const target = hasWorkspace() ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const settings = workspace.getConfiguration(undefined, Uri.parse(address));
  const known = settings.inspect<Readonly<Record<string, unknown>>>(severitySetting);
  const chosen = hasWorkspace() ? known?.workspaceValue : known?.globalValue;
  try {
    await settings.update(severitySetting, { ...chosen, [code]: "off" }, target);
  } catch (error) {
    void window.showErrorMessage(`The settings could not be changed: ${String(error)}`);
  }
}

function hasWorkspace(): boolean {
  return (workspace.workspaceFolders ?? []).length > 0;
}
