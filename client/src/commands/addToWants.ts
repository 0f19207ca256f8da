// "Add to .wants of…": has another unit start this one along, by a link in its .wants or .requires folder.
import { commands, type Disposable, type QuickPickItem, QuickPickItemKind, Uri, window } from "vscode";
import { instantiate, parseUnitName, templateOf } from "../../../server/src/language/names/unitName.ts";
import { findSpecialUnit, specialUnits } from "../../../server/src/language/words/specialUnits.ts";
import { askInstance, scopeOfPath } from "../instances/templateAtHand.ts";
import type { LanguageServer } from "../languageClient.ts";
import type { LinkVerb } from "../systemd/acts.ts";
import type { Unit, UnitName } from "../systemd/manager.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";
import { type Target, targets } from "./target.ts";
import type { UnitCommand } from "./unitCommands.ts";

type Asked = Pick<LanguageServer, "unitNames" | "instances" | "instancePreview">;

/** Registers the command. */
export function addToWants(server: Asked, context: CommandContext): Disposable {
  const { live } = context;
  return commands.registerCommand("unitwright.addToWants", async (row?: unknown, rows?: unknown) => {
    if (!isTrusted()) return;
    const chosen = await unitsAtHand(server, live, row, rows);
    const [first] = chosen;
    if (first === undefined) return;
    const others = chosen.filter(({ scope }) => scope === first.scope);
    const starter = await pickStarter(live, others);
    if (starter !== undefined) await actOnUnits(context, linking(starter), others);
  });
}

/** The unit that is to start others along, and how much it then needs them. */
interface Starter {
  readonly name: UnitName;
  readonly verb: LinkVerb;
}

function linking({ name: starter, verb }: Starter): Pick<UnitCommand, "verb" | "plan"> {
  return {
    verb: "add",
    plan:
      async () =>
      ({ name }) => [{ verb, unit: name, starter }],
  };
}

/** The chosen rows, the unit of a file, or one that is picked; of a template the instance is asked for. */
async function unitsAtHand(
  server: Asked,
  live: LiveUnits,
  row: unknown,
  rows: unknown,
): Promise<readonly Target[]> {
  const question = "Add a unit to another one's .wants folder";
  if (!(row instanceof Uri)) return targets(live, row, rows, question, isLinkable);
  const unit = parseUnitName(row.path.split("/").at(-1) ?? "");
  if (unit === undefined) return [];
  const scope = scopeOfPath(row.path);
  if (unit.kind !== "template") return [{ scope, name: unit.name }];
  const asked = { template: unit, scope, uri: row, instance: undefined };
  const picked = await askInstance(server, live, asked, `Add which instance of ${templateOf(unit)}?`);
  const instance = picked?.instance === undefined ? undefined : instantiate(unit, picked.instance);
  return instance === undefined ? [] : [{ scope, name: instance.name }];
}

/** Scopes and devices are made by programs and the kernel: they have no file to link to. */
const isLinkable = ({ name }: Unit) => !/\.(?:scope|device)$/.test(name);

interface StarterItem extends QuickPickItem {
  readonly takes: UnitName | "the-other-kind";
}

/** Asks for the unit that shall start them along: targets first. One row changes between wanting and requiring. */
async function pickStarter(live: LiveUnits, chosen: readonly Target[]): Promise<Starter | undefined> {
  const state = live.manager(chosen[0]?.scope ?? "system")?.state();
  const units = state?.kind === "ready" ? [...state.units.values()] : [];
  const added = chosen.map(({ name }) => name).join(", ");
  const list = window.createQuickPick<StarterItem>();
  let verb: LinkVerb = "add-wants";
  const draw = () => {
    list.title = verb === "add-wants" ? `Add ${added} to .wants of…` : `Add ${added} to .requires of…`;
    list.placeholder =
      verb === "add-wants" ? "The unit that starts it along" : "The unit that fails without it";
    list.items = [otherKind(verb), ...starterItems(units, new Set(chosen.map(({ name }) => name)))];
    // Below the row that changes between the two, which is to be seen and not to be taken by mistake.
    list.activeItems = list.items.filter(({ kind }) => kind !== QuickPickItemKind.Separator).slice(1, 2);
  };
  draw();
  const picked = new Promise<Starter | undefined>((resolve) => {
    list.onDidAccept(() => {
      const takes = list.selectedItems[0]?.takes;
      if (takes === undefined) return;
      if (takes !== "the-other-kind") return resolve({ name: takes, verb });
      verb = verb === "add-wants" ? "add-requires" : "add-wants";
      draw();
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  return picked.finally(() => list.dispose());
}

function otherKind(verb: LinkVerb): StarterItem {
  const [label, detail] =
    verb === "add-wants"
      ? ["$(arrow-swap) Add to .requires instead", "The other unit then fails where this one cannot start"]
      : ["$(arrow-swap) Add to .wants instead", "The other unit then starts whether or not this one can"];
  return { label, detail, takes: "the-other-kind", alwaysShow: true };
}

function starterItems(units: readonly Unit[], without: ReadonlySet<UnitName>): readonly StarterItem[] {
  const named = units
    .filter(({ name, loadState }) => isThere(loadState) && !without.has(name) && !name.endsWith(".scope"))
    .sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1));
  const isTarget = ({ name }: Unit) => name.endsWith(".target");
  const heading = (label: string): StarterItem => ({ label, kind: QuickPickItemKind.Separator, takes: "" });
  return [
    heading("Targets"),
    ...named.filter(isTarget).map(starterItem),
    heading("Other units"),
    ...named.filter((unit) => !isTarget(unit)).map(starterItem),
  ];
}

const isThere = (loadState: string) => loadState === "loaded" || loadState === "unloaded";

/** What people name in their own units comes first, as in the list of special units. */
function rank({ name }: Unit): number {
  const place = specialUnits.findIndex((unit) => unit.name === name);
  return place < 0 ? specialUnits.length : place;
}

function starterItem({ name, description }: Unit): StarterItem {
  const meaning = findSpecialUnit(name)?.meaning.replaceAll("`", "");
  return { label: name, description: meaning ?? description, takes: name };
}
