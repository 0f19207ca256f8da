import type { UnitFile } from "./unitFile.ts";

/** One of the files a unit is made of. For the same text the same object is handed in again: it is read once. */
export interface UnitSource {
  readonly document: string;
  /** What it is, with the name of the unit it is part of. */
  readonly file: UnitFile;
}

/** What a unit is made of beside one of its files: the unit file first, then the drop-ins, in systemd's order. */
export interface RestOfUnit<Source extends UnitSource = UnitSource> {
  /** Read before that file. */
  readonly before: readonly Source[];
  /** Read after it. */
  readonly after: readonly Source[];
}
