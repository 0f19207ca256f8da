import { deprecatedSpecifiers } from "./deprecatedSpecifiers.ts";
import { directives } from "./directives.ts";
import { fileNames } from "./fileNames.ts";
import { ignoreComments } from "./ignoreComments.ts";
import { instanceSpecifiers } from "./instanceSpecifiers.ts";
import { onlyFirstCounts } from "./onlyFirstCounts.ts";
import type { AssignmentRule, Rule } from "./rule.ts";
import { sectionHeaders } from "./sectionHeaders.ts";
import { shellSyntax } from "./shellSyntax.ts";
import { strayFiles } from "./strayFiles.ts";
import { strayLines } from "./strayLines.ts";
import { unreadableText } from "./unreadableText.ts";
import { values, valuesToEnable } from "./values.ts";

/** Every rule about a file as a whole; a test holds both lists against the folder. */
export const rules: readonly Rule[] = [
  unreadableText,
  sectionHeaders,
  strayLines,
  onlyFirstCounts,
  valuesToEnable,
  ignoreComments,
  strayFiles,
  fileNames,
];

/** Every rule about one assignment. */
export const assignmentRules: readonly AssignmentRule[] = [
  directives,
  values,
  instanceSpecifiers,
  shellSyntax,
  deprecatedSpecifiers,
];
