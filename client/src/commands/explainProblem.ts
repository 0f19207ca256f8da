import {
  CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  Disposable,
  type ExtensionContext,
  languages,
  Uri,
  window,
} from "vscode";
import { problemCodeOf } from "../problemCode.ts";
import { rulesLanguage, unitLanguage } from "../settings.ts";

const explainCommand = "unitwright.explainProblem";

/**
 * Explains problems by the page that comes with the extension: the command, and an offer of it beside the fixes of each
 * problem. (The link of a problem's code cannot do it: VS Code opens no commands from a hover's links.)
 */
export function explainProblems(context: ExtensionContext): Disposable {
  const page = Uri.joinPath(context.extensionUri, "DIAGNOSTICS.md");
  return Disposable.from(
    commands.registerCommand(explainCommand, (code?: unknown) =>
      showPage(page, typeof code === "string" ? code : codeAtCaret()),
    ),
    languages.registerCodeActionsProvider(
      [{ language: unitLanguage }, { language: rulesLanguage }],
      { provideCodeActions: (_document, _range, { diagnostics }) => diagnostics.flatMap(offerFor) },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
}

/** The page at the section of a code, rendered; the whole page where there is no code. */
async function showPage(page: Uri, code: string | undefined): Promise<void> {
  await commands.executeCommand(
    "markdown.showPreview",
    code === undefined ? page : page.with({ fragment: code }),
  );
}

function offerFor(problem: Diagnostic): readonly CodeAction[] {
  const code = problemCodeOf(problem);
  if (code === undefined) return [];
  const action = new CodeAction(`Explain ${code}`, CodeActionKind.QuickFix);
  action.diagnostics = [problem];
  action.command = { title: action.title, command: explainCommand, arguments: [code] };
  return [action];
}

/** The code of the problem that the caret is in, of several the one with the least text. */
function codeAtCaret(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const caret = editor.selection.active;
  const [nearest] = languages
    .getDiagnostics(editor.document.uri)
    .filter((problem) => problem.range.contains(caret) && problemCodeOf(problem) !== undefined)
    .sort((a, b) => (a.range.contains(b.range) ? 1 : -1));
  return nearest && problemCodeOf(nearest);
}
