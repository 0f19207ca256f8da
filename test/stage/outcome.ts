// What came of one test, whichever tool ran it, and how all of them are told.

export interface Outcome {
  /** "language", "extension", "check" … */
  readonly suite: string;
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped";
  /** Why it failed or was skipped. */
  readonly why?: string;
  /** What it noted though it passed. */
  readonly notes?: readonly string[];
}

/** The tests of a suite that this machine cannot run, each by its name. */
export function skipAll(suite: string, names: readonly string[], why: string): readonly Outcome[] {
  return names.map((name) => ({ suite, name, state: "skipped", why }));
}

/** How many tests ran: those that passed or failed. */
export function countRun(outcomes: readonly Outcome[]): number {
  return outcomes.filter((outcome) => outcome.state !== "skipped").length;
}

/** The failures with their reasons, the skipped by name, what passing tests noted, and the closing line "N passed, N failed". */
export function tell(outcomes: readonly Outcome[]): string {
  const having = (state: Outcome["state"]) => outcomes.filter((outcome) => outcome.state === state);
  const [passed, failed, skipped] = [having("passed"), having("failed"), having("skipped")];
  const lines = [
    ...failed.map((one) => `\n✗ ${one.suite}: ${one.name}\n${indented(one.why ?? "no reason given")}`),
    ...byReason(skipped).flatMap(([why, names]) => [`\nSkipped (${why}):`, ...names]),
    ...passed.flatMap(({ suite, name, notes = [] }) =>
      notes.length === 0 ? [] : [`\nNoted by ${suite}: ${name}`, indented(notes.join("\n"))],
    ),
    "",
    `${passed.length} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`,
  ];
  return lines.join("\n");
}

function byReason(skipped: readonly Outcome[]): readonly (readonly [string, readonly string[]])[] {
  const reasons = new Map<string, string[]>();
  for (const { why = "by its own choice", suite, name } of skipped) {
    reasons.set(why, [...(reasons.get(why) ?? []), `- ${suite}: ${name}`]);
  }
  return [...reasons];
}

/** The text moved to the right, without the middle of what is very long. */
function indented(text: string): string {
  const lines = text.trimEnd().split("\n");
  const shown =
    lines.length <= longest ? lines : [...lines.slice(0, longest / 2), "…", ...lines.slice(-longest / 2)];
  return shown.map((line) => `    ${line}`).join("\n");
}

/** In lines. */
const longest = 60;
