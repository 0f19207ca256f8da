import type { TextDocument } from "vscode-languageserver-textdocument";
import { withoutTurnedOff } from "../language/chosenSeverity.ts";
import type { Problem } from "../language/problems/catalogue.ts";
import { type LineIndex, lineIndexOf } from "../language/text/lineIndex.ts";
import { type AnalysedRules, analyseRules } from "../language/udev/analysedRules.ts";
import { judgeRulesBetween } from "../language/udev/judgeRulesBetween.ts";
import { isRulesFile } from "../language/udev/udevFile.ts";
import { pathOf } from "./fromLsp.ts";
import type { Settings } from "./settings.ts";

/** One version of an open file of udev rules: a value, which later edits do not touch. */
export interface OpenRules {
  readonly kind: "rules";
  readonly uri: string;
  readonly version: number;
  readonly rules: AnalysedRules;
  readonly lines: LineIndex;
  readonly settings: Settings;
  /** What is wrong with it and not turned off. */
  readonly problems: readonly Problem[];
}

/** The language that editors know udev's rules by. */
const rulesLanguage = "udev-rules";

/** Whether the document is one of udev's rules: the editor says so, or its path and content do. */
export function isRulesDocument({ uri, languageId }: TextDocument, document: string): boolean {
  return languageId === rulesLanguage ? !uri.endsWith(".in") : isRulesFile(pathOf(uri) ?? "", document);
}

/** Reads and judges a document that holds udev's rules. */
export function openRules({ uri, version }: TextDocument, document: string, settings: Settings): OpenRules {
  const { target, severities } = settings;
  return {
    kind: "rules",
    uri,
    version,
    rules: analyseRules(document, target.newest),
    lines: lineIndexOf(document),
    settings,
    problems: withoutTurnedOff(judgeRulesBetween(document, target), severities),
  };
}
