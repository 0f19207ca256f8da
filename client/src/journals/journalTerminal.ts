// Follows a journal in a terminal, with journalctl's own colours.
import { ThemeIcon, window } from "vscode";
import { journalAccess } from "../systemd/journalAccess.ts";
import { type JournalQuery, type JournalSubject, terminalArguments } from "../systemd/journalQuery.ts";
import { isPattern } from "../systemd/namePattern.ts";
import { userOf } from "../systemd/scope.ts";
import { subjectName } from "./journalAddress.ts";

/** Opens the terminal. Where the user may not read the journal, sudo asks there for the password. */
export async function followInTerminal(query: JournalQuery): Promise<void> {
  const { subject } = query;
  const isRefused = (await journalAccess(subject.scope)) === "refused";
  const argv = terminalArguments(query);
  // The arguments go to the program as they are: there is no shell to read them.
  const terminal = window.createTerminal({
    name: `Journal of ${subjectName(subject)}`,
    iconPath: new ThemeIcon("output"),
    shellPath: isRefused ? "sudo" : "journalctl",
    shellArgs: isRefused ? ["journalctl", ...argv] : [...argv],
    ...(subject.units.some(isPattern) ? { message: ofPatterns(subject) } : {}),
  });
  terminal.show();
}

const ofPatterns = ({ scope }: JournalSubject) =>
  userOf(scope) === undefined
    ? "journalctl looks once which units match: instances that appear later do not join in here."
    : "journalctl knows patterns of your own units only: this is all that the user's units say.";
