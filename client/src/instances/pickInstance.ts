// Asks for an instance of a template, and shows while one types what unit that is and what it would run.
import { type QuickPick, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { UnitName } from "../../../server/src/language/names/unitName.ts";
import { type InstanceChoice, instanceProblem, knownChoices, typedChoices } from "./instanceChoices.ts";

export interface InstanceQuestion {
  readonly title: string;
  readonly template: UnitName;
  /** The names of units and the instances that are known; asked for while the list is open already. */
  readonly known: Promise<{ readonly names: readonly string[]; readonly instances: readonly string[] }>;
  /** What an instance would be: its command and the like. Empty where nobody can tell. */
  readonly preview: (instance: string) => Promise<readonly string[]>;
  /** Offered below the instances: to choose none of them. */
  readonly none?: string;
}

/** What was picked; `instance` is undefined where it is none of them. */
export type PickedInstance = { readonly instance: string | undefined } | undefined;

interface InstanceItem extends QuickPickItem {
  readonly instance: string | undefined;
}

/** Asks for one of the instances there are, or for any text or path, which is escaped. Undefined when given up. */
export async function pickInstance(question: InstanceQuestion): Promise<PickedInstance> {
  const list = window.createQuickPick<InstanceItem>();
  list.title = question.title;
  list.placeholder = "An instance, or a text or path to escape into one";
  list.matchOnDescription = true;
  const shown = showItems(list, question);
  const picked = new Promise<PickedInstance>((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item !== undefined && item.kind !== QuickPickItemKind.Separator && item !== blocked(item)) {
        resolve({ instance: item.instance });
      }
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  return picked.finally(() => {
    shown.stop();
    list.dispose();
  });
}

/** Rows that only say something cannot be taken. */
const blocked = (item: InstanceItem) => (item.label.startsWith("$(error)") ? item : undefined);

/** Keeps the list's rows in line with what is typed and what has been heard. */
function showItems(list: QuickPick<InstanceItem>, { template, known, preview, none }: InstanceQuestion) {
  /** What is told below each row that was asked about. */
  const previews = new Map<string, string>();
  let choices: readonly InstanceChoice[] = [];
  let isOpen = true;

  const itemOf = (choice: InstanceChoice, isTyped: boolean): InstanceItem => {
    const detail = previews.get(choice.instance);
    return {
      label: choice.name,
      description: choice.description,
      instance: choice.instance,
      ...(detail === undefined || detail === "" ? {} : { detail }),
      ...(isTyped ? { alwaysShow: true } : {}),
    };
  };
  const draw = () => {
    const active = list.activeItems[0]?.label;
    const typed = typedChoices(template, list.value);
    const problem = instanceProblem(template, list.value);
    const typedNames = new Set(typed.map((choice) => choice.instance));
    look([...typed, ...choices.slice(0, previewedAtMost)]);
    list.items = [
      ...(problem === undefined
        ? []
        : [{ label: `$(error) ${problem}`, instance: undefined, alwaysShow: true }]),
      ...typed.map((choice) => itemOf(choice, true)),
      ...choices.filter(({ instance }) => !typedNames.has(instance)).map((choice) => itemOf(choice, false)),
      ...(none === undefined ? [] : [separator, { label: none, instance: undefined, alwaysShow: true }]),
    ];
    const same = list.items.find((item) => item.label === active);
    if (same !== undefined) list.activeItems = [same];
  };
  const look = (wanted: readonly InstanceChoice[]) => {
    const fresh = wanted.filter(({ instance }) => !previews.has(instance));
    if (fresh.length === 0) return;
    // Rows have their height from the beginning, so that none moves away from under the pointer.
    for (const { instance } of fresh) previews.set(instance, "…");
    void tell(fresh);
  };
  const tell = async (fresh: readonly InstanceChoice[]) => {
    const answers = await Promise.all(fresh.map(({ instance }) => preview(instance).catch(() => [])));
    fresh.forEach(({ instance }, at) => {
      // A command that runs over several lines is indented there, and has no room for that here.
      previews.set(instance, answers[at]?.map((line) => line.replace(/\s{2,}/g, " ")).join("   ") ?? "");
    });
    if (isOpen) draw();
  };

  list.busy = true;
  void known
    .then(({ names, instances }) => {
      choices = knownChoices(template, names, instances);
    })
    .finally(() => {
      if (!isOpen) return;
      list.busy = false;
      draw();
    });
  list.onDidChangeValue(draw);
  draw();
  return {
    stop: () => {
      isOpen = false;
    },
  };
}

/** Each costs the server a look at the template's files. */
const previewedAtMost = 20;

const separator: InstanceItem = { label: "", kind: QuickPickItemKind.Separator, instance: undefined };
