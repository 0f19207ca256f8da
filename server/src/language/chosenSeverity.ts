import { type Problem, type ProblemCode, problemCodes } from "./problems/catalogue.ts";
import { type Severity, severityOf } from "./problems/consequence.ts";
import { nearestWord } from "./words/nearest.ts";

/** What a user can choose for a code; `off` leaves its problems out. */
export type ChosenSeverity = Severity | "off";

/** What each choice does, in our own words. */
export const severityMeanings: Readonly<Record<ChosenSeverity, string>> = {
  error: "Shown as an error, as what makes a unit fail to load is by default.",
  warning: "Shown as a warning, as what systemd ignores is by default.",
  information: "Shown as information, as what systemd accepts with a remark is by default.",
  hint: "Shown as a hint, as advice of our own is by default.",
  off: "Not shown at all.",
};

/** The choices by code; what is not in here follows from the consequence. */
export type ChosenSeverities = ReadonlyMap<ProblemCode, ChosenSeverity>;

/** How severe a problem that is not turned off is shown: as chosen, else as its consequence has it. */
export function shownSeverity({ code, consequence }: Problem, chosen: ChosenSeverities): Severity {
  const choice = chosen.get(code);
  return choice === undefined || choice === "off" ? severityOf(consequence) : choice;
}

/** The problems that nobody turned off. */
export function withoutTurnedOff(problems: readonly Problem[], chosen: ChosenSeverities): readonly Problem[] {
  return chosen.size === 0 ? problems : problems.filter(({ code }) => chosen.get(code) !== "off");
}

/** A choice as somebody wrote it, or what is wrong with it, for them to read. */
export type WrittenChoice =
  | { readonly kind: "choice"; readonly code: ProblemCode; readonly severity: ChosenSeverity }
  | { readonly kind: "mistake"; readonly message: string };

/** Reads `code` and `severity` as they stand in settings and on the command line. */
export function readChoice(code: string, severity: unknown): WrittenChoice {
  if (!isProblemCode(code)) {
    const near = nearestWord(code, problemCodes);
    const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    return { kind: "mistake", message: `There is no problem \`${code}\`.${hint}` };
  }
  if (isSeverity(severity)) return { kind: "choice", code, severity };
  const levels = Object.keys(severityMeanings).join(", ");
  return { kind: "mistake", message: `\`${code}\` can be one of ${levels}.` };
}

const knownCodes: ReadonlySet<string> = new Set(problemCodes);

/** Whether we have a problem of this code. */
export function isProblemCode(code: string): code is ProblemCode {
  return knownCodes.has(code);
}

function isSeverity(value: unknown): value is ChosenSeverity {
  return typeof value === "string" && Object.hasOwn(severityMeanings, value);
}
