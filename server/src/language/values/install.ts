import { isValidUnitName, parseUnitName, readUnitName, type UnitName } from "../names/unitName.ts";
import { slice, type Text } from "../text/text.ts";
import { choose } from "./choice.ts";
import { type Findings, type Grammar, hasUnknownPiece } from "./grammar.ts";
import { list } from "./list.ts";
import { expanding, expandSpecifiers } from "./specifierExpansion.ts";
import { foreignCharacter, knownSuffix, oneUnit, spellNameProblem } from "./unitReference.ts";
import { nextWord, plainWords, type SplitDefect, tupleWords } from "./wordSplit.ts";

/** What `inner` finds, by what it costs here: the unit loads, and `systemctl enable` fails (measured). */
function whenEnabled(inner: Grammar, step: "enabling" | "enabling-template" = "enabling"): Grammar {
  return {
    judge: (text, context, findings) =>
      inner.judge(text, context, {
        report: (code, place, from, to, args, effect) =>
          findings.report(code, place, from, to, args, effect === "none" ? effect : step),
      }),
    explain: inner.explain,
  };
}

/**
 * Words that `systemctl enable` reads one by one. A quote that is never closed costs nothing but itself: 252 takes the
 * words before it, 257 and 262 none of the line (measured).
 */
function wordsWhenEnabled(item: Grammar): Grammar {
  const words = whenEnabled(list(tupleWords, "word", item));
  return {
    judge(text, context, findings) {
      const quote = text.content.search(/["']/) < 0 ? undefined : openQuoteIn(text);
      if (quote !== undefined) {
        const written = text.content.slice(quote.from, quote.to);
        const effect = context.version >= 257 ? "line" : "word";
        findings.report("unbalanced-quote", text, quote.from, quote.to, [written], effect);
        if (effect === "line") return;
      }
      words.judge(quote === undefined ? text : slice(text, 0, quote.wordFrom), context, findings);
    },
    explain: words.explain,
  };
}

/** A quote that is never closed, and where the word with it begins. */
function openQuoteIn(text: Text): (SplitDefect & { readonly wordFrom: number }) | undefined {
  let at = 0;
  for (let word = nextWord(text, at, tupleWords); word !== undefined; word = nextWord(text, at, tupleWords)) {
    if (word.kind !== "word") return { ...word, wordFrom: at };
    at = word.next;
  }
  return undefined;
}

const wanting = oneUnit({ templates: "kept", usual: "target", instances: "of-any-type" });

/** WantedBy=, RequiredBy=, UpheldBy=: the units that get a folder with a link to this one. */
export const wantedBy: Grammar = wordsWhenEnabled({
  judge(text, context, findings) {
    wanting.judge(text, context, findings);
    const expansion = expandSpecifiers(text, context);
    if (expansion.kind !== "expanded") return;
    const { content } = expansion.text;
    const longest = fileNameLimit - (folderEnds[context.directive] ?? ".wants/").length + 1;
    if (!isValidUnitName(content) || content.length <= longest) return;
    const why = `it has more than ${longest} characters, and its folder's name too many`;
    findings.report("not-unit-name", text, 0, text.content.length, [content, why, ""]);
  },
  explain: wanting.explain,
});

const folderEnds: Readonly<Record<string, string>> = { RequiredBy: ".requires/", UpheldBy: ".upholds/" };

/** What specifiers become in [Install] has so many bytes at most (measured). */
const expandedLimit = 256;

/** The longest name of a file, in bytes. */
const fileNameLimit = 255;

/** Also=: units that are enabled along with this one. */
export const also: Grammar = whenEnabled(
  list(plainWords, "word", oneUnit({ templates: "kept", instances: "of-any-type" })),
);

const aliasedTypes = ["service", "socket", "target", "device", "timer", "path"];

const aliasName: Grammar = {
  judge(text, { unit: { name: unit } }, findings) {
    const { content } = text;
    const slash = content.lastIndexOf("/");
    if (content.length > expandedLimit && !hasUnknownPiece(content)) {
      const why = `it has more than ${expandedLimit} characters`;
      findings.report("not-unit-name", text, 0, content.length, [content, why, ""]);
      return;
    }
    if (slash >= 0) return judgeLink(text, slash, unit, findings);
    if (hasUnknownPiece(content)) return judgeKnownParts(text, unit, findings);
    const reading = readUnitName(content);
    if (!reading.ok) {
      const near = unit === undefined ? "" : `${content}.${unit.type}`;
      const meant = isValidUnitName(near) ? near : "";
      findings.report("not-unit-name", text, 0, content.length, [
        content,
        spellNameProblem(reading.problem),
        meant,
      ]);
    } else if (unit !== undefined) {
      const why = aliasMistake(reading.name, unit);
      if (why !== undefined) findings.report("not-alias", text, 0, content.length, [content, unit.name, why]);
    }
  },
  explain(text, _context, explanation) {
    if (text.content !== "") explanation.token("unit", text, 0, text.content.length);
  },
};

/** Of a name with something unknown the other characters are known, and mostly the type. */
function judgeKnownParts(text: Text, unit: UnitName | undefined, findings: Findings): void {
  const { content } = text;
  const foreign = content.search(foreignCharacter);
  if (foreign >= 0) {
    const why = spellNameProblem({ why: "bad-character", at: foreign, character: content[foreign] ?? "" });
    findings.report("not-unit-name", text, 0, content.length, [content, why, ""]);
    return;
  }
  const suffix = knownSuffix(content);
  if (unit === undefined || suffix === undefined || suffix === unit.type) return;
  const why = `it needs the same type, .${unit.type}`;
  findings.report("not-alias", text, 0, content.length, [content, unit.name, why]);
}

/** Why a name cannot be another one of this unit, to go behind a colon; undefined where it can, or is its own. */
function aliasMistake(alias: UnitName, unit: UnitName): string | undefined {
  if (alias.name === unit.name) return undefined;
  if (alias.type !== unit.type) return `it needs the same type, .${unit.type}`;
  if (unit.kind === "plain" && alias.kind !== "plain")
    return "only a template or an instance has an `@` in its aliases";
  if (unit.kind !== "plain" && alias.kind === "plain")
    return "a template or an instance has an `@` in its aliases too";
  const isOther = unit.kind === "instance" && alias.kind === "instance" && alias.instance !== unit.instance;
  return isOther ? "the instance must be the same" : undefined;
}

/** Judges the old way to ask for a link, `multi-user.target.wants/this.service`. */
function judgeLink(text: Text, slash: number, unit: UnitName | undefined, findings: Findings): void {
  const { content } = text;
  const path = simplified(content.slice(0, slash));
  const [, folder = ""] = /^(.*)\.(?:wants|requires)$/.exec(path) ?? [];
  if (hasUnknownPiece(path) ? folder === "" : !isValidUnitName(folder)) {
    const why = "a folder has the name of a unit and `.wants` or `.requires` at its end";
    findings.report("not-alias", text, 0, slash, [content, unit?.name ?? "", why]);
    return;
  }
  if (hasUnknownPiece(content)) return;
  const link = parseUnitName(content.slice(slash + 1));
  const isOwn = link?.name === unit?.name && (unit?.kind !== "template" || folder.includes("@."));
  if (unit === undefined || isOwn) return;
  const isMadeFrom =
    link?.kind === "instance" &&
    unit.kind === "template" &&
    link.prefix === unit.prefix &&
    link.type === unit.type;
  if (isMadeFrom) return;
  findings.report("not-alias", text, slash + 1, content.length, [
    content,
    unit.name,
    "the link must have the unit's own name",
  ]);
}

/** A folder's path without what leads nowhere. */
function simplified(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

/** Alias=: other names of the unit; of types that can have none, systemctl ignores the line. */
export const alias: Grammar = choose(({ unit: { name: unit } }) =>
  unit !== undefined && !aliasedTypes.includes(unit.type) ? noAlias : aliases,
);
const aliases = wordsWhenEnabled(expanding(aliasName));
const noAlias: Grammar = {
  judge: (text, context, findings) =>
    findings.report("alias-not-here", text, 0, text.content.length, [context.unit.name?.type ?? ""], "none"),
  explain: aliases.explain,
};

/** DefaultInstance=: the instance that a template is enabled as; elsewhere it means nothing. */
export const defaultInstance: Grammar = {
  judge(text, context, findings) {
    const { name } = context.unit;
    if (name === undefined || name.kind === "template") {
      instanceName.judge(text, context, findings);
    } else if (name.kind === "plain") {
      findings.report("default-instance-unused", text, 0, text.content.length, [], "none");
    }
  },
  explain(text, _context, explanation) {
    if (text.content !== "") explanation.token("string", text, 0, text.content.length);
  },
};

const instanceName: Grammar = whenEnabled(
  expanding({
    judge(text, _context, findings) {
      const { content } = text;
      const bad = content.search(foreignCharacter);
      if (bad >= 0) findings.report("not-instance", text, bad, bad + 1, [content, content[bad] ?? ""]);
      else if (!hasUnknownPiece(content) && content.length > expandedLimit) {
        const why = `no name has room for an instance of more than ${expandedLimit} characters`;
        findings.report("not-unit-name", text, 0, content.length, [content, why, ""]);
      }
    },
    explain: () => {},
  }),
  "enabling-template",
);
