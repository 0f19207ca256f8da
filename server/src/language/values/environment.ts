import { slice, type Text } from "../text/text.ts";
import { environmentVariables } from "../words/environmentVariables.ts";
import {
  type Explanation,
  type Findings,
  type Grammar,
  hasUnknownPiece,
  unknownPiece,
  type Word,
} from "./grammar.ts";
import { list } from "./list.ts";
import { expanding } from "./specifierExpansion.ts";
import { isUtf8 } from "./utf8.ts";
import { commandWords, quotedWords } from "./wordSplit.ts";

/** `NAME=value`. Names hold letters, digits and `_` and begin with no digit; values are UTF-8 (measured). */
const assignment: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    const equals = content.indexOf("=");
    const open = content.indexOf(unknownPiece);
    if (equals >= 0) judgeAssignment(text, equals, findings);
    else if (open < 0) findings.report("variable-without-value", text, 0, content.length, [content]);
    else judgeBeginning(text, open, findings);
  },
  explain(text, _context, explanation) {
    explainAssignment(text, explanation);
    offerVariables(text, withEquals, explanation);
  },
};

const name: Grammar = {
  judge: (text, _context, findings) => judgeName(text, findings),
  explain(text, _context, explanation) {
    explainName(text, explanation);
    offerVariables(text, variables, explanation);
  },
};

const nameOrAssignment: Grammar = {
  judge(text, _context, findings) {
    const equals = text.content.indexOf("=");
    const open = text.content.indexOf(unknownPiece);
    if (equals >= 0) judgeAssignment(text, equals, findings);
    else if (open < 0) judgeName(text, findings);
    else judgeBeginning(text, open, findings);
  },
  explain(text, _context, explanation) {
    explainAssignment(text, explanation);
    offerVariables(text, variables, explanation);
  },
};

const variables: readonly Word[] = environmentVariables.map(({ name, meaning }) => ({ text: name, meaning }));
const withEquals: readonly Word[] = variables.map((word) => ({ ...word, text: `${word.text}=` }));

function offerVariables(text: Text, words: readonly Word[], explanation: Explanation): void {
  if (text.content.includes("=")) return;
  explanation.expect(text, 0, text.content.length, { kind: "words", words, areSamples: true });
}

function judgeAssignment(text: Text, equals: number, findings: Findings): void {
  const { content } = text;
  if (!judgeName(slice(text, 0, equals), findings)) return;
  const value = content.slice(equals + 1);
  if (!isUtf8(value))
    findings.report("not-utf8", text, equals + 1, content.length, [content.slice(0, equals)]);
}

/** The equals sign may come out of the unknown piece at `open`; what stands before that belongs to the name. */
function judgeBeginning(text: Text, open: number, findings: Findings): void {
  if (open > 0) judgeName(slice(text, 0, open), findings);
}

/** Reports the first thing wrong with a variable's name; whether it is good, as far as anyone can tell. */
function judgeName(text: Text, findings: Findings): boolean {
  const { content } = text;
  const report = (from: number, to: number) => {
    findings.report("not-variable-name", text, from, to, [content]);
    return false;
  };
  if (content === "") return report(0, 0);
  if (/^[0-9]/.test(content)) return report(0, content.length);
  const bad = content.search(/[^A-Za-z0-9_\uffff]/);
  return bad < 0 || report(bad, bad + 1);
}

function explainName(text: Text, explanation: Explanation): void {
  const { content } = text;
  const known = environmentVariables.find(({ name }) => name === content);
  if (content !== "") explanation.token("variable", text, 0, content.length, known?.meaning);
}

function explainAssignment(text: Text, explanation: Explanation): void {
  const { content } = text;
  const equals = content.indexOf("=");
  explainName(equals < 0 ? text : slice(text, 0, equals), explanation);
  if (equals < 0) return;
  explanation.token("operator", text, equals, equals + 1);
  if (equals + 1 === content.length) return;
  // Quotes, escapes and specifiers are spelt out; what stands there as it is needs no words.
  const isCooked = typeof text.origin !== "number" && !hasUnknownPiece(content);
  const meaning = isCooked ? `\`${content.replaceAll("`", "ˋ")}\`` : undefined;
  explanation.token("string", text, equals + 1, content.length, meaning);
}

/** Environment=: assignments between blanks, with quotes and C escapes; specifiers are expanded word by word. */
export const environment: Grammar = list(commandWords, "word", expanding(assignment));

/** PassEnvironment=: names of variables. */
export const variableNames: Grammar = list(quotedWords, "word", expanding(name));

/** UnsetEnvironment=: names of variables, or assignments that must match. */
export const variablesToUnset: Grammar = list(commandWords, "word", expanding(nameOrAssignment));
