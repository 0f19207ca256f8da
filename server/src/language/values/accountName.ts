import type { Text } from "../text/text.ts";
import { type Findings, type Grammar, hasUnknownPiece, type Word } from "./grammar.ts";
import { list } from "./list.ts";
import { expanding } from "./specifierExpansion.ts";
import { type Fillings, isRefusedAnyway } from "./unknownText.ts";
import { plainWords } from "./wordSplit.ts";

/** The name or number of a user or group, specifiers expanded (systemd.exec(5), measured). */
const account: Grammar = {
  judge(text, { directive }, findings) {
    const { content } = text;
    const isUser = directive.includes("User");
    // A specifier may stand for nothing, or for digits.
    const isNumber = !isRefusedAnyway(content, digits, (filled) => !isAccountNumber(filled));
    if (isNumber || findRefusal(text, findings)) return;
    if (isUser && content === "nobody") {
      findings.report("user-nobody", text, 0, content.length, [], "noted");
    } else if (!isUsualName(content)) {
      findings.report("unusual-account-name", text, 0, content.length, [content], "noted");
    }
  },
  explain(text, { directive }, explanation) {
    const { content } = text;
    const kind = directive.includes("User") ? "user" : "group";
    if (isAccountNumber(content)) {
      const meaning = content === "0" ? `The ${kind} root.` : `The ${kind} with the number ${content}.`;
      explanation.token("number", text, 0, content.length, meaning);
    } else if (content !== "") {
      explanation.token("string", text, 0, content.length, content === "root" ? root(kind) : undefined);
    }
    const words: readonly Word[] = [{ text: "root", meaning: root(kind) }];
    explanation.expect(text, 0, content.length, { kind: "words", words, areSamples: true });
  },
};

const digits: Fillings = { texts: ["", "1"], words: [] };

/** Whether other programs take the name too; with an unknown piece, whether they may. */
function isUsualName(content: string): boolean {
  if (hasUnknownPiece(content)) return /^[A-Za-z0-9_\uffff-]*$/.test(content);
  return /^[A-Za-z_][A-Za-z0-9_-]{0,30}$/.test(content);
}

function root(kind: "user" | "group"): string {
  return kind === "user" ? "The administrator, who may do anything." : "The administrator's group.";
}

/**
 * Plain decimal, and none of the two numbers that stand for no user at all. Behind a vertical tab or a form feed, which
 * only the C library takes for blanks, a sign and zeros pass too (measured).
 */
function isAccountNumber(content: string): boolean {
  const digits = /^(?:0|[1-9][0-9]*)$|^[\v\f][ \t\n\v\f\r]*(?:\+?[0-9]+|-0+)$/.exec(content)?.[0];
  if (digits === undefined) return false;
  const number = Math.abs(Number(digits.trim()));
  return number < 0xffffffff && number !== 0xffff;
}

/** Reports what no release takes, and whether there was such a thing. */
function findRefusal(text: Text, findings: Findings): boolean {
  const { content } = text;
  const report = (from: number, to: number, why: string) => {
    findings.report("not-account-name", text, from, to, [content, why]);
    return true;
  };
  const bad = content.search(badCharacter);
  if (bad >= 0) {
    const isVisible = content[bad] === ":" || content[bad] === "/";
    return report(
      bad,
      bad + 1,
      isVisible ? `it must not hold \`${content[bad]}\`` : "it must not hold control characters",
    );
  }
  if (/^ | $/.test(content)) return report(0, content.length, "it begins or ends with a blank");
  if (content === "") return report(0, 0, "it is empty");
  if (/^-?[0-9]+$/.test(content)) return report(0, content.length, "no user or group can have that number");
  if (content === "." || content === "..") return report(0, content.length, "it means a folder");
  return content === "-" && report(0, 1, "it is a minus sign alone");
}

/** A colon, a slash or a control character. */
const badCharacter = /[:/]|[^ -~\u0080-\uffff]/;

/** User=, Group= and the like. */
export const accountName: Grammar = expanding(account);

/** SupplementaryGroups=: names between blanks; a bad one costs as much as the row says. */
export const accountNames: Grammar = list(plainWords, "assignment", accountName);
