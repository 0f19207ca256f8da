// What may differ between systemd and us, each with the reason.
import { findSpecifier, isInTable } from "../../server/src/language/words/specifiers.ts";
import type { Probe } from "./probes.ts";

/** A difference that is none of the grammar's. */
export interface Exception {
  readonly reason: string;
  readonly holds: (probe: Probe, version: number) => boolean;
}

/** A quote or a backslash behind a percent sign is gone when systemd looks for specifiers. */
const withoutQuotes = (value: string): string => value.replace(/["'\\]/g, "");

/** What systemd objects to and we may be silent about, or object to without saying that the file is read no further. */
export const mayBeMissed: readonly Exception[] = [
  {
    reason: "only the machine knows what a specifier in it stands for",
    holds: ({ row: { parsing }, value }, version) => {
      const table = parsing.specifiers;
      if (table === undefined) return false;
      const plain = withoutQuotes(value.replaceAll("%%", ""));
      return [...plain.matchAll(/%([A-Za-z])/g)].some(([, letter = ""]) => {
        const specifier = findSpecifier(letter);
        const isOurs = "nNpPiIjJf".includes(letter) || specifier?.ofSystem !== undefined;
        return specifier !== undefined && !isOurs && isInTable(specifier, table, version);
      });
    },
  },
  {
    reason: "the processor decides which personality there is",
    holds: ({ row, value }) => row.directive.name === "Personality" && /^[a-z0-9-]+$/.test(value),
  },
  {
    reason: "the library that knows the system calls decides which there are",
    holds: ({ row, said }) =>
      /^SystemCall(?:Filter|Log)$/.test(row.directive.name) &&
      said.every((text) => /^System call .* is not known|libseccomp/.test(text)),
  },
  {
    reason:
      "a time zone is a file, and not every machine has them all; it may have a name of its own for its zone",
    holds: ({ row, value }) =>
      row.directive.name === "OnCalendar" &&
      /\s(?:(?!(?!posix|right)[a-z][\w+-]*\/[^%]*$)[A-Za-z%][\w+/%-]*|[+-][0-9]{2}(?:[0-9]{2})?)$/.test(
        value,
      ),
  },
  {
    reason:
      "the release of PCRE2 decides what blanks and commas in braces mean, where a range ends that is quoted, which options there are, within the pattern or before it, which groups have names, how a release of it is written, which names of properties, how large a pattern may grow, and a number",
    holds: ({ row, value }) =>
      row.directive.name === "LogFilterPatterns" &&
      /^~?\(\*[A-Z0-9_=]+\)|\(\*(?:scs|scan_substring):|\{[0-9]*,?[0-9]{3,}|\{[ \t]*,|\{[^}]*[ \t]|\\[pP]|\\x(?![0-9a-fA-F{])|\(\?(?:\[|[\^a-zA-Z-]*[ax])|VERSION>?=\d+\.\d{3}|-\\[QE]|\[\[:[<>]:\]\]|\(\?[+-]?\d+\(|\\[89]\d{8}/.test(
        value,
      ),
  },
  {
    reason: "only the machine knows which network interfaces it has",
    holds: ({ row, value }) =>
      /^Listen(?:Stream|Datagram)$/.test(row.directive.name) &&
      /%(?:%[^%]+|[^%A-Za-z].*)$/.test(value) &&
      // No interface has so large a number.
      Number(/%([0-9]+)$/.exec(value)?.[1] ?? 0) < 2 ** 31,
  },
  {
    reason: "the instance that a template is enabled as is named on the command line",
    holds: ({ row, value, file }) =>
      row.directive.section === "Install" &&
      file.includes("@.") &&
      (/%[nNiI]/.test(withoutQuotes(value)) || (row.directive.name === "Alias" && value.includes("@"))),
  },
  {
    reason: "a unit that Also= names by a specifier is not there",
    holds: ({ row, value }) => row.directive.name === "Also" && value.includes("%"),
  },
  {
    reason: "the kernel decides whether there are BPF programs",
    holds: ({ row, said }) =>
      /^(?:RestrictFileSystems|IP(?:In|E)gressFilterPath)$/.test(row.directive.name) &&
      said.every((text) => /BPF/.test(text)),
  },
];

/** Parsers that take anything, or object to anything; a run puts them to more values than the others to show it. */
export const oneSided: Readonly<Record<string, string>> = {
  config_parse_capability_set: "unknown capabilities are skipped in silence",
  config_parse_exec_secure_bits: "unknown words are skipped in silence",
  config_parse_string: "any text is taken",
  config_parse_warn_compat: "the directive is ignored with a remark, whatever its value",
  config_parse_job_mode_isolate: "a boolean is remarked on as deprecated, anything else as no boolean",
};
