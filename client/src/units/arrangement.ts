// What the user chose for the Units view: grouping, filter and favourites, kept for the workspace.
import { commands, type Disposable, type Memento, type TreeView, window } from "vscode";
import type { Scope, UnitName } from "../systemd/manager.ts";
import { asksForEnablement, filterMarks, isEmpty, parseUnitFilter, unitMatcher } from "./unitFilter.ts";
import type { Arrangement, Grouping } from "./unitGroups.ts";

export interface ChosenArrangement {
  readonly current: () => Arrangement;
  /** Whether the filter can only be answered with the enablement of every unit. */
  readonly asksForEnablement: () => boolean;
  readonly filterText: () => string;
  group(grouping: Grouping): void;
  /** Takes an empty text to show all units. */
  filter(text: string): void;
  setFavourite(
    units: readonly { readonly scope: Scope; readonly name: UnitName }[],
    is: "favourite" | "other",
  ): void;
}

const groupingKey = "unitwright.grouping";
const filterKey = "unitwright.filter";
const favouritesKey = "unitwright.favourites";

/** Reads what was chosen before; `changed` is called after each choice. */
export function createArrangement(memento: Memento, changed: () => void): ChosenArrangement {
  let grouping = memento.get<Grouping>(groupingKey, "type");
  let text = memento.get(filterKey, "");
  let filter = parseUnitFilter(text);
  let shows = unitMatcher(filter);
  let favourites = new Set(memento.get<readonly string[]>(favouritesKey, []));
  const tell = () => {
    void commands.executeCommand("setContext", groupingKey, grouping);
    void commands.executeCommand("setContext", "unitwright.filtered", !isEmpty(filter));
  };
  const choose = (key: string, value: unknown) => {
    void memento.update(key, value);
    tell();
    changed();
  };
  tell();

  return {
    current: () => ({
      ...{ grouping, shows, isFiltered: !isEmpty(filter) },
      isFavourite: (scope, name) => favourites.has(`${scope}/${name}`),
    }),
    asksForEnablement: () => asksForEnablement(filter),
    filterText: () => text,
    group: (wanted) => {
      grouping = wanted;
      choose(groupingKey, grouping);
    },
    filter: (typed) => {
      text = typed;
      filter = parseUnitFilter(text);
      shows = unitMatcher(filter);
      choose(filterKey, text);
    },
    setFavourite: (units, is) => {
      favourites = new Set(favourites);
      for (const { scope, name } of units) {
        if (is === "favourite") favourites.add(`${scope}/${name}`);
        else favourites.delete(`${scope}/${name}`);
      }
      choose(favouritesKey, [...favourites]);
    },
  };
}

/** Asks for a filter; the view follows what is typed, and goes back to what it was when the user gives up. */
export function askFilter(chosen: ChosenArrangement, view: TreeView<unknown>): void {
  const before = chosen.filterText();
  const input = window.createInputBox();
  input.title = "Filter Units";
  input.value = before;
  input.placeholder = "Text, a pattern such as www@*, or @failed, @enabled …";
  input.prompt = `Words must all be found. Marks: ${Object.keys(filterMarks)
    .map((mark) => `@${mark}`)
    .join(" ")}`;
  let taken = false;
  const listeners: Disposable[] = [
    input.onDidChangeValue((text) => chosen.filter(text)),
    input.onDidAccept(() => {
      taken = true;
      input.hide();
    }),
    input.onDidHide(() => {
      if (!taken) chosen.filter(before);
      for (const one of [...listeners, input]) one.dispose();
    }),
  ];
  if (!view.visible) void commands.executeCommand("unitwright.units.focus");
  input.show();
}
