import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, openUnit, problemOf } from "./unitDocument.ts";

describe("a unit and its drop-ins", () => {
  /** Opens a unit, and beside it a drop-in that was never saved as it stands in the editor. */
  async function openBoth(): Promise<{ unit: vscode.TextDocument; dropIn: vscode.TextDocument }> {
    const unit = await openUnit("shop.service", "[Service]\nExecStart=/bin/true\nUser=shop\n");
    const uri = vscode.Uri.joinPath(unit.uri, "..", "shop.service.d", "10-more.conf");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("[Service]\n"));
    const dropIn = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(dropIn);
    return { unit, dropIn };
  }

  async function type(document: vscode.TextDocument, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  it("are judged together, unsaved changes included, and mended where the mistake stands", async () => {
    const { dropIn } = await openBoth();
    await type(dropIn, "ExecStart=/bin/false\n");
    const problem = await problemOf(dropIn, "several-commands");
    assert.equal(dropIn.getText(problem.range), "ExecStart=/bin/false");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      dropIn.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.equal(fix?.title, "Put an empty ExecStart= before it");
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(dropIn.getText(), "[Service]\nExecStart=\nExecStart=/bin/false\n");
    await eventually("an empty list of problems", () =>
      vscode.languages.getDiagnostics(dropIn.uri).length === 0 ? true : undefined,
    );
  });

  it("are shown as what is in effect, which follows the editor", async () => {
    const { unit, dropIn } = await openBoth();
    await type(dropIn, "User=\n");
    await vscode.commands.executeCommand("unitwright.showEffectiveUnit", dropIn.uri);
    const shown = await eventually("the effective unit", () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "unitwright-effective"),
    );
    assert.equal(shown.languageId, "systemd-unit");
    assert.equal(shown.uri.path, "/Effective shop.service");
    const says = (text: string) =>
      eventually(`"${text}" in the effective unit`, () =>
        shown.getText().includes(text) ? true : undefined,
      );
    const [unitPath, dropInPath] = [unit, dropIn].map(({ uri }) => vscode.workspace.asRelativePath(uri));
    assert.match(unitPath ?? "", /^[^/]/);
    await says(`# ${unitPath}:2\nExecStart=/bin/true\n`);
    await says(`#   ${unitPath}:3 User=shop (reset)\n`);
    assert.ok(!/^User=/m.test(shown.getText()));
    await type(dropIn, "User=mail\n");
    await says(`# ${dropInPath}:3\nUser=mail\n`);
    await says(`#   ${unitPath}:3 User=shop (overridden)\n`);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      shown.uri,
    );
    const targets = links.map(({ target }) => target?.toString());
    assert.ok(targets.includes(unit.uri.with({ fragment: "L2" }).toString()));
    assert.ok(targets.includes(dropIn.uri.with({ fragment: "L3" }).toString()));
    assert.deepEqual(vscode.languages.getDiagnostics(shown.uri), []);
  });
});
