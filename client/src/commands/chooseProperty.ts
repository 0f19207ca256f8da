import { type QuickPickItem, window } from "vscode";
import type { Lasting } from "../systemd/acts.ts";
import { SystemdError } from "../systemd/errors.ts";
import {
  type PropertyChange,
  type RuntimeProperty,
  runtimeProperties,
} from "../systemd/runtimeProperties.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import type { Target } from "./target.ts";

export interface PropertyChoice {
  readonly change: PropertyChange;
  readonly lasting: Lasting;
}

/**
 * Asks which property the units get, with which value and for how long, and tells those of now; undefined when the user
 * gives up.
 */
export async function chooseProperty(
  chosen: readonly Target[],
  live: LiveUnits,
): Promise<PropertyChoice | undefined> {
  const title = `Set a property of ${chosen.map((target) => target.name).join(", ")}`;
  const items = valuesOf(chosen, live).then((valuesNow) =>
    runtimeProperties.map((property) => {
      const now = valuesNow.get(property.directive) ?? [];
      return { label: property.directive, description: spelt(now), detail: property.meaning, property, now };
    }),
  );
  const picked = await window.showQuickPick(items, {
    ...{ title, placeHolder: "Which property? It takes effect at once", matchOnDetail: true },
  });
  if (picked === undefined) return undefined;
  const change = await askValue(title, picked.property, picked.now);
  const lasting = change && (await window.showQuickPick(terms, { title, placeHolder: "For how long?" }));
  return change && lasting && { change, lasting: lasting.lasting };
}

/** The values of now by directive, each once; units that do not tell theirs are left out. */
async function valuesOf(
  chosen: readonly Target[],
  live: LiveUnits,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const read = async ({ scope, name }: Target) => {
    try {
      return (await live.manager(scope)?.runtimeValues(name)) ?? new Map<string, string>();
    } catch (error) {
      // A property can be set without knowing what it was.
      if (error instanceof SystemdError) return new Map<string, string>();
      throw error;
    }
  };
  const all = await Promise.all(chosen.map(read));
  return new Map(
    runtimeProperties.map(({ directive }) => [
      directive,
      [...new Set(all.flatMap((values) => values.get(directive) ?? []))],
    ]),
  );
}

const spelt = (values: readonly string[]) =>
  values.map((value) => (value === "" ? "not set" : value)).join(", ");

/** The value that all units have now stands in the box already, to be changed. */
async function askValue(
  title: string,
  { directive, expects, read }: RuntimeProperty,
  now: readonly string[],
) {
  const [value = "", ...others] = now;
  const text = await window.showInputBox({
    ...{ title, prompt: `${directive}= ${expects}.`, ignoreFocusOut: true },
    ...(now.length === 0 ? {} : { placeHolder: `Now: ${spelt(now)}` }),
    ...(others.length === 0 ? { value } : {}),
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
