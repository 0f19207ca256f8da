// Planted mistakes that are none: no value has another verdict for them.
import { measuredVersions } from "../../../server/src/language/knowledge/generated/directives.ts";
import type { Planted } from "./plant.ts";

interface Equivalent {
  /** The end of the file's path. */
  readonly module: string;
  /** Part of the line that the mistake was planted in. */
  readonly line: string;
  /** Part of what was put there, where other mistakes of the line would show. */
  readonly put?: string;
  readonly reason: string;
}

const equivalents: readonly Equivalent[] = [
  {
    module: "values/timeZone.ts",
    line: "!== void 0) return known",
    put: "false",
    reason: "it only remembers what would be found again",
  },
  {
    module: "values/socketProtocol.ts",
    line: "text: content",
    put: "booleanOr(",
    reason: "the word is the text itself",
  },
  {
    module: "values/socketProtocol.ts",
    line: "text: content",
    put: '"any-case"',
    reason: "the word is the text itself",
  },
  {
    module: "values/path.ts",
    line: "uffff+)$/.test(part",
    put: "/i",
    reason: "the pattern has no letters",
  },
  {
    module: "values/path.ts",
    line: "content.length * 3 <= 255",
    put: "25",
    reason: "no length lies between, and it only saves the longer look",
  },
  {
    module: "values/path.ts",
    line: "content.length * 3 <= 255",
    put: "false",
    reason: "it only saves the longer look",
  },
  { module: "values/patternGroups.ts", line: "<?[=!*]|[:>|]", put: "#", reason: "a comment is read before" },
  {
    module: "values/interfaceName.ts",
    line: "content.search(",
    put: "/i",
    reason: "the pattern has no letters",
  },
  {
    module: "values/interfaceName.ts",
    line: "content.search(",
    put: "[^#!",
    reason: "the sign lies in the range that follows",
  },
  {
    module: "values/size.ts",
    line: 'digits === "" ? 0n',
    put: "false",
    reason: "no digits make zero either way",
  },
  { module: "values/socketAddress.ts", line: 'kind: "ip"', reason: "the family is only told in the hover" },
  { module: "values/pattern.ts", line: "of that number", reason: "only the message is another one" },
  { module: "values/unitReference.ts", line: "completed", reason: "only the proposal is another one" },
  { module: "knowledge/grammars.ts", line: "meaning === void 0", reason: "only the hover is another one" },
  { module: "values/keyword.ts", line: "word2?.since !== void 0", reason: "only the message is another one" },
  { module: "knowledge/grammars.ts", line: "condition_security", reason: "only what is offered" },
  { module: "values/limit.ts", line: '["%"]', reason: "only what is offered" },
  { module: "values/limit.ts", line: '["s", "min", "h", "ms", "us"]', reason: "only what is offered" },
  { module: "values/calendarEvent.ts", line: "microsecond: only(", reason: "only what is shown as next" },
  { module: "values/calendarDate.ts", line: "daysBeforeMonth", reason: "only what is shown as next" },
  { module: "values/unitReference.ts", line: '"no-suffix"', reason: "only the proposal is another one" },
  { module: "values/signal.ts", line: "const near =", reason: "only the proposal is another one" },
  { module: "values/calendar.ts", line: '"weekdays"', reason: "the finding is advice of ours" },
  { module: "values/escapedText.ts", line: "while (at", reason: "nothing stands behind the end" },
  {
    module: "knowledge/grammars.ts",
    line: "{ text, meaning, since:",
    reason: "an absent number, either way",
  },
  {
    module: "values/droppedWord.ts",
    line: "highest",
    reason: "systemd skips it in silence, and ours is advice",
  },
  {
    module: "values/droppedWord.ts",
    line: "!isKnown",
    reason: "systemd skips it in silence, and ours is advice",
  },
  {
    module: "values/droppedWord.ts",
    line: "(word2.since ?? 0) > context.version",
    reason: "systemd skips it in silence, and ours is advice",
  },
  { module: "values/calendarComponent.ts", line: "[A-Za-z]+/y", reason: "only the place is another one" },
  { module: "values/calendarEvent.ts", line: "near === void 0", reason: "only the message is another one" },
  { module: "values/calendarParts.ts", line: "const parts2 =", reason: "only the hover is another one" },
  {
    module: "values/calendarParts.ts",
    line: "if (isFirst)",
    put: "true",
    reason: "what follows is then read for a date, which begins with no letter either",
  },
  {
    module: "values/calendarComponent.ts",
    line: "> largest",
    put: ">=",
    reason: "no unit of time goes up to the largest number",
  },
  {
    module: "values/calendarComponent.ts",
    line: "> largest - step",
    put: "false",
    reason: "no unit of time goes up to the largest number",
  },
  {
    module: "values/cpuSet.ts",
    line: 'version >= 262 ? "word" : "assignment"',
    reason: "whether the other words count is told apart, but the line is spoken of either way",
  },
  {
    module: "values/ipAddress.ts",
    line: "const address2 = slash2 < 0",
    put: "<=",
    reason: "what begins with a slash is no address either way",
  },
  {
    module: "values/ipAddress.ts",
    line: "Number(part3) <= 255",
    put: "[#1-9]",
    reason: "what is no number is not below 255",
  },
  {
    module: "values/patternGroups.ts",
    line: "? { ...group, isRepeatable: false } : group",
    put: "true",
    reason: "a mistake is not asked whether it can be repeated",
  },
  {
    module: "values/socketAddress.ts",
    line: "if (hash >= 0)",
    put: "hash > 0",
    reason: "what begins with the sign is no address either way",
  },
  {
    module: "values/socketAddress.ts",
    line: "if (hash >= 0)",
    put: "1",
    reason: "what begins with the sign is no address either way",
  },
  {
    module: "values/socketAddress.ts",
    line: 'port.kind !== "number" ||',
    put: "[#",
    reason: "what holds the sign is refused before",
  },
  {
    module: "values/patternParts.ts",
    line: 'read.kind !== "part" || read.name === void 0',
    put: "&&",
    reason: "what is no part has no name, and only that",
  },
  {
    module: "values/patternParts.ts",
    line: "[CLMNPSZ]|",
    put: "[^#}]",
    reason: "there is no property with the sign in its name either way",
  },
  {
    module: "values/patternGroups.ts",
    line: ".test(plain)",
    put: "[#=!*]",
    reason: "the text has no such sign",
  },
  {
    module: "values/number.ts",
    line: "(digits) => /^0[0-7]+$/",
    put: "+/",
    reason: "what follows the digits was looked at before",
  },
  {
    module: "values/ipAddress.ts",
    line: "Number(part3) <= 255",
    put: "[#0-9]",
    reason: "what is no number is not below 255",
  },
  {
    module: "values/path.ts",
    line: "content.length * 3 < 4096 ||",
    put: "4097",
    reason: "it only saves the longer look",
  },
  {
    module: "values/path.ts",
    line: "content.length * 3 < 4096 ||",
    put: "(4095)",
    reason: "it only saves the longer look",
  },
  {
    module: "values/path.ts",
    line: "content.length * 3 < 4096 ||",
    put: "* 3 <= 4096",
    reason: "it only saves the longer look",
  },
  { module: "values/number.ts", line: "0([bBoO])", put: "/si", reason: "the class has both cases" },
  {
    module: "values/socketAddress.ts",
    line: "percent < 0 ?",
    put: "<= 0",
    reason: "what begins with the sign has no address either way",
  },
  {
    module: "values/pattern.ts",
    line: "const newer = matchAt(",
    put: "[ ]*",
    reason: "the blanks, digits and commas are taken one by one else",
  },
  {
    module: "values/patternGroups.ts",
    line: "a-zA-Z-]*)(.?)",
    put: "/syi",
    reason: "the class has both cases",
  },
  {
    module: "values/calendarComponent.ts",
    line: "in this place of a list",
    reason: "only the message is another one",
  },
  {
    module: "values/timeZone.ts",
    line: "answers.size >= answerLimit",
    reason: "it only remembers what would be found again",
  },
  {
    module: "values/percentage.ts",
    line: "^(.*?)(?:",
    put: "/(.*?)",
    reason: "the shortest beginning is looked for from the first character on anyway",
  },
  {
    module: "values/patternParts.ts",
    line: "[o0-7]/",
    put: "/i",
    reason: "`\\O` is refused before anybody asks for its code",
  },
  {
    module: "values/calendarParts.ts",
    line: '{ kind: "chains", chains: [zero',
    put: "[zero",
    reason: "only what is shown as next",
  },
  {
    module: "values/install.ts",
    line: 'report("not-unit-name"',
    put: '"rest"',
    reason: "whoever enables the unit is told so, whatever else it would cost",
  },
  {
    module: "values/wordSplit.ts",
    line: "for (; at",
    put: "<= content.length",
    reason: "nothing stands behind the end",
  },
  {
    module: "values/wordSplit.ts",
    line: "insideQuotes =",
    put: "[#",
    reason: "what means nothing there is read for itself",
  },
  {
    module: "values/wordSplit.ts",
    line: "insideQuotes =",
    put: "/gi",
    reason: "the pattern has no letters",
  },
  {
    module: "values/commandLine.ts",
    line: "notable.test(",
    put: "false",
    reason: "it only saves the longer look",
  },
  { module: "values/commandLine.ts", line: "notable =", put: "[#", reason: "it only saves the longer look" },
  { module: "values/commandLine.ts", line: "notable =", put: "/gi", reason: "the pattern has no letters" },
  {
    module: "values/specifierExpansion.ts",
    line: '.content.includes("%")) {',
    put: "false",
    reason: "it only saves the longer look",
  },
  {
    module: "values/wordSplit.ts",
    line: 't: "\t"',
    put: "u0001",
    reason: "control characters are judged alike wherever such escapes are read",
  },
  {
    module: "values/utf8.ts",
    line: "findInvalid(content) < 0 ||",
    put: "(-1)",
    reason: "text that is valid is so once more as bytes",
  },
  {
    module: "values/ruleName.ts",
    line: '"not-session-name", text2',
    put: '"rest"',
    reason: "whoever calls it says what it costs",
  },
  {
    module: "values/patternParts.ts",
    line: "number2 >= 10 &&",
    put: "(9)",
    reason: "only `\\9` lies between, which the digit that follows is asked for",
  },
  {
    module: "values/unitReference.ts",
    line: "hasUnknownPiece(content.slice(dot",
    put: "1",
    reason: "only texts with an unknown piece come there: before no dot, it stands behind that",
  },
  {
    module: "values/patternParts.ts",
    line: "[A-Za-z0-9_=]*)(:[^)]*\\)|\\))?/y",
    put: "[#",
    reason: "there is no verb with the sign either way",
  },
  {
    module: "values/calendarParts.ts",
    line: "chains: [[], [], []]",
    put: "[[], []]",
    reason: "whoever reads them takes a missing one for an empty one",
  },
  {
    module: "values/calendarParts.ts",
    line: "chains.length < 3 ? [...chains",
    put: "<=",
    reason: "whoever reads them takes the first three",
  },
  {
    module: "values/wordSplit.ts",
    line: "if (plainEnd",
    put: "false",
    reason: "the slower way reads plain words alike",
  },
  {
    module: "values/wordSplit.ts",
    line: "if (next === void 0) return",
    put: "false",
    reason: "no value ends in a backslash of its own: it would take the next line along",
  },
  {
    module: "values/patternParts.ts",
    line: 'written.slice(written[1] === "x"',
    put: "false",
    reason: "neither letter is a digit, and the first digits are looked for",
  },
  {
    module: "values/patternParts.ts",
    line: "const isFirst = (matchAt(",
    put: "=]*",
    reason: "a verb without a name is refused where it stands",
  },
  {
    module: "values/portRule.ts",
    line: "if (part3 === void 0)",
    put: "false",
    reason: "up to the end of the text there is a part, if an empty one",
  },
  {
    module: "values/calendarEvent.ts",
    line: "written.length > 20",
    put: "21",
    reason: "a number of 21 digits is beyond the years either way",
  },
  {
    module: "values/patternGroups.ts",
    line: "if (end < 0) return mistake(",
    put: "(-1)",
    reason: "what is looked at then is the beginning of the pattern, which is no bracket that closes",
  },
  {
    module: "values/socketAddress.ts",
    line: "const device = percent < 0",
    put: "false",
    reason: "without the sign nobody asks for the interface",
  },
  {
    module: "values/calendarEvent.ts",
    line: "const zone = spaceAt < 0",
    put: "<= 0",
    reason: "no value begins with a blank",
  },
  {
    module: "values/patternParts.ts",
    line: '(name2 === "MARK" ||',
    put: ")/",
    reason: "behind the first bracket that closes nothing is left",
  },
  {
    module: "values/calendarParts.ts",
    line: "each = rangeFrom < 0",
    reason: "only what is shown as next, and advice of ours",
  },
  {
    module: "values/pattern.ts",
    line: "const literal = matchAt(",
    put: "[#",
    reason: "the class has every character",
  },
  {
    module: "values/pattern.ts",
    line: "const newer = matchAt(",
    put: "+[0-9]*|",
    reason: "the blanks, digits and commas are taken one by one else",
  },
  {
    module: "values/calendarParts.ts",
    line: "found2.size === 7",
    put: "false",
    reason: "every day of the week, either way",
  },
  {
    module: "values/socketAddress.ts",
    line: '? "path" : "abstract"',
    put: "u0001",
    reason: "both are taken in the same places",
  },
  {
    module: "values/unitReference.ts",
    line: "foreignCharacter2 =",
    put: "/i",
    reason: "the class has both cases",
  },
  {
    module: "values/wordSplit.ts",
    line: 'rules2.backslash === "kept" ? "" :',
    put: "false",
    reason: "it only saves the longer look",
  },
  {
    module: "values/socketAddress.ts",
    line: '? "path" : "abstract"',
    put: "false",
    reason: "both are taken in the same places",
  },
  {
    module: "values/droppedWord.ts",
    line: "const byText = new Map(",
    reason: "systemd skips what is no word in silence, and ours is advice",
  },
  {
    module: "values/patternParts.ts",
    line: "const name2 = matchAt(/[CLMNPSZ]",
    put: "[#",
    reason: "what is no property is refused one way or the other",
  },
  {
    module: "knowledge/grammars.ts",
    line: 'wordsAlone("nft_set_source").filter(',
    put: ".slice(1)",
    reason: "the first of the words is left out anyway",
  },
  {
    module: "values/choice.ts",
    line: "inner.judge(at2 === 0 ? text2 : slice(",
    put: "false",
    reason: "the part that begins at the beginning is the whole",
  },
  {
    module: "values/size.ts",
    line: "const match = /^",
    put: "\\v\\f]*)([+-]?)",
    reason: "a carriage return ends the line, and no value holds one",
  },
  {
    module: "values/rootHash.ts",
    line: "const digits = content.replace(",
    put: "/[ \\t\\n]/g",
    reason: "a carriage return ends the line, and no value holds one",
  },
  {
    module: "values/documentation.ts",
    line: "spellManual(rest)]",
    put: '["man:"]',
    reason: "only the hover is another one",
  },
  {
    module: "values/credential.ts",
    line: "const hasColon = first2.to < length",
    put: "<=",
    reason: "behind the last character the rest is empty either way",
  },
  {
    module: "values/size.ts",
    line: "bits = 64n",
    put: "65n",
    reason: "no sum of 2^64 or more is read",
  },
  {
    module: "values/wordSplit.ts",
    line: "separators === void 0 && code > 32",
    put: "33",
    reason: "an exclamation mark is asked about again, and is none of the separators",
  },
  {
    module: "values/keyword.ts",
    line: 'findings.report("word-gone"',
    put: '"rest"',
    reason: "all words that are gone are those of image policies, of which each mistake stops the reading",
  },
  {
    module: "values/patternGroups.ts",
    line: "if (end < 0) return mistake(at2, pattern.length",
    put: "1",
    reason: "the end is looked for behind the beginning",
  },
  {
    module: "values/commandLine.ts",
    line: 'const relaxed = strict.kind === "unknown-escape"',
    put: "true",
    reason: "what is unbalanced is so by either rules",
  },
  {
    module: "values/calendarShorthand.ts",
    line: "weekdays: [0]",
    put: "[]",
    reason: "only the next times are others",
  },
  {
    module: "values/wordSplit.ts",
    line: "end = nextOf(quote < 0",
    put: "<=",
    reason: "no quote has the code 0",
  },
  {
    module: "values/mountImages.ts",
    line: "perWord3.report(...report)",
    reason: "what is told there costs the word, whatever else is said",
  },
  {
    module: "values/patternParts.ts",
    line: "A-Za-z0-9_&:=-]+\\}$|^[A-Z]$/i.test(name2)",
    put: "=-]*",
    reason: "braces with nothing in them are told before",
  },
  {
    module: "values/environment.ts",
    line: "if (/^[0-9]/.test(content))",
    put: "[#0-9]",
    reason: "a character that no name holds is told before",
  },
  {
    module: "values/calendarEvent.ts",
    line: "const value = written.length > 20 ? 2n ** 64n",
    put: "3n",
    reason: "both are above whatever is taken",
  },
  {
    module: "values/limit.ts",
    line: 'lowest === 0n ? "" : " above 0"',
    reason: "only the message is another one",
  },
  {
    module: "values/controlGroup.ts",
    line: "since3 = 0 }) => since3 <= version",
    put: "<",
    reason: "no controller came with a measured release",
  },
  {
    module: "values/choice.ts",
    line: 'findings.report(code, place, from, to, args, "none")',
    put: "void 0",
    reason: "advice of ours is no verdict",
  },
  {
    module: "values/wordSplit.ts",
    line: "point === 0 || point > 1114111",
    put: ">=",
    reason: "the last of all code points is none that systemd takes",
  },
  {
    module: "values/limit.ts",
    line: 'return number2.kind === "number" ? below(',
    put: "true",
    reason: "what is no number has no value, and nothing is below no value",
  },
  {
    module: "values/commandLine.ts",
    line: "var folderSince257 =",
    put: "{0,2}",
    reason: "what ends with a slash is meant besides, and no program's name is empty there",
  },
  {
    module: "values/patternParts.ts",
    line: "if (number2 >= 10 && !/^[89]/",
    put: "[#89]",
    reason: "only digits are looked at",
  },
  {
    module: "values/droppedWord.ts",
    line: 'if (number2.kind === "number") return capabilities.find(',
    put: "true",
    reason: "what is no number has no value, and no capability has none",
  },
  {
    module: "values/nftSet.ts",
    line: 'backslash: "c"',
    put: "\\u0001",
    reason: "the code asks only for the other ways to read a backslash",
  },
  {
    module: "values/documentation.ts",
    line: '["https://", () =>',
    put: '["https://"]',
    reason: "only the hover is another one",
  },
  {
    module: "values/size.ts",
    line: "const match = /^",
    put: "[ \\t\\n]*/",
    reason: "a carriage return ends the line, and no value holds one",
  },
  {
    module: "values/writtenCommands.ts",
    line: '=== ";") close()',
    put: "\\u0001",
    reason: "advice of ours looks at these commands, and systemd has no verdict on what it advises against",
  },
  {
    module: "values/plainText.ts",
    line: "content.search(/[^A-Za-z0-9:_.@",
    put: "-]/i",
    reason: "letters of both cases are in the class",
  },
];

/** Why no verdict is another one for the mistake; undefined where one is, or nobody has looked yet. */
export function whyEquivalent(planted: Planted): string | undefined {
  if (isBetweenReleases(planted)) return "no release between the two is measured";
  const { module, line, text } = planted;
  return equivalents.find(
    (one) => module.endsWith(one.module) && line.includes(one.line) && text.includes(one.put ?? ""),
  )?.reason;
}

/** Whether the first release of something was moved to where it parts the measured ones alike. */
function isBetweenReleases({ was, text, line }: Planted): boolean {
  const release = /^\(?(2[2-6][0-9])\)?$/;
  const [before, after] = [was, text].map((number) => Number(release.exec(number)?.[1]));
  if (before === undefined || after === undefined || Number.isNaN(before + after)) return false;
  // `>` and `<=` part the releases behind the number, all else before it.
  const isBehind = /version (?:>|<=) [0-9]/.test(line);
  const parts = (at: number) =>
    measuredVersions.filter((version) => version - (isBehind ? 1 : 0) >= at).length;
  return /version|since/i.test(line) && parts(before) === parts(after);
}
