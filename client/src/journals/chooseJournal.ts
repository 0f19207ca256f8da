// Whose journal a command is to show: that of the rows it was called on, or of what is picked by name.
import { type QuickPickItem, ThemeIcon } from "vscode";
import { pickRow } from "../commands/pickRow.ts";
import { unitItems } from "../commands/target.ts";
import type { JournalSubject } from "../systemd/journalQuery.ts";
import type { Scope } from "../systemd/manager.ts";
import { instancesPattern, isPattern } from "../systemd/namePattern.ts";
import { scopeMark } from "../systemd/scope.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import type { JobElement, ScopeElement, TemplateElement, UnitElement } from "../units/treeElements.ts";
import { scopeIcon } from "../units/unitTree.ts";
import { isUnitOrPattern, wholeName } from "./journalAddress.ts";

/**
 * Reads what VS Code passes to a command: the row it was called on and the whole selection. The units of a scope are one
 * journal. Called from the palette, it asks. Gives nothing when the user gives up.
 */
export async function journalSubjects(
  live: LiveUnits,
  row: unknown,
  selection: unknown,
): Promise<readonly JournalSubject[]> {
  const rows = (Array.isArray(selection) && selection.length > 0 ? selection : [row]).filter(hasJournal);
  if (rows.length === 0) return pickSubject(live);
  return live.scopes().flatMap((scope) => {
    const ofScope = rows.filter((one) => one.scope === scope);
    if (ofScope.length === 0) return [];
    // All of a scope holds the rest.
    if (ofScope.some((one) => one.kind === "scope")) return [{ scope, units: [] }];
    return [{ scope, units: [...new Set(ofScope.flatMap(unitsOf))] }];
  });
}

type JournalRow = UnitElement | JobElement | TemplateElement | ScopeElement;

const journalRows: ReadonlySet<unknown> = new Set<JournalRow["kind"]>(["unit", "job", "template", "scope"]);

/** The rows that have a journal of their own. */
function hasJournal(value: unknown): value is JournalRow {
  return typeof value === "object" && value !== null && "kind" in value && journalRows.has(value.kind);
}

/** Of a template all instances, those that appear later too. */
function unitsOf(row: JournalRow): readonly string[] {
  switch (row.kind) {
    case "scope":
      return [];
    case "template":
      return [instancesPattern(row.name) ?? row.name];
    case "unit":
    case "job":
      return [row.name];
  }
}

interface SubjectItem extends QuickPickItem {
  readonly subjects: readonly JournalSubject[];
}

async function pickSubject(live: LiveUnits): Promise<readonly JournalSubject[]> {
  live.begin();
  await live.settled();
  const scopes = live.scopes();
  const items = [...scopes.map(wholeItem), ...scopes.flatMap((scope) => namedItems(live, scope))];
  const words = { title: "Show a journal", placeholder: "A unit, or a pattern such as www@*.service" };
  return (await pickRow(words, items, (text) => patternItems(scopes, text.trim())))?.subjects ?? [];
}

function wholeItem(scope: Scope): SubjectItem {
  const icon = new ThemeIcon(scopeIcon(scope));
  return { label: `Everything of ${wholeName(scope)}`, iconPath: icon, subjects: [{ scope, units: [] }] };
}

function namedItems(live: LiveUnits, scope: Scope): readonly SubjectItem[] {
  return unitItems(live, scope, () => true).map(({ targets, ...item }) => ({
    ...item,
    subjects: targets.map(({ name }) => ({ scope, units: [name] })),
  }));
}

/** One row a scope for what is typed, where it is a pattern, whether or not a unit matches it yet. */
function patternItems(scopes: readonly Scope[], text: string): readonly SubjectItem[] {
  if (!isPattern(text) || !isUnitOrPattern(text)) return [];
  return scopes.map((scope) => ({
    label: `All Units That Match ${text}`,
    description: scopeMark(scope),
    detail: "Those that appear later join in.",
    iconPath: new ThemeIcon("regex"),
    alwaysShow: true,
    subjects: [{ scope, units: [text] }],
  }));
}
