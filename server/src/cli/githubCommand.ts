import { messageOf } from "../language/problems/catalogue.ts";
import type { Severity } from "../language/problems/consequence.ts";
import { pathBelowHere, type ReportedProblem } from "./reportedProblem.ts";
import { visible } from "./visible.ts";

/**
 * A problem as a workflow command of GitHub Actions, which shows it beside the line (its documentation of workflow
 * commands). A column names nothing there unless the problem ends on the line it begins on.
 */
export function githubCommand({ path, problem, severity, from, to }: ReportedProblem): string {
  const properties = [
    ["file", pathBelowHere(path) ?? path],
    ["line", from.line + 1],
    ...(from.line === to.line
      ? [
          ["col", from.column + 1],
          ["endColumn", to.column + 1],
        ]
      : [["endLine", to.line + 1]]),
    ["title", `unitwright: ${problem.code}`],
  ].map(([name, value]) => `${name}=${escapeProperty(visible(String(value)))}`);
  return `::${levels[severity]} ${properties.join(",")}::${escapeMessage(visible(messageOf(problem)))}`;
}

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
