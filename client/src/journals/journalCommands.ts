// The commands on journals: in the Units view, the palette, and the title of a journal itself.
import { commands, Disposable, Uri, window } from "vscode";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { type CommandContext, isTrusted } from "../commands/act.ts";
import { targets } from "../commands/target.ts";
import type { JournalSubject } from "../systemd/journalQuery.ts";
import { instancesPattern } from "../systemd/namePattern.ts";
import { journalSubjects } from "./chooseJournal.ts";
import { chooseJournalFilter } from "./chooseJournalFilter.ts";
import { findNamespaces } from "./findNamespaces.ts";
import { followInTerminal } from "./journalTerminal.ts";
import { linkJournals } from "./linkJournals.ts";

export function journalCommands(context: CommandContext): Disposable {
  const { journals } = context;
  const all = {
    "unitwright.showJournal": showJournal(context),
    "unitwright.showInstancesJournal": showInstancesJournal(context),
    "unitwright.followJournalInTerminal": inTerminal(context),
    "unitwright.filterJournal": filterJournal(context),
    "unitwright.pauseJournal": (uri?: unknown) => journals.set(documentOf(uri), "paused"),
    "unitwright.resumeJournal": (uri?: unknown) => journals.set(documentOf(uri), "following"),
  };
  return Disposable.from(
    linkJournals(),
    ...Object.entries(all).map(([id, run]) => commands.registerCommand(id, run)),
  );
}

/** From the title of an editor VS Code passes its document; else the one that is looked at is meant. */
function documentOf(uri: unknown): Uri {
  if (uri instanceof Uri) return uri;
  return window.activeTextEditor?.document.uri ?? Uri.parse("unitwright-journal:");
}

function showJournal({ live, journals }: CommandContext) {
  return async (row?: unknown, rows?: unknown) => {
    if (!isTrusted()) return;
    for (const subject of await journalSubjects(live, row, rows)) await journals.showAll(subject);
  };
}

function showInstancesJournal({ live, journals }: CommandContext) {
  return async (row?: unknown, rows?: unknown) => {
    if (!isTrusted()) return;
    const question = "Show the journal of all instances of a template";
    const isInstance = ({ name }: { readonly name: string }) => parseUnitName(name)?.kind === "instance";
    const chosen = await targets(live, row, rows, question, isInstance);
    const patterns = new Map<string, JournalSubject>();
    for (const { scope, name } of chosen) {
      const pattern = instancesPattern(name);
      if (pattern !== undefined) patterns.set(`${scope}/${pattern}`, { scope, units: [pattern] });
    }
    for (const subject of patterns.values()) await journals.showAll(subject);
  };
}

function inTerminal({ live, journals }: CommandContext) {
  return async (row?: unknown, rows?: unknown) => {
    if (!isTrusted()) return;
    const shown = journals.query(documentOf(row));
    if (shown !== undefined && (row === undefined || row instanceof Uri)) return followInTerminal(shown);
    for (const subject of await journalSubjects(live, row, rows))
      await followInTerminal({ subject, filter: {}, namespaces: await findNamespaces(live, subject) });
  };
}

function filterJournal({ journals }: CommandContext) {
  return async (uri?: unknown) => {
    const document = documentOf(uri);
    const query = journals.query(document);
    const filter = query && (await chooseJournalFilter(query));
    if (filter !== undefined) journals.choose(document, filter);
  };
}
