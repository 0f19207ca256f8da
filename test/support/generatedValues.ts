// Values to ask a real systemd about: right ones, near misses, and what slips of the finger make of both.
import fc from "fast-check";
import {
  type Enumeration,
  enumerations,
  enumerationsOfParser,
} from "../../server/src/language/knowledge/generated/enumerations.ts";
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import { fittingValues } from "./fittingValues.ts";
import { share } from "./neighbours.ts";
import { families } from "./valueFamilies.ts";

/**
 * Values for an assignment whose type is `value`, of the directive where it is known. None ends in a backslash that would take the next line along, and
 * none holds a character that ends a line.
 */
export function generatedValues(value: ValueName, directive?: string): fc.Arbitrary<string> {
  const key = `${value} ${directive}`;
  const made = arbitraries.get(key) ?? arbitraryOf(value, directive);
  arbitraries.set(key, made);
  return made;
}

const arbitraries = new Map<string, fc.Arbitrary<string>>();

function arbitraryOf(value: ValueName, directive: string | undefined): fc.Arbitrary<string> {
  const likely = fc.oneof(...familiesOf(value));
  const good = fittingValues(value, directive) ?? likely;
  return fc
    .oneof(
      { weight: 10, arbitrary: good },
      { weight: 5, arbitrary: mutated(good) },
      { weight: 2, arbitrary: likely },
      { weight: 2, arbitrary: mutated(likely) },
      { weight: 1, arbitrary: anyFamily },
    )
    .map(asLine)
    .filter(isAskable);
}

/** The text as the value of one line: without what ends a line, and without blanks at its ends. */
export function asLine(text: string): string {
  return text.replace(/[\n\r\0]/g, " ").trim();
}

/** Whether the value keeps to its line, is none that we leave open, and is not what makes the line longer than any may be. */
export function isAskable(text: string): boolean {
  return text.length < 300_000 && (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 0 && !leftOpen.test(text);
}

/**
 * What we leave open: a sign or another `0b` before `0b`, which is up to the C library, and an escaped surrogate, which
 * systemd took before 262.
 */
const leftOpen = /(?:[+-]|0[bB][\\\s]*)0[bB]|\\[uU](?:0000)?[dD][89a-fA-F]/;

type Family = keyof typeof families;

const anyFamily = fc.oneof(...Object.values(families));

/** The families whose words the value types take, by a part of the type's name; the first that fits counts. */
const familyByName: readonly (readonly [RegExp, readonly Family[]])[] = [
  [/bool|tristate|apivfs|isolate/, ["booleans"]],
  [/user_group/, ["accounts"]],
  [/environ|log_extra/, ["environment"]],
  [/in_addr|address_families|interface|host_name|bus_name/, ["networks", "plainText"]],
  [/socket_listen|socket_bind$/, ["sockets"]],
  [/documentation/, ["uris"]],
  [/exec_input$|exec_output/, ["streams"]],
  [/base64|input_data|root_hash/, ["base64", "path"]],
  [
    /affinity|cpu_?set|numa_mask|capability|syscall|set_status|filesystems|namespaces|controllers|delegate|coredump|secure/,
    ["sets"],
  ],
  [/device|io_limit|blockio_band/, ["devices"]],
  [
    /bind_paths|images|credential|directories|open_file|bpf_foreign|nft|image_policy|image_options|temporary/,
    ["fields", "paths"],
  ],
  [/timer$/, ["timeSpan", "calendar"]],
  [/timeout|_sec|nsec/, ["timeSpan"]],
  [/rlimit/, ["timeSpan", "size", "number", "number"]],
  [/memory_limit|tasks_max|cpu_quota|pressure_limit/, ["percentage", "size", "number"]],
  [/^(?!.*tty).*size/, ["size"]],
  [/parse_mode$/, ["mode"]],
  [/signal/, ["signal"]],
  [/exec$/, ["command"]],
  [/unit_deps|sockets/, ["unitNames"]],
  [/slice|trigger_unit|socket_service/, ["unitName"]],
  [/strv|mounts_for/, ["paths"]],
  [/path|env_file|directory|pid_file|bpf_progs/, ["path", "paths"]],
  [/string|condition|label|profile|context/, ["plainText"]],
  [
    /weight|shares|prio|nice|adjust|status|unsigned|int|long|class|policy|level|facility|tty_size|tos/,
    ["number"],
  ],
];

function familiesOf(value: ValueName): readonly [fc.Arbitrary<string>, ...fc.Arbitrary<string>[]] {
  const words = (enumerationsOfParser[value] ?? []).flatMap((name) => {
    const { words }: Enumeration = enumerations[name];
    return words.map(({ text }) => text);
  });
  const fitting =
    familyByName.find(([name]) => name.test(value))?.[1].map((family) => families[family]) ?? [];
  const keywords =
    words.length === 0
      ? []
      : [fc.constantFrom(...words), fc.constantFrom(...words), families.booleans, usualWords];
  const [first = families.plainText, ...rest] = [...keywords, ...fitting];
  return [first, ...rest];
}

/** Words that many directives take, and many do not. */
const usualWords = fc.constantFrom(
  ..."all none auto off default infinity max min inherit self private".split(" "),
);

/** One slip of the finger: where (a share of the length), what kind, and the character that comes in. */
const slip = fc.tuple(
  share,
  fc.constantFrom("insert", "delete", "double", "case", "swap", "replace", "neighbour"),
  fc.constantFrom(
    ...(" \t\"'\\%-+!@:;,.=/~*|$0189aZ#é‰\u00a0\u2028😀\x07\v\f\x7f\x1f\x80[]{}()<>?&^_`z9A".match(/./gsu) ??
      []),
  ),
);

function mutated(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(values, fc.array(slip, { minLength: 1, maxLength: 2 })).map(([value, slips]) => {
    let text = value;
    for (const [where, kind, character] of slips) {
      const at = Math.floor(where * text.length);
      const letter = text[at] ?? "";
      const [before, after] = [text.slice(0, at), text.slice(at + 1)];
      if (kind === "insert") text = before + character + letter + after;
      else if (kind === "delete") text = before + after;
      else if (kind === "double") text = before + letter + letter + after;
      else if (kind === "case") text = before + otherCase(letter) + after;
      else if (kind === "replace") text = before + character + after;
      // The very next character of the alphabet: `[` behind `Z`, `:` behind `9`.
      else if (kind === "neighbour")
        text = before + String.fromCharCode((letter.charCodeAt(0) || 96) + 1) + after;
      else text = before + after.slice(0, 1) + letter + after.slice(1);
    }
    // A slip may have cut a character in two.
    return text.replace(/\p{Surrogate}/gu, "");
  });
}

function otherCase(letter: string): string {
  const upper = letter.toUpperCase();
  return upper === letter ? letter.toLowerCase() : upper;
}
