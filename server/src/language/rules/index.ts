import type { AnalysedAssignment } from "../analysis.ts";
import type { ResolvedDirective } from "../knowledge/directives.ts";
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

/** The rules about assignments of one directive. */
interface DirectiveRules {
  /** Those about values without a percent sign, and with one: most values hold none, and few directives have several rules. */
  readonly plain: readonly AssignmentRule[];
  readonly all: readonly AssignmentRule[];
}

const byDirective = new WeakMap<ResolvedDirective, DirectiveRules>();

/** The rules that may have something to say of an assignment. */
export function assignmentRulesFor({ known, node }: AnalysedAssignment): readonly AssignmentRule[] {
  const { plain, all } = (known === undefined ? ofUnknown : byDirective.get(known)) ?? rulesAbout(known);
  return plain === all || node.value.content.includes("%") ? all : plain;
}

function rulesAbout(directive: ResolvedDirective | undefined): DirectiveRules {
  const all = assignmentRules.filter(({ concerns }) => concerns(directive));
  const plain = all.filter(({ looksFor }) => looksFor === undefined);
  const rules = { plain: plain.length === all.length ? all : plain, all };
  if (directive !== undefined) byDirective.set(directive, rules);
  return rules;
}

/** Every rule about one assignment. */
const assignmentRules: readonly AssignmentRule[] = [
  directives,
  values,
  instanceSpecifiers,
  shellSyntax,
  deprecatedSpecifiers,
];

const ofUnknown = rulesAbout(undefined);
