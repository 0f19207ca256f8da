import { messageOf, type ProblemCode, problemKind } from "../language/problems/catalogue.ts";
import { type Severity, severityOf } from "../language/problems/consequence.ts";
import { explanations } from "../language/problems/explanations.ts";
import { addressOf, type ReportedProblem } from "./reportedProblem.ts";
import { version } from "./version.ts";

/**
 * A whole run as a log of SARIF 2.1.0 (the OASIS standard), which services such as code scanning read. `failures` are
 * what could not be read, each with its reason.
 */
export function sarifLog(problems: readonly ReportedProblem[], failures: readonly string[]): string {
  const codes = [...new Set(problems.map(({ problem }) => problem.code))].sort();
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Unitwright", version, rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map((failure) => ({
              level: "error",
              message: { text: textOf(failure) },
            })),
          },
        ],
        results: problems.map((reported) => resultOf(reported, codes.indexOf(reported.problem.code))),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

function ruleOf(code: ProblemCode) {
  const { title, why, fix } = explanations[code];
  const help = [why, ...(fix === undefined ? [] : [fix])].join("\n\n");
  return {
    id: code,
    shortDescription: { text: textOf(title) },
    fullDescription: { text: textOf(why) },
    help: { text: textOf(help), markdown: textOf(help) },
    defaultConfiguration: { level: levels[severityOf(problemKind(code).consequence)] },
  };
}

function resultOf({ path, problem, severity, from, to }: ReportedProblem, ruleIndex: number) {
  const region = {
    startLine: from.line + 1,
    startColumn: from.column + 1,
    endLine: to.line + 1,
    endColumn: to.column + 1,
  };
  return {
    ruleId: problem.code,
    ruleIndex,
    level: levels[severity],
    message: { text: textOf(messageOf(problem)) },
    locations: [{ physicalLocation: { artifactLocation: { uri: addressOf(path) }, region } }],
    properties: { consequence: problem.consequence },
  };
}

/** In messages of SARIF single braces stand for arguments; bytes that are no UTF-8 are nothing JSON could hold. */
function textOf(text: string): string {
  return text.replace(/[{}]/g, "$&$&").replace(/\p{Surrogate}/gu, "\ufffd");
}
