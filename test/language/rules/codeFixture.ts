/** What shows a code at work. */
export interface CodeFixture {
  /**
   * A file with the mistake, every problem drawn below its line. Where no `right` is given, a line of the same
   * directive without a mark shows what is right.
   */
  readonly wrong: string;
  /** The same without the mistake: nothing is said about it. */
  readonly right?: string;
  /** The release it is judged for. */
  readonly target?: number;
}
