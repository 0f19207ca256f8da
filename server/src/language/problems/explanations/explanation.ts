import type { PathKind } from "../../machine.ts";

/** What a code means, for people who want more than its message says. Markdown where it is prose. */
export interface Explanation {
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What is wrong, what systemd does about it, and what comes of that: one to three sentences. */
  readonly why: string;
  /** A file in which the judge finds exactly this. */
  readonly bad: Example;
  /** The same, mended: the judge finds nothing in it, not even advice. */
  readonly good: Example;
  /** How to mend it, where the good example does not say it all. */
  readonly fix?: string;
}

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

export interface Example extends ExampleFile {
  /** The release of systemd that it is judged for, where the verdict belongs to one. */
  readonly target?: number;
  /** The rest of the unit, where the verdict is about the whole: the unit file, or drop-ins, in systemd's order. */
  readonly beside?: readonly ExampleFile[];
  /** The other units, where the verdict is about this one among them. */
  readonly among?: readonly ExampleFile[];
  /** The machine that reads it, where the verdict is about what that has. */
  readonly machine?: ExampleMachine;
}

/** All that there is on a machine. */
export interface ExampleMachine {
  readonly paths: Readonly<Record<string, PathKind>>;
  /** Such as `user shop`. */
  readonly accounts: readonly string[];
}

/** A file of these lines. */
export function file(path: string, ...lines: readonly string[]): ExampleFile {
  // Not joined, so that V8 puts a text together when it is read: one of them is a mebibyte, and no check reads any.
  return { path, text: lines.reduce((text, line) => `${text}${line}\n`, "") };
}

/** `shop.service`, complete but for these lines of its [Service]. */
export function service(...lines: readonly string[]): ExampleFile {
  return file("shop.service", "[Service]", "ExecStart=/usr/bin/shop", ...lines);
}

/** `shop.service`, complete but for these lines of its [Unit]. */
export function described(...lines: readonly string[]): ExampleFile {
  return file("shop.service", "[Unit]", ...lines, "", "[Service]", "ExecStart=/usr/bin/shop");
}

/** `shop.socket`, complete but for these lines. */
export function socket(...lines: readonly string[]): ExampleFile {
  return file("shop.socket", "[Socket]", "ListenStream=/run/shop.sock", ...lines);
}

/** Rules of udev. */
export function rules(...lines: readonly string[]): ExampleFile {
  return file("/etc/udev/rules.d/70-token.rules", ...lines);
}
