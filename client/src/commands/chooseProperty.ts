import { type QuickPickItem, window } from "vscode";
import type { Lasting } from "../systemd/acts.ts";
import {
  type PropertyChange,
  type RuntimeProperty,
  runtimeProperties,
} from "../systemd/runtimeProperties.ts";
import type { Target } from "./target.ts";

export interface PropertyChoice {
  readonly change: PropertyChange;
  readonly lasting: Lasting;
}

/** Asks which property the units get, with which value and for how long; undefined when the user gives up. */
export async function chooseProperty(chosen: readonly Target[]): Promise<PropertyChoice | undefined> {
  const title = `Set a property of ${chosen.map((target) => target.name).join(", ")}`;
  const items = runtimeProperties.map((property) => ({
    label: property.directive,
    detail: property.meaning,
    property,
  }));
  const picked = await window.showQuickPick(items, {
    ...{ title, placeHolder: "Which property? It takes effect at once", matchOnDetail: true },
  });
  if (picked === undefined) return undefined;
  const change = await askValue(title, picked.property);
  const lasting = change && (await window.showQuickPick(terms, { title, placeHolder: "For how long?" }));
  return change && lasting && { change, lasting: lasting.lasting };
}

async function askValue(title: string, { directive, expects, read }: RuntimeProperty) {
  const text = await window.showInputBox({
    ...{ title, prompt: `${directive}= ${expects}.`, ignoreFocusOut: true },
    validateInput: (typed) =>
      read(typed.trim()) === undefined ? `This is no value of ${directive}=. ${expects}.` : undefined,
  });
  return text === undefined ? undefined : read(text.trim());
}

const terms: readonly (QuickPickItem & { readonly lasting: Lasting })[] = [
  {
    label: "Until the next boot",
    detail: "To try it out; systemd keeps it in /run.",
    lasting: "until-reboot",
  },
  {
    label: "For good",
    detail: "systemd writes a drop-in of its own, which Revert to What Is Shipped takes away.",
    lasting: "for-good",
  },
];
