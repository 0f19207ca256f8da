import { type Grammar, hasUnknownPiece } from "./grammar.ts";

const longestName = 255;

/** What keeps a text from being a name on D-Bus, to go behind a colon, and where; undefined where nothing does. */
function findMistake(
  content: string,
): { readonly from: number; readonly to: number; readonly why: string } | undefined {
  const { length } = content;
  if (length > longestName)
    return { from: longestName, to: length, why: `it has more than ${longestName} characters` };
  // Unique names, which the bus gives out, begin with a colon; only their elements may begin with a digit.
  const isUnique = content.startsWith(":");
  let from = isUnique ? 1 : 0;
  let elements = 0;
  for (const element of content.slice(from).split(".")) {
    if (element === "") {
      return {
        from: Math.max(0, from - 1),
        to: Math.min(length, from + 1),
        why: "nothing stands between two of its dots, or at an end",
      };
    }
    const bad = element.search(/[^A-Za-z0-9_-]/);
    if (bad >= 0)
      return { from: from + bad, to: from + bad + 1, why: `it must not hold \`${element[bad]}\`` };
    if (!isUnique && /^[0-9]/.test(element))
      return { from, to: from + 1, why: "no part of it begins with a digit" };
    from += element.length + 1;
    elements++;
  }
  if (elements < 2) return { from: 0, to: length, why: "it needs a dot, as in org.example.Name" };
  return undefined;
}

/** What is wrong however the specifiers are filled in. */
function foreignCharacter(content: string): ReturnType<typeof findMistake> {
  const at = content.search(/[^A-Za-z0-9_.:\uffff-]/);
  return at < 0 ? undefined : { from: at, to: at + 1, why: `it must not hold \`${content[at]}\`` };
}

/** BusName=: a name that D-Bus could give to the service (measured). */
export const busName: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    const mistake = hasUnknownPiece(content) ? foreignCharacter(content) : findMistake(content);
    if (mistake !== undefined) {
      findings.report("not-bus-name", text, mistake.from, mistake.to, [content, mistake.why]);
    }
  },
  explain(text, _context, explanation) {
    if (text.content !== "") explanation.token("string", text, 0, text.content.length);
  },
};
