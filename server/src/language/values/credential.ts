import { slice, type Text } from "../text/text.ts";
import { base64 } from "./base64.ts";
import { findBadNameCharacter, isNameTooLong } from "./descriptorName.ts";
import { escapedData } from "./escapedText.ts";
import { type Explanation, type Findings, type Grammar, unknownPiece, type ValueContext } from "./grammar.ts";
import { isLengthValid } from "./path.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

/** The name ends at the first colon; a backslash before one does not help, as names hold none. */
const nameRules: WordRules = {
  quotes: "ordinary",
  backslash: "dropped",
  separators: ":",
  emptyWords: "count",
};

/** A name before the first colon, and what follows the colon: empty where nothing does. */
interface Halves {
  readonly name: Text;
  readonly colon: number;
  readonly rest: Text;
}

function halvesOf(text: Text): Halves | undefined {
  const { length } = text.content;
  const first = nextWord(text, 0, nameRules);
  if (first?.kind !== "word") return undefined;
  const hasColon = first.to < length;
  return {
    name: first.text,
    colon: hasColon ? first.to : -1,
    rest: slice(text, hasColon ? first.next : length, length),
  };
}

/** Judges the name with its specifiers expanded; undefined after a report. */
function judgedHalves(
  text: Text,
  context: ValueContext,
  findings: Findings,
  judgeName: (name: Text, findings: Findings) => boolean,
): Halves | undefined {
  const halves = halvesOf(text);
  if (halves === undefined) return undefined;
  const expansion = expandSpecifiers(halves.name, context);
  if (expansion.kind === "unknown-letter") {
    const { at, letter } = expansion;
    findings.report("unknown-specifier", halves.name, at, at + 2, [letter]);
    return undefined;
  }
  return judgeName(expansion.text, findings) ? halves : undefined;
}

/** Reports what keeps a text from being a credential's name; whether it is one, as far as anyone can tell. */
function judgeCredentialName(name: Text, findings: Findings): boolean {
  const { content } = name;
  const report = (from: number, to: number, why: string) => {
    findings.report("not-credential-name", name, from, to, [content, why]);
    return false;
  };
  const bad = findBadNameCharacter(content);
  const slash = content.indexOf("/");
  if (bad >= 0) return report(bad, bad + 1, "it must be printable ASCII without a colon");
  if (slash >= 0) return report(slash, slash + 1, "it must not hold `/`");
  if (content === "") return report(0, 0, "it is empty");
  if (content === "." || content === "..") return report(0, content.length, "it means a folder");
  return !isNameTooLong(content) || report(0, content.length, "it has more than 255 characters");
}

/** A name, or the beginning of names with a `*` behind it. */
function judgeCredentialGlob(glob: Text, findings: Findings): boolean {
  const { content } = glob;
  const special = content.search(/[*?[\]]/);
  if (special < 0) return judgeCredentialName(glob, findings);
  if (content.slice(special + 1).replaceAll(unknownPiece, "") !== "" || content[special] !== "*") {
    findings.report("not-credential-pattern", glob, special, special + 1, [content]);
    return false;
  }
  if (special > 0 && !judgeCredentialName(slice(glob, 0, special), findings)) return false;
  // The sign counts as well.
  if (isNameTooLong(content)) findings.report("not-credential-pattern", glob, 0, content.length, [content]);
  return !isNameTooLong(content);
}

/** Where a credential comes from: an absolute path, taken as it stands, or another credential's name. */
function judgeSource(source: Text, findings: Findings): void {
  const { content } = source;
  const isOpen = content.startsWith(unknownPiece);
  const part = /\/\/|\/\.\.?(?=\/|$)/.exec(content);
  if (!content.startsWith("/") && !isOpen) {
    judgeCredentialName(source, findings);
  } else if (part !== null) {
    findings.report("path-not-plain", source, part.index, part.index + part[0].length, [content]);
  } else if (!isLengthValid(content)) {
    findings.report("path-not-valid", source, 0, content.length, [content]);
  }
}

function explainHalves(text: Text, explanation: Explanation): Text | undefined {
  const halves = halvesOf(text);
  if (halves === undefined) return undefined;
  const { name, colon, rest } = halves;
  if (name.content !== "") {
    const meaning = "The program finds it as the file of this name in `$CREDENTIALS_DIRECTORY`.";
    explanation.token("parameter", name, 0, name.content.length, meaning);
  }
  if (colon < 0) return undefined;
  explanation.token("operator", text, colon, colon + 1);
  return rest;
}

/** LoadCredential=: a name and, behind a colon, where it comes from. */
export const loadedCredential: Grammar = {
  judge(text, context, findings) {
    const halves = judgedHalves(text, context, findings, judgeCredentialName);
    if (halves === undefined || halves.rest.content === "") return;
    const expansion = expandSpecifiers(halves.rest, context);
    if (expansion.kind === "expanded") return judgeSource(expansion.text, findings);
    const { at, letter } = expansion;
    findings.report("unknown-specifier", halves.rest, at, at + 2, [letter]);
  },
  explain(text, _context, explanation) {
    const source = explainHalves(text, explanation);
    if (source === undefined) return;
    const { content } = source;
    if (content.startsWith("/") || content.startsWith("%"))
      explanation.token("path", source, 0, content.length);
    else if (content !== "") {
      const meaning = "A credential that systemd itself was given.";
      explanation.token("string", source, 0, content.length, meaning);
    }
    explanation.expect(source, 0, content.length, { kind: "paths" });
  },
};

/** SetCredential= and SetCredentialEncrypted=: a name and, behind a colon, the data. */
export const literalCredential: Grammar = {
  judge(text, context, findings) {
    const written = halvesOf(text);
    if (written?.rest.content === "") {
      findings.report("credential-without-data", text, 0, text.content.length, [written.name.content]);
      return;
    }
    const halves = judgedHalves(text, context, findings, judgeCredentialName);
    if (halves !== undefined) dataOf(context).judge(halves.rest, context, findings);
  },
  explain(text, context, explanation) {
    const data = explainHalves(text, explanation);
    if (data !== undefined) dataOf(context).explain(data, context, explanation);
  },
};

function dataOf({ directive }: ValueContext): Grammar {
  return directive.endsWith("Encrypted") ? base64 : escapedData;
}

/** ImportCredential=: a name or pattern of what systemd was given and, behind a colon, the name it gets here. */
export const importedCredential: Grammar = {
  judge(text, context, findings) {
    const halves = judgedHalves(text, context, findings, judgeCredentialGlob);
    if (halves !== undefined && halves.rest.content !== "") judgeCredentialName(halves.rest, findings);
  },
  explain(text, _context, explanation) {
    const halves = halvesOf(text);
    if (halves === undefined) return;
    const { name, colon, rest } = halves;
    const isPattern = name.content.endsWith("*");
    if (name.content !== "") {
      const meaning = isPattern ? "Every credential whose name begins so." : "The credential of this name.";
      explanation.token("parameter", name, 0, name.content.length, meaning);
    }
    if (colon < 0) return;
    explanation.token("operator", text, colon, colon + 1);
    if (rest.content === "") return;
    const renamed = isPattern ? "What the beginning is replaced by." : "The name it has for the program.";
    explanation.token("string", rest, 0, rest.content.length, renamed);
  },
};
