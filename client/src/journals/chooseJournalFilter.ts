// Asks which part of a journal is to be shown.
import { type QuickPickItem, ThemeIcon, window } from "vscode";
import type { JournalFilter, JournalPlace, JournalQuery, JournalSubject } from "../systemd/journalQuery.ts";
import { lastRun } from "../systemd/lastRun.ts";
import { isPattern } from "../systemd/namePattern.ts";
import { filterWords, priorities } from "./journalHead.ts";
import { readTimeBack } from "./timeBack.ts";

/** The filter with the part that was chosen changed; undefined when the user gives up. */
export async function chooseJournalFilter(query: JournalQuery): Promise<JournalFilter | undefined> {
  const picked = await window.showQuickPick(partsOf(query), {
    title: "Filter Journal",
    placeHolder: filterWords(query.filter).join(", ") || "Everything is shown. Which part of it is wanted?",
  });
  return picked?.choose();
}

interface Choice extends QuickPickItem {
  readonly choose: () => Promise<JournalFilter | undefined>;
}

function partsOf({ subject, filter, namespaces }: JournalQuery): readonly Choice[] {
  const { priority, since, boot, invocations, text, ...none } = filter;
  const now = (part: JournalFilter) => filterWords(part).join("");
  return [
    {
      ...choice("Priority…", "warning", now(priority === undefined ? none : { priority })),
      choose: () => choosePriority(filter),
    },
    {
      ...choice("Text…", "search", now(text === undefined ? none : { text })),
      choose: () => askText(filter),
    },
    {
      ...choice("Since…", "history", now(since === undefined ? none : { since })),
      choose: () => askSince(filter),
    },
    {
      ...choice("Start of the Machine…", "server", now(boot === undefined ? none : { boot })),
      choose: () => chooseBoot(filter),
    },
    ...(isNamed(subject)
      ? [
          {
            ...choice("Last Run Only", "play", now(invocations === undefined ? none : { invocations })),
            choose: () => lastRuns({ subject, namespaces }, filter),
          },
        ]
      : []),
    ...(filterWords(filter).length > 0
      ? [{ ...choice("Clear Filter", "clear-all", ""), choose: async () => none }]
      : []),
  ];
}

const isNamed = ({ units }: JournalSubject) => units.length > 0 && !units.some(isPattern);

function choice(label: string, icon: string, description: string): QuickPickItem {
  return { label, iconPath: new ThemeIcon(icon), description };
}

async function choosePriority({ priority: _, ...others }: JournalFilter): Promise<JournalFilter | undefined> {
  const all = { label: "Everything", filter: others };
  const items = priorities.map(({ priority, words }) => ({
    label: words.replace(/^./, (first) => first.toUpperCase()),
    filter: { ...others, priority },
  }));
  return (await window.showQuickPick([...items, all], { title: "Filter Journal by Priority" }))?.filter;
}

async function askText({ text = "", ...others }: JournalFilter): Promise<JournalFilter | undefined> {
  const typed = await window.showInputBox({
    title: "Filter Journal by Text",
    value: text,
    placeHolder: "Text of the message, or who says it",
    prompt: "Capital letters count only where there are some. Empty shows everything.",
  });
  if (typed === undefined) return undefined;
  return typed === "" ? others : { ...others, text: typed };
}

async function askSince({ since: _, ...others }: JournalFilter): Promise<JournalFilter | undefined> {
  const typed = await window.showInputBox({
    title: "Show Journal Since",
    placeHolder: "15 min, 2 h, 3 days, 08:30, 2026-01-02, 2026-01-02 08:30",
    prompt: "How long ago, or a time of the machine's clock. Empty shows the last entries.",
    validateInput: (text) =>
      text === "" || readTimeBack(text, Date.now()) !== undefined
        ? undefined
        : "Such as 15 min, 2 h, 3 days, 08:30 or 2026-01-02 08:30.",
  });
  if (typed === undefined) return undefined;
  const since = readTimeBack(typed, Date.now());
  return since === undefined ? others : { ...others, since };
}

async function chooseBoot({ boot: _, ...others }: JournalFilter): Promise<JournalFilter | undefined> {
  const items: readonly (QuickPickItem & { readonly filter: JournalFilter })[] = [
    { label: "Since the Machine Started", filter: { ...others, boot: "this" } },
    {
      label: "Before the Machine Started Last",
      detail: "The run of the machine before this one; nothing is followed.",
      filter: { ...others, boot: "previous" },
    },
    { label: "Everything", filter: others },
  ];
  return (await window.showQuickPick(items, { title: "Filter Journal by Start of the Machine" }))?.filter;
}

async function lastRuns(
  { subject: { scope, units }, namespaces }: JournalPlace,
  filter: JournalFilter,
): Promise<JournalFilter | undefined> {
  const found = await Promise.all(
    units.map((unit) => lastRun({ subject: { scope, units: [unit] }, namespaces })),
  );
  const runs = found.filter((run) => run !== undefined);
  if (runs.length > 0) {
    const since = Math.min(...runs.map((run) => run.since));
    return { ...filter, since, invocations: runs.map((run) => run.invocation) };
  }
  void window.showWarningMessage(`The journal knows of no run of ${units.join(", ")}.`);
  return undefined;
}
