import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf, endOf, eventually, openUnit, problemOf } from "./unitDocument.ts";

describe("judging", () => {
  it("knows every type of unit, drop-ins and template sources by their names", async () => {
    const types = "service socket timer path mount automount swap slice scope target device".split(" ");
    const names = [
      ...types.map((type) => `a.${type}`),
      "a@.service",
      "b.service.d/10-b.conf",
      "c.service.in",
    ];
    for (const name of names) {
      const document = await openUnit(name, "[Unit]\nDescription=x\n");
      await eventually(`the language of ${name}`, () =>
        document.languageId === "systemd-unit" ? true : undefined,
      );
    }
  });

  it("leaves D-Bus activation files and other .conf files alone", async () => {
    const bus = await openUnit("dbus-1/services/org.example.service", "[D-BUS Service]\nName=org.example\n");
    const other = await openUnit("nginx.conf", "worker_processes 4;\n");
    assert.notEqual(bus.languageId, "systemd-unit");
    assert.notEqual(other.languageId, "systemd-unit");
  });

  it("says what is wrong, where, how badly, and links to why", async () => {
    const document = await openUnit("a.service", "[Service]\nExecStart=/bin/true\nRestat=on-failure\n");
    const problem = await problemOf(document, "unknown-directive");
    assert.equal(document.getText(problem.range), "Restat");
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(problem.message, /Restart=/);
    assert.ok(problem.source);
    const { code } = problem;
    assert.ok(typeof code === "object", "the code carries a link");
    assert.match(code.target.toString(), /^https:/);
  });

  it("forgets a problem when its cause is edited away", async () => {
    const document = await openUnit("a.service", "[Service]\nExecStart=/bin/true\nRestart=allways\n");
    const problem = await problemOf(document, "unknown-word");
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, problem.range, "always");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually("an empty list of problems", () =>
      vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
    );
  });

  it("judges a file that was never saved", async () => {
    const text = "[Service]\nExecStart=/bin/true\nRestart=allways\n";
    const document = await vscode.workspace.openTextDocument({ language: "systemd-unit", content: text });
    await problemOf(document, "unknown-word");
  });

  it("keeps answering after a file of any bytes", async () => {
    await openUnit("noise.service", `[Serv\u0001ice\n=\n\u2028${"x".repeat(100_000)}\n[[[\n\\`);
    const document = await openUnit("a.service", "[Service]\nRestart=allways\n");
    assert.equal(codeOf(await problemOf(document, "unknown-word")), "unknown-word");
  });
});

describe("mending", () => {
  it("applies a quick fix that leaves no problem behind", async () => {
    const document = await openUnit("a.service", "[Service]\nExecStart=/bin/true\nRestat=on-failure\n");
    const problem = await problemOf(document, "unknown-directive");
    const fix = await eventually("a quick fix", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        problem.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      return actions.find((action) => action.isPreferred && action.edit !== undefined);
    });
    assert.ok(fix.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), "[Service]\nExecStart=/bin/true\nRestart=on-failure\n");
    await eventually("an empty list of problems", () =>
      vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
    );
  });

  it("moves a misplaced directive into its section", async () => {
    const document = await openUnit("a.service", "[Unit]\nUser=shop\n[Service]\nExecStart=/bin/true\n");
    const problem = await problemOf(document, "misplaced-directive");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const edit = actions.find((action) => action.edit !== undefined)?.edit;
    assert.ok(edit, "there is a fix");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /\[Service\][^[]*User=shop/);
  });
});

describe("turning off", () => {
  const offers = (document: vscode.TextDocument, range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );

  it("ignores a problem on its line by a comment", async () => {
    const document = await openUnit("a.service", "[Service]\nExecStart=/bin/true\nFoo=1\n");
    const problem = await problemOf(document, "unknown-directive");
    const actions = await offers(document, problem.range);
    const edit = actions.find(({ title }) => title === "Ignore unknown-directive on this line")?.edit;
    assert.ok(edit, "it is offered");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /\n# unitwright: ignore=unknown-directive\nFoo=1\n/);
    await eventually("an empty list of problems", () =>
      vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
    );
  });

  it("turns a code off in the workspace's settings, for open files at once", async () => {
    const document = await openUnit("a.service", "[Service]\nExecStart=/bin/true\nFoo=1\nNice=99\n");
    const problem = await problemOf(document, "unknown-directive");
    const kept = await problemOf(document, "number-out-of-range");
    const settings = () => vscode.workspace.getConfiguration("unitwright", document.uri);
    await settings().update("severity", { [codeOf(kept)]: "error" }, vscode.ConfigurationTarget.Workspace);
    try {
      const actions = await offers(document, problem.range);
      const title = "Turn off unknown-directive in the workspace's settings";
      const command = actions.find((action) => action.title === title)?.command;
      assert.ok(command, "it is offered");
      await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      assert.deepEqual(settings().inspect("severity")?.workspaceValue, {
        "number-out-of-range": "error",
        "unknown-directive": "off",
      });
      await eventually("only the other problem, as an error", () => {
        const [first, ...others] = vscode.languages.getDiagnostics(document.uri);
        const isRight = first?.severity === vscode.DiagnosticSeverity.Error && others.length === 0;
        return isRight ? true : undefined;
      });
    } finally {
      await settings().update("severity", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

describe("completing", () => {
  async function offered(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<readonly string[]> {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position,
    );
    return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  }

  it("offers the words of an enumeration", async () => {
    const document = await openUnit("a.service", "[Service]\nRestart=\n");
    const labels = await eventually("words after Restart=", async () => {
      const list = await offered(document, endOf(document, "Restart="));
      return list.includes("on-failure") ? list : undefined;
    });
    assert.ok(labels.includes("always"));
    assert.ok(!labels.includes("ExecStart"));
  });

  it("offers the directives of the section and no other", async () => {
    const document = await openUnit("a.socket", "[Socket]\nListen\n");
    const labels = await eventually("directives", async () => {
      const list = await offered(document, endOf(document, "Listen\n").translate(-1, 6));
      return list.some((label) => label.startsWith("ListenStream")) ? list : undefined;
    });
    assert.ok(!labels.some((label) => label.startsWith("ExecStart=")));
  });
});

describe("explaining", () => {
  it("says on hover what a directive does", async () => {
    const document = await openUnit("a.service", "[Service]\nRestartSec=5s\n");
    const words = await eventually("a hover", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        new vscode.Position(1, 3),
      );
      const contents = hovers.flatMap((hover) => hover.contents);
      const text = contents.map((part) => (typeof part === "string" ? part : part.value)).join("\n");
      return text === "" ? undefined : text;
    });
    assert.match(words, /RestartSec/);
  });

  it("outlines the sections", async () => {
    const document = await openUnit("a.service", "[Unit]\nDescription=x\n[Service]\nExecStart=/bin/true\n");
    const symbols = await eventually("an outline", async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return found && found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      symbols.map((symbol) => symbol.name),
      ["[Unit]", "[Service]"],
    );
  });
});
