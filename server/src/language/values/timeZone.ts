import { nearestWord } from "../words/nearest.ts";

/** Whether a word names a time zone; `unknown` where that takes the machine: its zone files or its own time zone. */
export type TimeZoneReading =
  | { readonly kind: "zone" }
  | { readonly kind: "unknown" }
  | { readonly kind: "not-zone"; readonly near?: string };

/**
 * The short names by which zones call their time. systemd takes those of the machine's own zone, in any case, and
 * nobody here knows which one that is. Some are files besides, but not on every machine.
 */
const abbreviations = new Set(
  (
    "ACDT ACST ADT AEDT AEST AKDT AKST AST AWST BST CAT CDT CEST CET CHST CST EAT EDT EEST EET EST GMT HDT HKT HST " +
    "IDT IST JST KST MDT MEST MET MSK MST NDT NST NZDT NZST PDT PKT PST SAST SST UCT WAT WEST WET WIB WIT WITA"
  ).split(" "),
);

/** Files that lie beside the zones on some machines. */
const besides = new Set(["Factory", "localtime", "posixrules"]);

/** Reads the last word of a calendar event as a time zone: a file below `/usr/share/zoneinfo`, by its exact name. */
export function readTimeZone(word: string): TimeZoneReading {
  if (isOfTheMachine(word)) return { kind: "unknown" };
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(word)) return { kind: "not-zone" };
  const inTables = lookUp(word);
  if (inTables === "zone") return { kind: "zone" };
  const near = nearestWord(word, timeZones());
  if (near !== undefined) return { kind: "not-zone", near };
  // A zone that the tables here lack may be newer than they are.
  return inTables === "missing" && areas().has(word.slice(0, word.indexOf("/")))
    ? { kind: "unknown" }
    : { kind: "not-zone" };
}

/** The zones to offer: one name for each, in the order of the alphabet. */
export function timeZones(): readonly string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/"))];
}

function isOfTheMachine(word: string): boolean {
  return (
    abbreviations.has(word.toUpperCase()) ||
    besides.has(word) ||
    /^(?:posix|right|SystemV)\/[A-Z][A-Za-z0-9_+/-]*$/.test(word) ||
    // No zone is further from UTC.
    /^[+-](?:0[0-9]|1[0-4])(?:[0-5][0-9])?$/.test(word)
  );
}

/** The first parts of the names of zones, such as `Europe`. */
function areas(): ReadonlySet<string> {
  return new Set(timeZones().map((zone) => zone.slice(0, zone.indexOf("/"))));
}

/** What the tables of this program say of a name: in which case it is written, they do not mind. */
type TableAnswer = "zone" | "other-case" | "missing";

/** Answers of the tables, which are slow to ask; a file names few zones. */
const answers = new Map<string, TableAnswer>();
const answerLimit = 64;

function lookUp(word: string): TableAnswer {
  const known = answers.get(word);
  if (known !== undefined) return known;
  if (answers.size >= answerLimit) answers.clear();
  const answer = askTables(word);
  answers.set(word, answer);
  return answer;
}

/** The tables know old short names, too, that are no files; systemd takes the names of files, in their case (measured). */
function askTables(word: string): TableAnswer {
  if (/^[A-Za-z]{3}$/.test(word)) return ["UTC", "PRC", "ROC", "ROK"].includes(word) ? "zone" : "missing";
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: word }).resolvedOptions();
    const isFormer = timeZone.toLowerCase() !== word.toLowerCase();
    return timeZone === word || (isFormer && isSpeltAsFile(word)) ? "zone" : "other-case";
  } catch {
    return "missing";
  }
}

/** Whether a former name of a zone, which the tables take in any case, is the name of its file. */
function isSpeltAsFile(word: string): boolean {
  return word.split(/[/_+-]/).every((part) => {
    const odd = oddParts.get(part.toLowerCase());
    return odd === undefined ? /^(?:[A-Z][a-z]+|[0-9]*)$/.test(part) : odd === part;
  });
}

/** Parts of the names of zones that have other than one capital. */
const oddParts: ReadonlyMap<string, string> = new Map(
  (
    "ACT au BajaNorte BajaSur CET CHAT ComodRivadavia CST6CDT DeNoronha DumontDUrville EasterIsland EET es EST " +
    "EST5EDT GB GMT GMT0 HST IN LHI McMurdo MET MST MST7MDT NSW NZ of PRC PST8PDT ROC ROK SU UCT US UTC W WET"
  )
    .split(" ")
    .map((part) => [part.toLowerCase(), part]),
);
