import { basename, dirname } from "node:path/posix";
import { type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { Lasting } from "../systemd/acts.ts";
import type { ScopeKind, UnitName } from "../systemd/manager.ts";
import { type OwnFolders, ownFolders } from "../systemd/ownFolders.ts";
import { type DropInPlace, dropInPath, dropInPlaces } from "./dropInPlaces.ts";

/** Asks which drop-in of a unit is to be written, showing which file each one is; undefined when the user gives up. */
export async function chooseDropIn(
  unit: UnitName,
  scope: ScopeKind,
  inEffect: readonly string[],
): Promise<DropInPlace | undefined> {
  const folders = ownFolders(scope);
  const places = dropInPlaces(unit, inEffect, folders);
  const picked = await window.showQuickPick(itemsOf(unit, places), {
    ...{ title: `Edit an override of ${unit}`, placeHolder: "Which file?", matchOnDescription: true },
  });
  if (picked === undefined || picked.place === undefined) return undefined;
  return picked.place === "named" ? askName(unit, folders) : picked.place;
}

interface PlaceItem extends QuickPickItem {
  /** Undefined for what only parts the others. */
  readonly place: DropInPlace | "named" | undefined;
}

function itemsOf(unit: UnitName, places: readonly DropInPlace[]): readonly PlaceItem[] {
  const there = places.filter(({ presence }) => presence === "there");
  const fresh = places.filter(({ presence }) => presence === "new");
  const parted = (label: string): PlaceItem => ({
    label,
    kind: QuickPickItemKind.Separator,
    place: undefined,
  });
  return [
    ...(there.length > 0 ? [parted("written already"), ...there.map((place) => itemOf(unit, place))] : []),
    parted("new"),
    ...fresh.map((place) => itemOf(unit, place)),
    {
      label: "$(new-file) Another name…",
      detail: "Where there are several, the last by name has the last word",
      place: "named",
    },
  ];
}

function itemOf(unit: UnitName, place: DropInPlace): PlaceItem {
  const icon = place.presence === "there" ? "edit" : place.lasting === "for-good" ? "new-file" : "clock";
  return {
    label: `$(${icon}) ${basename(place.path)}`,
    description: dirname(place.path),
    detail: `${whom(unit, place)}, ${terms[place.lasting]}`,
    place,
  };
}

const whom = (unit: UnitName, place: DropInPlace) =>
  place.unit === unit ? `Changes ${unit}` : `Changes all units of ${place.unit}`;

const terms: Readonly<Record<Lasting, string>> = {
  "for-good": "for good",
  "until-reboot": "until the next boot",
};

async function askName(unit: UnitName, folders: OwnFolders): Promise<DropInPlace | undefined> {
  const folder = folders["for-good"];
  const name = await window.showInputBox({
    title: `Edit an override of ${unit}`,
    prompt: `How is the drop-in called? It will lie in ${folder}/${unit}.d`,
    placeHolder: "10-limits.conf",
    validateInput: (typed) =>
      /^[^/]+$/.test(typed) && !typed.startsWith(".")
        ? undefined
        : "A file's name, without slashes or a dot before it.",
  });
  if (name === undefined) return undefined;
  return { path: dropInPath(unit, name, folder), unit, lasting: "for-good", presence: "new" };
}
