import { type QuickPickItem, window } from "vscode";

/**
 * Asks for one of the rows, by any word in them; `more` are those that what is typed brings along, above the others.
 * Undefined when the user gives up.
 */
export function pickRow<Item extends QuickPickItem>(
  { title, placeholder }: { readonly title: string; readonly placeholder: string },
  items: readonly Item[],
  more: (typed: string) => readonly Item[],
): Promise<Item | undefined> {
  const picker = window.createQuickPick<Item>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = items;
  picker.onDidChangeValue((typed) => {
    picker.items = [...more(typed), ...items];
  });
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
