// Unit files opened in the real editor, and waiting for what becomes of them.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";

/** Writes a file into a folder of its own in the workspace and opens it in an editor. */
export async function openUnit(name: string, text: string): Promise<vscode.TextDocument> {
  const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
  if (workspaceFolder === undefined) throw new Error("The suites need an open folder.");
  const uri = vscode.Uri.joinPath(workspaceFolder.uri, randomUUID(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Asks until there is an answer. Fails, naming what was waited for, after 15 seconds. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await delay(50);
  }
  throw new Error(`${what} did not come about.`);
}

/** The problem of that code, once it is there. */
export function problemOf(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  return eventually(`the problem ${code} in ${document.fileName}`, () =>
    vscode.languages.getDiagnostics(document.uri).find((problem) => codeOf(problem) === code),
  );
}

/** The code of a problem, with or without a link. */
export function codeOf(problem: vscode.Diagnostic): string {
  const { code } = problem;
  return String(typeof code === "object" ? code.value : code);
}

/** The position right after the only place where the document says `text`. */
export function endOf(document: vscode.TextDocument, text: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(text) + text.length);
}
