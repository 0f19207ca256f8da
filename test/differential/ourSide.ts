// Our verdict on a line. Also built by itself, with mistakes planted in what it imports.
import { analyse } from "../../server/src/language/analysis.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import type { ProblemCode } from "../../server/src/language/problems/catalogue.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";

/** What becomes of a line: taken in silence, spoken of, or the last that is read. */
export type LineVerdict = "silent" | "said" | "stops";

export interface OurVerdict {
  readonly verdict: LineVerdict;
  readonly codes: readonly ProblemCode[];
}

/**
 * Whether the whole assignment is meant, or its value alone, without what every use of the directive is told; or
 * enabling the unit, which alone reads [Install].
 */
export type Reach = "assignment" | "value" | "enabling";

/** What is said of a directive whatever its value. */
const ofDirective = new Set<ProblemCode>([
  "deprecated-directive",
  "removed-directive",
  "old-directive-name",
  "not-for-this-type",
]);

/** What we say that the release does with the only assignment of a file; our own advice does not count. */
export function ourVerdict(text: string, name: string, version: number, about: Reach): OurVerdict {
  const file = unitFileOf(`/etc/systemd/system/${name}`);
  if (file === undefined) return { verdict: "silent", codes: [] };
  const problems = judge(analyse(text, file, directivesFor(version))).filter(({ code, consequence }) =>
    about === "enabling"
      ? consequence === "start-fails"
      : consequence !== "none" && !(about === "value" && ofDirective.has(code)),
  );
  const stops = problems.some(({ consequence }) => consequence === "rest-dropped");
  return {
    verdict: stops ? "stops" : problems.length === 0 ? "silent" : "said",
    codes: problems.map(({ code }) => code),
  };
}
