import { slice } from "../text/text.ts";
import { byteLength } from "../text/utf8.ts";
import { type Grammar, hasUnknownPiece, unknownPiece } from "./grammar.ts";
import { expanding } from "./specifierExpansion.ts";

function explainText(): Grammar["explain"] {
  return (text, _context, explanation) => {
    if (text.content !== "") explanation.token("string", text, 0, text.content.length);
  };
}

const longestArgument = 255;

/** RebootArgument=: plain ASCII of at most 255 characters (measured). */
export const rebootArgument: Grammar = expanding({
  judge(text, _context, findings) {
    const { content } = text;
    const foreign = content.search(/[\u0080-\ufffe]/);
    if (foreign >= 0) findings.report("not-ascii", text, foreign, foreign + 1, [content[foreign] ?? ""]);
    else if (content.length > longestArgument && !hasUnknownPiece(content)) {
      findings.report("text-too-long", text, longestArgument, content.length, [`${longestArgument}`]);
    }
  },
  explain: explainText(),
});

const longestPath = 4095;

/** What= of mounts and swaps since 257: anything that is not longer than a path (measured). */
export const mountSource: Grammar = expanding({
  judge(text, _context, findings) {
    const { content } = text;
    if (hasUnknownPiece(content) || byteLength(content) <= longestPath) return;
    findings.report("text-too-long", text, longestPath, content.length, [`${longestPath}`]);
  },
  explain: explainText(),
});

/** The room in the name of a journal's folder behind the machine's ID. */
const longestNamespace = 222;

/** LogNamespace=: what an instance's name can hold, short of a backslash (measured). */
export const logNamespace: Grammar = expanding({
  judge(text, _context, findings) {
    const { content } = text;
    const report = (from: number, to: number, why: string) =>
      findings.report("not-log-namespace", text, from, to, [content, why]);
    const bad = content.search(/[^A-Za-z0-9:_.@\uffff-]/);
    if (bad >= 0) report(bad, bad + 1, `it must not hold \`${content[bad]}\``);
    else if (hasUnknownPiece(content)) return;
    else if (content === "" || content === "." || content === "..")
      report(0, content.length, "it names no file");
    else if (byteLength(content) > longestNamespace) {
      report(longestNamespace, content.length, `it has more than ${longestNamespace} characters`);
    }
  },
  explain: explainText(),
});

/** XAttrEntryPoint= and the like: `user.name=value`, an extended attribute for the socket's file (measured). */
export const extendedAttribute: Grammar = {
  judge(text, context, findings) {
    const { content } = text;
    const equals = content.indexOf("=");
    if (equals < 0) return findings.report("missing-field", text, 0, content.length, ["user.NAME=VALUE"]);
    attributeName.judge(slice(text, 0, equals), context, findings);
    attributeValue.judge(slice(text, equals + 1, content.length), context, findings);
  },
  explain(text, _context, explanation) {
    const { length } = text.content;
    const equals = text.content.indexOf("=");
    const end = equals < 0 ? length : equals;
    if (end > 0) explanation.token("variable", text, 0, end);
    if (equals >= 0 && equals + 1 < length) explanation.token("string", text, equals + 1, length);
  },
};

const prefix = "user.";

const attributeName: Grammar = expanding({
  judge(text, _context, findings) {
    const { content } = text;
    const known = content.split(unknownPiece)[0] ?? "";
    const canBe = hasUnknownPiece(content) && prefix.startsWith(known.slice(0, prefix.length));
    if (!content.startsWith(prefix) && !canBe) {
      findings.report("not-user-attribute", text, 0, content.length, [content]);
    }
  },
  explain: () => {},
});

const attributeValue: Grammar = expanding({ judge: () => {}, explain: () => {} });
