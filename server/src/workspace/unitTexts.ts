import { statSync } from "node:fs";
import { readAgain } from "../language/analysedSource.ts";
import type { UnitFile } from "../language/units/unitFile.ts";
import type { UnitSource } from "../language/units/unitSource.ts";
import type { Freshness } from "./folderListings.ts";
import { readUnitText, type UnitText } from "./readUnitText.ts";

/** One of the files a unit is made of, and where it lies. */
export interface UnitPart extends UnitSource {
  readonly path: string;
}

/** The texts that an editor holds: they count before what is on disk, and where nothing is on disk yet. */
export interface OpenTexts {
  /** The text for a path; undefined where the editor holds none. */
  textAt(path: string): string | undefined;
  paths(): Iterable<string>;
}

/** Of a caller without an editor. */
export const nothingOpen: OpenTexts = { textAt: () => undefined, paths: () => [] };

/** Times of files are coarse, so a young one proves nothing yet; in milliseconds. */
const settledAfter = 100;
/** More files than the units of a system are made of; what is beyond is read again. */
const keptAtMost = 20_000;

interface Known {
  /** What the file system told of the file; undefined where it changed only just now. */
  readonly stamp: string | undefined;
  readonly text: UnitText;
}

/** The texts of unit files and drop-ins, from the editor or from disk, read again when they have changed. */
export class UnitTexts {
  readonly #freshness: Freshness;
  readonly #open: OpenTexts;
  readonly #known = new Map<string, Known>();
  /** By path: the same file may be a part of several units. */
  readonly #parts = new Map<string, readonly UnitPart[]>();

  constructor(freshness: Freshness, open: OpenTexts) {
    this.#freshness = freshness;
    this.#open = open;
  }

  /** `listed` says that the folder was just listed with it as a regular file. */
  read(path: string, listed?: "file" | undefined): UnitText {
    const text = this.#open.textAt(path);
    return text === undefined ? this.#readFile(path, listed) : { kind: "text", text };
  }

  /** A text as a part of a unit: the same object as before, as long as nothing about it is new. */
  part(path: string, document: string, file: UnitFile): UnitPart {
    const all = this.#parts.get(path);
    const known = all?.find((one) => isSameFile(one.file, file));
    if (known?.document === document) return known;
    const part = { path, document, file };
    if (known !== undefined) readAgain(part, known);
    if (this.#parts.size >= keptAtMost) this.#parts.clear();
    this.#parts.set(path, all === undefined ? [part] : [...all.filter((one) => one !== known), part]);
    return part;
  }

  #readFile(path: string, listed?: "file" | undefined): UnitText {
    const known = this.#known.get(path);
    if (known !== undefined && this.#freshness === "once") return known.text;
    const stamp = this.#freshness === "once" ? undefined : stampOf(path);
    if (known !== undefined && stamp !== undefined && known.stamp === stamp) return known.text;
    const text = readUnitText(path, listed);
    if (this.#known.size >= keptAtMost) this.#known.clear();
    this.#known.set(path, { stamp, text });
    return text;
  }
}

function isSameFile(one: UnitFile, other: UnitFile): boolean {
  return (
    one === other ||
    (one.name?.name === other.name?.name &&
      one.kind === other.kind &&
      one.isShared === other.isShared &&
      one.stray?.folder === other.stray?.folder &&
      one.template === other.template &&
      one.scope === other.scope)
  );
}

function stampOf(path: string): string | undefined {
  try {
    const { dev, ino, size, mtimeMs, ctimeMs } = statSync(path);
    return Date.now() - ctimeMs > settledAfter ? `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}` : undefined;
  } catch {
    return undefined;
  }
}
