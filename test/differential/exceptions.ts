// What may differ between systemd and us, each with the reason.
import { enumerations } from "../../server/src/language/knowledge/generated/enumerations.ts";
import { isSystemCall } from "../../server/src/language/words/systemCalls.ts";
import { filled } from "./machineFacts.ts";
import type { Put } from "./ourSide.ts";
import type { Probe } from "./probes.ts";

/** A difference that is none of the grammar's. */
export interface Exception {
  readonly reason: string;
  readonly holds: (probe: Probe) => boolean;
}

/** Why all other differences are excused, if they are. */
export const reasonUntold =
  "only the machine knows what a specifier stands for, and only whoever enables a template the instance: told that, we say what systemd does, and not of every text that could stand there";

/** What systemd objects to and we may be silent about, or object to without saying that the file is read no further. */
export const mayBeMissed: readonly Exception[] = [
  {
    reason: "what a specifier stands for is not there: enabling in a folder without os-release and its like",
    holds: ({ row, said }) =>
      row.directive.section === "Install" && said.every((text) => /cannot resolve/i.test(text)),
  },
  {
    reason: "the processor decides which personality there is",
    holds: ({ row, value }) =>
      row.directive.name === "Personality" &&
      enumerations.architecture.words.some(({ text }) => text === value),
  },
  {
    reason: "the library that knows the system calls decides which there are",
    holds: ({ row, said }) =>
      /^SystemCall(?:Filter|Log)$/.test(row.directive.name) &&
      said.every((text) => isSystemCall(/^System call (\S+) is not known/.exec(text)?.[1] ?? "")),
  },
  {
    reason:
      "a time zone is a file, and not every machine has them all; nor does anybody know here how a zone once called its time",
    holds: ({ row, value }) =>
      row.directive.name === "OnCalendar" &&
      !isKnownZone(value.slice(value.lastIndexOf(" ") + 1)) &&
      /\s(?:Factory|localtime|posixrules|(?:posix|right|SystemV|Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w+/-]*|[Mm][Ee][Ss]?[Tt]|[Uu][Cc][Tt]|[+-](?:0[0-9]|1[0-4])(?:[0-5][0-9])?)$/.test(
        value,
      ),
  },
  {
    reason:
      "the release of PCRE2 decides what blanks and commas in braces mean, where a range ends that is quoted, which options there are, within the pattern or before it, which groups have names, how a release of it is written, which names of properties, how large a pattern may grow, and a number",
    holds: ({ row, value, said }) =>
      row.directive.name === "LogFilterPatterns" &&
      !said.some((text) =>
        /(?:closing parenthesis|missing terminating .*|malformed .* sequence)$/.test(text),
      ) &&
      /^~?\(\*[A-Z0-9_=]+\)|\(\*(?:scs|scan_substring):|\{[0-9]*,?[0-9]{3,}|\{[ \t]*,|\{[^}]*[ \t]|\\[pP]|\\x(?![0-9a-fA-F{])|\(\?(?:\[|[\^a-zA-Z-]*[ax])|VERSION>?=\d+\.\d{3}|-\\[QE]|\[\[:[<>]:\]\]|\(\?[+-]?\d+\(|\\[89]\d{8}/.test(
        value,
      ),
  },
  {
    reason: "only the machine knows which network interfaces it has",
    holds: ({ row, value, said }) =>
      /^Listen(?:Stream|Datagram)$/.test(row.directive.name) &&
      said.every((text) => /No such device$/.test(text)) &&
      // No interface has so large a number.
      Number(/%([0-9]+)$/.exec(value)?.[1] ?? 0) < 2 ** 31,
  },
  {
    reason: "the kernel decides whether there are BPF programs",
    holds: ({ row, said }) =>
      /^(?:RestrictFileSystems|IP(?:In|E)gressFilterPath)$/.test(row.directive.name) &&
      said.every((text) => /BPF/.test(text)),
  },
];

/** Whether one of the reasons holds for a probe, as it is written or with what stands for its specifiers. */
export function mayMiss(probe: Probe, tell: Put["tell"]): boolean {
  const value = filled(probe.value, tell);
  return mayBeMissed.some(
    ({ holds }) => holds(probe) || (value !== probe.value && holds({ ...probe, value })),
  );
}

/** Whether the tables of this program have the zone, by whatever case: then systemd has its file. */
function isKnownZone(word: string): boolean {
  try {
    return word.includes("/") && new Intl.DateTimeFormat("en", { timeZone: word }).format(0) !== "";
  } catch {
    return false;
  }
}

/** Parsers that take anything, or object to anything; a run puts them to more values than the others to show it. */
export const oneSided: Readonly<Record<string, string>> = {
  config_parse_capability_set: "unknown capabilities are skipped in silence",
  config_parse_exec_secure_bits: "unknown words are skipped in silence",
  config_parse_string: "any text is taken",
  config_parse_warn_compat: "the directive is ignored with a remark, whatever its value",
  config_parse_job_mode_isolate: "a boolean is remarked on as deprecated, anything else as no boolean",
};
