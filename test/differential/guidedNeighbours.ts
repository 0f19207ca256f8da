// Neighbours of values at each place where our own code decides: a mistake there shows in values that come by it.
import fc from "fast-check";
import { asLine, isAskable } from "../support/generatedValues.ts";
import { type Change, share, usualChanges, withUnknown } from "../support/neighbours.ts";
import { vocabularyChanges, withStray } from "../support/vocabularyChanges.ts";
import type { Named } from "./namedInCode.ts";
import type { Guide } from "./probes.ts";
import { type Question, reachOf, textOf } from "./questions.ts";
import { type Look, vocabularyOf, type Watched, type Watching } from "./watchedCode.ts";

/** A value made of another one. */
type Guided = ReturnType<Guide>[number];

/**
 * A guide to what few of the given values come by: half of what it makes changes values that take a rare branch of our
 * code by what is named there, and half what a pattern of ours looked at, at that place. Several times as many are made
 * as are wanted: those go on that come by what few have come by before.
 */
export function guideThrough({ watch, namedBy, namedIn }: Watching): Guide {
  const changesBy = new Map<number, readonly Change[]>();
  const changesOf = (branch: number): readonly Change[] => {
    const known = changesBy.get(branch) ?? vocabularyChanges(vocabularyOf(namedBy(branch)));
    changesBy.set(branch, known);
    return known;
  };
  return (questions, { version, seed, count }) => {
    const choose = choices(seed, 20 * count);
    const watchOne = (question: Question) =>
      watch(textOf(question), question.file, version, reachOf({ ...question, standing: [] }));
    const isRare = rarity();
    for (const question of questions) isRare(watchOne(question));
    const found: Guided[] = [];
    let from = questions;
    for (let round = 0; round < rounds; round++) {
      const short = from.filter(({ value }) => value.length <= longest);
      const places = placesOf(chosen(short, atMostWatched, choose), watchOne);
      const made = [
        ...turning(places.branches, (madeForEach * count) / rounds / 2, choose, (branch, of) =>
          changedBy(choose() < 0.6 ? changesOf(branch) : usualChanges, of.value, choose),
        ),
        ...turning(places.looks, (madeForEach * count) / rounds / 2, choose, (_, { value, look }) =>
          changedAt(value, look, namedIn(look.pattern), choose),
        ),
      ];
      // What is asked of one directive may be read otherwise by another that has the same parser.
      const others = made
        .filter(({ value }) => isAskable(asLine(value)))
        .map(({ of, value }) => ({
          of: choose() < 0.3 ? (oneOf(questions, choose) ?? of) : of,
          value: (choose() < 0.1 ? withUnknown(value, choose()) : undefined) ?? value,
        }));
      const [rare, usual] = split(others, ({ of, value }) =>
        isRare(watchOne({ ...of, value: asLine(value) })),
      );
      const kept = [
        ...chosen(rare, Math.ceil(count / rounds), choose),
        ...chosen(usual, Math.max(0, Math.ceil(count / rounds) - rare.length), choose),
      ];
      found.push(...kept);
      from = kept.map(({ of, value }) => ({ ...of, value }));
    }
    return found;
  };
}

const rounds = 3;

/** Longer values take long to watch, and what is made of them tells little more. */
const longest = 600;

/** So many values are made and watched for each one that is kept. */
const madeForEach = 4;

/** Counts what values come by; what it gives counts one more, and tells whether it came by something rare so far. */
function rarity(): (watched: Watched) => boolean {
  const branchCounts = new Map<number, number>();
  const outcomeCounts = new Map<number, number>();
  const isRareIn = (counts: Map<number, number>, places: readonly number[]) => {
    let isRare = false;
    for (const place of places) {
      const before = counts.get(place) ?? 0;
      if (before < rarely) isRare = true;
      counts.set(place, before + 1);
    }
    return isRare;
  };
  return ({ branches, outcomes }) => {
    const isRare = isRareIn(branchCounts, branches);
    return isRareIn(outcomeCounts, outcomes) || isRare;
  };
}

/** What fewer values than these come by is rare. */
const rarely = 12;

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  const first: T[] = [];
  const second: T[] = [];
  for (const one of all) (isFirst(one) ? first : second).push(one);
  return [first, second];
}

type Choose = () => number;

/** Numbers from 0 to 1 without an end. */
function choices(seed: number, count: number): Choose {
  const drawn = fc.sample(share, { seed, numRuns: Math.max(1, Math.ceil(count)) });
  let next = 0;
  return () => drawn[next++ % drawn.length] ?? 0;
}

/** So many of each parser's values are watched. */
const atMostWatched = 1000;

function chosen<T>(all: readonly T[], count: number, choose: Choose): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, () => oneOf(all, choose)).filter((one) => one !== undefined);
}

function oneOf<T>(all: readonly T[], choose: Choose): T | undefined {
  return all[Math.floor(choose() * all.length)];
}

interface Places {
  /** By branch, some of the values that take it; without the branches that all of them take. */
  readonly branches: ReadonlyMap<number, readonly Question[]>;
  /** By pattern, and by whether it matched, some of its looks. */
  readonly looks: ReadonlyMap<string, readonly (Question & { readonly look: Look })[]>;
}

function placesOf(
  questions: readonly Question[],
  watch: (question: Question) => ReturnType<Watching["watch"]>,
): Places {
  const branches = new Map<number, Question[]>();
  const looks = new Map<string, (Question & { readonly look: Look })[]>();
  for (const question of questions) {
    const watched = watch(question);
    for (const branch of watched.branches) put(branches, branch, question, questions.length);
    for (const look of watched.looks)
      put(looks, `${look.pattern} ${look.text === undefined}`, { ...question, look }, 40);
  }
  for (const [branch, all] of branches) if (all.length === questions.length) branches.delete(branch);
  return { branches, looks };
}

function put<Key, Value>(into: Map<Key, Value[]>, key: Key, value: Value, atMost: number): void {
  const all = into.get(key) ?? [];
  into.set(key, all);
  if (all.length < atMost) all.push(value);
}

/** One change for each place in turn, until there are so many. */
function turning<Key, Of extends Question>(
  places: ReadonlyMap<Key, readonly Of[]>,
  count: number,
  choose: Choose,
  change: (key: Key, of: Of) => string | undefined,
): readonly Guided[] {
  const found: Guided[] = [];
  for (let turn = 0; turn < 50 && found.length < count; turn++) {
    for (const [key, all] of places) {
      const of = oneOf(all, choose);
      const value = of === undefined ? undefined : change(key, of);
      if (of !== undefined && value !== undefined && value !== of.value) found.push({ of, value });
    }
  }
  // Where there is not room for all, none is left out for coming later.
  return found.length <= count ? found : chosen(found, Math.ceil(count), choose);
}

function changedBy(changes: readonly Change[], value: string, choose: Choose): string | undefined {
  return oneOf(changes, choose)?.(value, choose());
}

/** The value with what the pattern looked at nearly as it was, or nearly as the pattern wants it. */
function changedAt(
  value: string,
  { input, at, text }: Look,
  named: Named | undefined,
  choose: Choose,
): string | undefined {
  const inputAt = value.indexOf(input);
  if (text === undefined) {
    const shape = oneOf(named?.shapes ?? [], choose);
    if (shape === undefined || inputAt < 0) return undefined;
    const kind = choose();
    const put = kind < 0.4 ? shape : kind < 0.8 ? withStray(shape, choose()) : nearly(shape, named, choose);
    const to = choose() < 0.5 ? inputAt + at : inputAt + input.length;
    return value.slice(0, inputAt + at) + put + value.slice(to);
  }
  const from = inputAt < 0 ? value.indexOf(text) : inputAt + at;
  if (from < 0 || text === "") return undefined;
  return value.slice(0, from) + nearly(text, named, choose) + value.slice(from + text.length);
}

/** How long names, sockets' paths, parts of paths and paths may be, and one more. */
const limits = [16, 107, 108, 255, 256, 4095, 4096];

/** The text with one character more, less or other, or another text that the pattern matches. */
function nearly(text: string, named: Named | undefined, choose: Choose): string {
  const at = Math.floor(choose() * (text.length + 1));
  // What nothing of ours names may be taken by mistake.
  const character = (choose() < 0.8 ? oneOf(named?.characters ?? [], choose) : undefined) ?? "#";
  const kind = choose();
  if (kind < 0.2) return text.slice(0, at) + character + text.slice(at + 1);
  if (kind < 0.4) return text.slice(0, at) + character + text.slice(at);
  if (kind < 0.5) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.6) return text.slice(0, at + 1) + text.slice(at);
  if (kind < 0.75) return withStray(text, choose());
  if (kind < 0.85) return oneOf(named?.shapes ?? [], choose) ?? text.slice(0, at);
  if (kind < 0.92) return text.padEnd(oneOf(limits, choose) ?? 0, text.at(-1));
  const length = Number(oneOf(named?.numbers ?? [], choose) ?? at) + Math.floor(choose() * 3) - 1;
  return length > 0 && length < 5000
    ? text.slice(0, at) + (text[at] ?? character).repeat(length) + text.slice(at)
    : "";
}
