import { deprecatedSpecifiers } from "./deprecatedSpecifiers.ts";
import { directives } from "./directives.ts";
import { fileNames } from "./fileNames.ts";
import { ignoreComments } from "./ignoreComments.ts";
import { instanceSpecifiers } from "./instanceSpecifiers.ts";
import { onlyFirstCounts } from "./onlyFirstCounts.ts";
import type { Rule } from "./rule.ts";
import { sectionHeaders } from "./sectionHeaders.ts";
import { shellSyntax } from "./shellSyntax.ts";
import { strayFiles } from "./strayFiles.ts";
import { strayLines } from "./strayLines.ts";
import { unreadableText } from "./unreadableText.ts";
import { values } from "./values.ts";

/** Every rule; a test holds the list against the folder. */
export const rules: readonly Rule[] = [
  unreadableText,
  sectionHeaders,
  strayLines,
  directives,
  onlyFirstCounts,
  values,
  instanceSpecifiers,
  shellSyntax,
  ignoreComments,
  deprecatedSpecifiers,
  strayFiles,
  fileNames,
];
