import type { AnalysedUnit } from "../language/analysis.ts";
import { ownSection } from "../language/analysis.ts";
import { analysedAssignment, nodeAt } from "../language/features/caret.ts";
import { deviceUrl, manualUrl, rulesUrl, syntaxUrl } from "../language/knowledge/manual.ts";
import type { Problem, ProblemCode } from "../language/problems/catalogue.ts";

/** Where the manual says what holds at the place of a problem: the directive's entry, the page of the type, the syntax. */
export function problemUrl(unit: AnalysedUnit, problem: Problem): string {
  const node = nodeAt(unit.tree, problem.from);
  if (node?.kind === "section") return node.defect === undefined ? manualUrl(ownSection(unit)) : syntaxUrl;
  const assignment = node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
  if (assignment === undefined) return syntaxUrl;
  return manualUrl(assignment.section, assignment.node.key.content);
}

/** Where the manual says what holds for a problem of udev's rules: the page of the rules, or of systemd's own part. */
export function ruleProblemUrl({ code }: Problem): string {
  return ownCodes.has(code) ? deviceUrl : rulesUrl;
}

/** What systemd, and not udev, makes of a rule. */
const ownCodes: ReadonlySet<ProblemCode> = new Set([
  "udev-no-systemd-tag",
  "udev-wants-on-remove",
  "udev-odd-unit-name",
  "udev-bad-alias",
  "udev-unknown-property",
  "udev-run-service",
  "not-boolean",
  "not-unit-name",
  "unbalanced-quote",
]);
