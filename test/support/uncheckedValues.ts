import fc from "fast-check";
import type { ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import { grammarOf } from "../../server/src/language/knowledge/grammars.ts";
import { generatedValues } from "./generatedValues.ts";

/**
 * Whether no grammar judges the directive's values yet: nothing is coloured and nothing offered, whatever stands
 * there. Only such a directive may miss what systemd objects to.
 */
export function isUnchecked({ directive, parsing }: ResolvedDirective): boolean {
  const values = ["", ...fc.sample(generatedValues(parsing.value), { seed: 1, numRuns: 40 })];
  let isSilent = true;
  const hear = () => {
    isSilent = false;
  };
  for (const content of values) {
    grammarOf(parsing.value).explain(
      { content, origin: 0 },
      {
        version: 257,
        scope: "system",
        section: directive.section,
        directive: directive.name,
        specifiers: parsing.specifiers,
        fatal: parsing.fatal === true,
        unit: undefined,
      },
      { token: hear, expect: hear },
    );
  }
  return isSilent;
}
