// A file written as root by systemd itself, in a service of a moment: whoever may start units needs nothing more.
import { randomBytes } from "node:crypto";
import type { BusVariant } from "./bus.ts";

/** A file of the machine as it is to be: readable by all, and root's. */
export interface WrittenFile {
  /** Absolute. Folders that are missing on the way are made. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The service that writes a file, for StartTransientUnit. */
export interface WritingService {
  readonly unit: string;
  readonly properties: readonly (readonly [string, BusVariant])[];
}

/**
 * Writes beside the file and then puts that in its place, so that the old content stays where the new one finds no
 * room. What is beside it has a name that systemd reads neither as a unit nor as a drop-in.
 */
export function writingService({ path, bytes }: WrittenFile): WritingService {
  const mark = randomBytes(8).toString("hex");
  const beside = `${path}.${mark}.new`;
  return {
    unit: `unitwright-write-${mark}.service`,
    properties: [
      ["Description", text(`Unitwright writes ${path}`)],
      ["CollectMode", text("inactive-or-failed")],
      ["Type", text("oneshot")],
      ["StandardInput", text("data")],
      ["StandardInputData", { signature: "ay", value: Buffer.from(bytes) }],
      [
        "ExecStartEx",
        commands(
          ["/usr/bin/install", "-D", "-T", "-m", "0644", "/dev/stdin", beside],
          ["/usr/bin/mv", "-f", "-T", beside, path],
        ),
      ],
      ["ExecStopPostEx", commands(["/usr/bin/rm", "-f", beside])],
    ],
  };
}

/** The command line that does the same with the text on its standard input. */
export const writingCommand = (path: string): readonly string[] => [
  ...["install", "-D", "-m", "0644", "/dev/stdin", path],
];

const text = (value: string): BusVariant => ({ signature: "s", value });

/** A dollar sign in a path is one. */
const commands = (...lines: readonly (readonly string[])[]): BusVariant => ({
  signature: "a(sasas)",
  value: lines.map((words) => [words[0], words, ["no-env-expand"]]),
});
