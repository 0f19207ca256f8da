import { severityMeanings } from "../src/language/chosenSeverity.ts";
import { problemCodes, problemKind } from "../src/language/problems/catalogue.ts";
import { severityOf } from "../src/language/problems/consequence.ts";
import { explanations } from "../src/language/problems/explanations.ts";

/** The text of package.json with the setting that knows every code, so that the settings editor completes and checks it. */
export function withSeveritySetting(manifest: string): string {
  const read = JSON.parse(manifest);
  const { properties } = read.contributes.configuration;
  properties["unitwright.severity"] = { ...properties["unitwright.severity"], ...generated() };
  return `${JSON.stringify(read, undefined, 2)}\n`;
}

/** What of the setting follows from the catalogue; the rest is written by hand. */
function generated() {
  return {
    propertyNames: {
      enum: problemCodes,
      markdownEnumDescriptions: problemCodes.map((code) => {
        const usual = severityOf(problemKind(code).consequence);
        return `${explanations[code].title}. Usually shown as: ${usual}.`;
      }),
    },
    additionalProperties: {
      type: "string",
      enum: Object.keys(severityMeanings),
      enumDescriptions: Object.values(severityMeanings),
    },
  };
}
