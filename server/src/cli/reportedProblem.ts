import { relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Problem } from "../language/problems/catalogue.ts";
import type { Severity } from "../language/problems/consequence.ts";
import type { Place } from "../language/text/lineIndex.ts";

/** A problem as the command line reports it. */
export interface ReportedProblem {
  /** The file, spelt as the user gave it. */
  readonly path: string;
  readonly problem: Problem;
  readonly severity: Severity;
  /** Lines and columns from 0. */
  readonly from: Place;
  readonly to: Place;
}

/** The path as seen from the current folder, which is where services take it from; undefined where it lies elsewhere. */
export function pathBelowHere(path: string): string | undefined {
  const below = relative("", resolve(path));
  return below === ".." || below.startsWith(`..${sep}`) ? undefined : below;
}

/** The address of a file: relative to the current folder where it lies below that. */
export function addressOf(path: string): string {
  const here = pathToFileURL(`${resolve("")}/`).href;
  const address = pathToFileURL(resolve(path)).href;
  if (!address.startsWith(here)) return address;
  const below = address.slice(here.length);
  // What stands before a colon would be read as a scheme.
  return /^[^/]*:/.test(below) ? `./${below}` : below;
}
