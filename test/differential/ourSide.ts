// Our verdict on a line. Also built by itself, with mistakes planted in what it imports.
import { analyse } from "../../server/src/language/analysis.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import type { ProblemCode } from "../../server/src/language/problems/catalogue.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { specifiers } from "../../server/src/language/words/specifiers.ts";

/** What becomes of a line: taken in silence, spoken of, or the last that is read. */
export type LineVerdict = "silent" | "said" | "stops";

export interface OurVerdict {
  readonly verdict: LineVerdict;
  readonly codes: readonly ProblemCode[];
}

/**
 * Whether the whole assignment is meant, or its value alone, without what every use of the directive is told; or
 * enabling the unit, which alone reads [Install].
 */
export type Reach = "assignment" | "value" | "enabling";

/** What is said of a directive whatever its value. */
const ofDirective = new Set<ProblemCode>([
  "deprecated-directive",
  "removed-directive",
  "old-directive-name",
  "not-for-this-type",
]);

/**
 * What we say that the release does with the only assignment of a file; our own advice does not count. `machine` has
 * what specifiers stand for, where we are to be told that.
 */
export function ourVerdict(
  text: string,
  name: string,
  version: number,
  about: Reach,
  machine?: ReadonlyMap<string, string>,
): OurVerdict {
  const named = unitFileOf(`/etc/systemd/system/${name}`);
  if (named === undefined) return { verdict: "silent", codes: [] };
  const file = machine === undefined ? named : { ...named, machine };
  const problems = judge(analyse(text, file, directivesFor(version))).filter(({ code, consequence }) =>
    about === "enabling"
      ? consequence === "start-fails"
      : consequence !== "none" && !(about === "value" && ofDirective.has(code)),
  );
  const stops = problems.some(({ consequence }) => consequence === "rest-dropped");
  return {
    verdict: stops ? "stops" : problems.length === 0 ? "silent" : "said",
    codes: problems.map(({ code }) => code),
  };
}

/** A question with systemd's answer, as it is put to us. */
export interface Put {
  readonly text: string;
  readonly file: string;
  readonly version: number;
  readonly about: Reach;
  readonly theirs: LineVerdict;
  /** What only the machine knows; gives undefined where there is nothing to tell. */
  readonly tell: () => Told | undefined;
}

/** What only the machine and whoever enables a unit there know. */
export interface Told {
  /** The name of the file, that of an instance where one is enabled. */
  readonly file: string;
  /** What specifiers stand for, by their letters. */
  readonly specifiers: ReadonlyMap<string, string>;
}

/**
 * How our verdict stands to systemd's: the same, or so as soon as we are told what only the machine knows; milder, which
 * may have another excuse; or different.
 */
export type Standing = "same" | "same-when-told" | "milder" | "different";

/** Compares the verdicts about a probe; gives ours as well, which we make without being told anything. */
export function standingOf({ text, file, version, about, theirs, tell }: Put): OurVerdict & {
  readonly standing: Standing;
} {
  const ours = ourVerdict(text, file, version, about);
  if (ours.verdict === theirs) {
    // What we object to whatever specifiers stand for must be none of what we take where they stand for this or that.
    const isHasty =
      theirs !== "silent" &&
      /%[A-Za-z]/.test(text) &&
      fillings.some((specifiers) => ourVerdict(text, file, version, about, specifiers).verdict === "silent");
    return { ...ours, standing: isHasty ? "different" : "same" };
  }
  const isSame = (name: string, specifiers: ReadonlyMap<string, string>) =>
    ourVerdict(text, name, version, about, specifiers).verdict === theirs;
  const told = theirs === "silent" ? undefined : tell();
  if (told !== undefined && isSame(told.file, told.specifiers)) {
    // Where it is all the same what specifiers stand for, nobody needs to be told.
    const isClear = told.file === file && fillings.every((specifiers) => isSame(file, specifiers));
    if (!isClear) return { ...ours, standing: "same-when-told" };
  }
  const isMilder = ours.verdict === "silent" || theirs === "stops";
  return { ...ours, standing: isMilder ? "milder" : "different" };
}

/** Texts that specifiers could stand for, each for all of them at once. */
const fillings = ["", "a", "1", "/a", "a.b", "a.service", "b", "/", "a:b", "0", "A=b", "a@a-b.service"].map(
  (text) => new Map(specifiers.map(({ letter }) => [letter, text])),
);
