// "Preview Escaping": what a text becomes as part of unit names, and what a name stands for, while one types.
import {
  commands,
  type Disposable,
  env,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from "vscode";
import { parseUnitName, type UnitType, unitTypes } from "../../../server/src/language/names/unitName.ts";
import type { EscapingPreviewAnswer } from "../../../server/src/protocol/messages.ts";
import type { LanguageServer } from "../languageClient.ts";

type Asked = Pick<LanguageServer, "escapingPreview" | "unitNames">;
type Spelling = NonNullable<EscapingPreviewAnswer>["into"][number];

interface SpellingItem extends QuickPickItem {
  readonly spelling?: string;
}

const insert: QuickInputButton = { iconPath: new ThemeIcon("insert"), tooltip: "Insert at the Caret" };
const naming: QuickInputButton = {
  iconPath: new ThemeIcon("symbol-class"),
  tooltip: "Choose Unit Type or Template",
};

/** Registers the command. */
export function previewEscaping(server: Asked): Disposable {
  /** What was named last time: mostly it is named again. */
  let chosen: string = "service" satisfies UnitType;
  return commands.registerCommand("unitwright.previewEscaping", async (text?: unknown, name?: unknown) => {
    if (typeof name === "string") chosen = name;
    const start = typeof text === "string" ? text : textAtCaret();
    chosen = await new Preview(server, start, chosen).ended;
  });
}

/** One use of the preview, from its opening to its end, which tells what names were made of. */
class Preview {
  readonly ended: Promise<string>;
  readonly #server: Asked;
  readonly #list: QuickPick<SpellingItem>;
  #naming: string;
  /** While another list asks for the naming, this one is only hidden. */
  #isAsking = false;
  #answered = 0;
  #asked = 0;

  constructor(server: Asked, text: string, chosen: string) {
    this.#server = server;
    this.#naming = chosen;
    const list = window.createQuickPick<SpellingItem>();
    this.#list = list;
    list.placeholder = "A text, a path such as /dev/disk/by-id/usb-1, or a unit's name";
    list.buttons = [naming];
    list.value = text;
    list.onDidChangeValue(() => void this.#refresh());
    list.onDidTriggerButton(() => void this.#chooseNaming());
    list.onDidTriggerItemButton(({ item }) => void this.#take(item, insertAtCaret));
    list.onDidAccept(() => void this.#take(list.activeItems[0], copy));
    this.ended = new Promise((resolve) => {
      list.onDidHide(() => {
        if (this.#isAsking) return;
        list.dispose();
        resolve(this.#naming);
      });
    });
    void this.#refresh();
    list.show();
  }

  async #refresh(): Promise<void> {
    const list = this.#list;
    list.title = `Preview Escaping: ${spellNaming(this.#naming)}`;
    const ask = ++this.#asked;
    const params = { uri: uriAtHand(), text: list.value, naming: this.#naming };
    const preview = await this.#server.escapingPreview(params).catch(() => null);
    // An older answer that comes late tells of a text that is no longer there.
    if (ask < this.#answered) return;
    this.#answered = ask;
    list.items = preview === null ? [silent] : itemsOf(preview);
  }

  async #chooseNaming(): Promise<void> {
    this.#isAsking = true;
    const names = await this.#server.unitNames({ uri: uriAtHand(), scope: "system" }).catch(() => []);
    const picked = await pickNaming(names);
    this.#isAsking = false;
    this.#naming = picked ?? this.#naming;
    this.#list.show();
    await this.#refresh();
  }

  async #take(item: SpellingItem | undefined, act: (text: string) => Promise<void>): Promise<void> {
    if (item?.spelling === undefined) return;
    this.#list.hide();
    await act(item.spelling);
  }
}

const silent: SpellingItem = { label: "The language server does not answer.", alwaysShow: true };

function itemsOf({ into, outOf }: NonNullable<EscapingPreviewAnswer>): readonly SpellingItem[] {
  return [...group("In names", into), ...group("Read as a name", outOf)];
}

function group(label: string, spellings: readonly Spelling[]): readonly SpellingItem[] {
  return spellings.length === 0
    ? []
    : [{ label, kind: QuickPickItemKind.Separator }, ...spellings.map(itemOf)];
}

function itemOf(spelling: Spelling): SpellingItem {
  if ("problem" in spelling) {
    return { label: `$(error) ${spelling.problem}`, description: spelling.what, alwaysShow: true };
  }
  const { text, what, note } = spelling;
  return {
    label: text === "" ? "(nothing)" : text,
    description: note === undefined ? what : `${what}, ${note}`,
    alwaysShow: true,
    buttons: [insert],
    spelling: text,
  };
}

/** Asks for a type, a template there is, or one that is typed. */
async function pickNaming(names: readonly string[]): Promise<string | undefined> {
  const templates = names.filter((name) => parseUnitName(name)?.kind === "template");
  const items: QuickPickItem[] = [
    { label: "Unit types", kind: QuickPickItemKind.Separator },
    ...unitTypes.map((type) => ({ label: type })),
    { label: "Templates", kind: QuickPickItemKind.Separator },
    ...templates.map((label) => ({ label })),
  ];
  return (
    await window.showQuickPick(items, { title: "What is to be named?", placeHolder: "Type or template" })
  )?.label;
}

function spellNaming(chosen: string): string {
  return chosen.includes("@") ? `instances of ${chosen}` : `${chosen} units`;
}

async function copy(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage("$(check) Copied", 3000);
}

async function insertAtCaret(text: string): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return copy(text);
  await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
}

/** What is selected in the editor; on one line, since no name has two. */
function textAtCaret(): string {
  const editor = window.activeTextEditor;
  return editor?.selection.isSingleLine ? editor.document.getText(editor.selection) : "";
}

function uriAtHand(): string {
  return window.activeTextEditor?.document.uri.toString() ?? "";
}
