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
  if (isZone(word)) return { kind: "zone" };
  const near = nearestWord(word, timeZones());
  if (near !== undefined) return { kind: "not-zone", near };
  // A zone that the tables here lack may be newer than they are.
  return areas().has(word.slice(0, word.indexOf("/"))) ? { kind: "unknown" } : { kind: "not-zone" };
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
    /^[+-][0-9]{2}(?:[0-9]{2})?$/.test(word)
  );
}

/** The first parts of the names of zones, such as `Europe`. */
function areas(): ReadonlySet<string> {
  return new Set(timeZones().map((zone) => zone.slice(0, zone.indexOf("/"))));
}

/** Answers of the tables, which are slow to ask; a file names few zones. */
const answers = new Map<string, boolean>();
const answerLimit = 64;

/** Whether the tables of this program have the zone by exactly this name. */
function isZone(word: string): boolean {
  const known = answers.get(word);
  if (known !== undefined) return known;
  if (answers.size >= answerLimit) answers.clear();
  const answer = askTables(word);
  answers.set(word, answer);
  return answer;
}

/** The tables do not mind the case and know old short names that are no files; systemd does, and does not. */
function askTables(word: string): boolean {
  if (/^[A-Za-z]{3}$/.test(word)) return ["UTC", "PRC", "ROC", "ROK"].includes(word);
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: word }).resolvedOptions();
    return timeZone === word || (timeZone.toLowerCase() !== word.toLowerCase() && /^[A-Z]/.test(word));
  } catch {
    return false;
  }
}
