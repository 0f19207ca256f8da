import { messageOf } from "../language/problems/catalogue.ts";
import type { CheckFormat } from "./checkOptions.ts";
import { githubCommand } from "./githubCommand.ts";
import type { ReportedProblem } from "./reportedProblem.ts";
import { visible } from "./visible.ts";

/** A format in which every problem is a line of its own. */
type LineFormat = Exclude<CheckFormat, "sarif">;

/** One problem as a line of output, without its line end. */
export function printProblem(format: LineFormat, reported: ReportedProblem): string {
  switch (format) {
    case "text":
      return textLine(reported);
    case "json":
      return jsonLine(reported);
    case "github":
      return githubCommand(reported);
    default:
      return format satisfies never;
  }
}

function jsonLine({ path, problem, severity, from, to }: ReportedProblem): string {
  return JSON.stringify({
    file: path,
    line: from.line + 1,
    column: from.column + 1,
    endLine: to.line + 1,
    endColumn: to.column + 1,
    code: problem.code,
    severity,
    consequence: problem.consequence,
    message: messageOf(problem),
  });
}

function textLine({ path, problem, severity, from }: ReportedProblem): string {
  const place = `${path}:${from.line + 1}:${from.column + 1}`;
  return visible(`${place}: ${severity}: ${messageOf(problem)} [${problem.code}]`);
}
