// Values to ask a real systemd about: right ones, near misses, and what slips of the finger make of both.
import fc from "fast-check";
import {
  type Enumeration,
  enumerations,
  enumerationsOfParser,
} from "../../server/src/language/knowledge/generated/enumerations.ts";
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import { signals } from "../../server/src/language/words/signals.ts";

/**
 * Values for an assignment whose type is `value`. None ends in a backslash that would take the next line along, and
 * none holds a character that ends a line.
 */
export function generatedValues(value: ValueName): fc.Arbitrary<string> {
  const fitting = fc.oneof(...familiesOf(value));
  return fc
    .oneof(
      { weight: 5, arbitrary: fitting },
      { weight: 4, arbitrary: mutated(fitting) },
      { weight: 1, arbitrary: anyFamily },
    )
    .map((text) => text.replace(/[\n\r\0]/g, " ").trim())
    .filter((text) => (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 0 && !leftOpen.test(text));
}

/**
 * What we leave open: a sign before `0b`, which is up to the C library, and an escaped surrogate, which systemd took
 * before 262.
 */
const leftOpen = /[+-]0[bB]|\\[uU](?:0000)?[dD][89a-fA-F]/;

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: length });
const blank = fc.constantFrom("", "", "", " ", "\t", "  ");

const edges = [31n, 32n, 63n, 64n].flatMap((bits) => [2n ** bits - 1n, 2n ** bits, 2n ** bits + 1n]);
const number = fc.oneof(
  fc.constantFrom(
    ..."0 1 7 8 19 20 39 40 99 100 127 128 254 255 256 1000 1001 32767 32768 262144".split(" "),
  ),
  fc.constantFrom(...edges.flatMap((edge) => [`${edge}`, `-${edge}`])),
  fc.tuple(fc.constantFrom("", "", "+", "-"), digits(4)).map((parts) => parts.join("")),
  fc
    .tuple(
      fc.constantFrom("", "+", "-"),
      fc.constantFrom("0x", "0X", "0b", "0B", "0o", "0O", "0", "00"),
      fc.constantFrom("0", "1", "7", "8", "10", "17", "1f", "FF", "777", "4294967296"),
    )
    .map((parts) => parts.join("")),
);

const fraction = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  digits(3).map((text) => `.${text}`),
);
const oneToThree = (part: fc.Arbitrary<string>) =>
  fc
    .array(
      fc.tuple(part, blank).map((parts) => parts.join("")),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join("").trim());

const size = oneToThree(
  fc
    .tuple(number, fraction, blank, fc.constantFrom(..."EPTGMKB".split(""), "", "k", "KB", "KiB"))
    .map((all) => all.join("")),
);

const timeUnits =
  "s sec second seconds m min minute minutes M month months h hr hour hours d day days w week weeks y year years ms msec us usec µs μs ns nsec S H D".split(
    " ",
  );
const timeSpan = fc.oneof(
  oneToThree(
    fc.tuple(number, fraction, blank, fc.constantFrom(...timeUnits, "", "")).map((all) => all.join("")),
  ),
  fc.constantFrom("infinity", "infinity ", "0", "-1", "Infinity", "1h 30min", "2d4h", "5min20s"),
);

const percentage = fc
  .tuple(number, fraction, fc.constantFrom("%", "%", "‰", "‱", ""))
  .map((all) => all.join(""));
const mode = fc
  .tuple(
    fc.constantFrom("", "0", "00", "+", "0o"),
    fc.string({ unit: fc.constantFrom(..."01234567"), maxLength: 5 }),
  )
  .map((all) => all.join(""));

const signal = fc.oneof(
  fc.constantFrom(...signals.flatMap(({ name }) => [name, name.slice(3)])),
  fc
    .tuple(
      fc.constantFrom("", "SIG"),
      fc.constantFrom("RTMIN", "RTMAX"),
      fc.constantFrom("", "+", "-"),
      fc.oneof(digits(2), number),
    )
    .map((all) => all.join("")),
  fc.integer({ min: -2, max: 70 }).map(String),
);

const specifier = fc
  .string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0189%-_é"),
    minLength: 1,
    maxLength: 1,
  })
  .map((letter) => `%${letter}`);
const part = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "usr",
      "bin",
      "etc",
      "a",
      "a b",
      "app.conf",
      "..",
      ".",
      "...",
      "a..b",
      "é",
      "*",
      "~",
      "-",
      "x\\x2dy",
      "$HOME",
      "",
    ),
  },
  { weight: 1, arbitrary: specifier },
  {
    weight: 1,
    arbitrary: fc.constantFrom("n".repeat(255), "n".repeat(256), "é".repeat(127), "é".repeat(128)),
  },
);
const path = fc
  .tuple(
    fc.constantFrom("/", "/", "/", "//", "", "./", "~"),
    fc.array(part, { maxLength: 4 }),
    fc.constantFrom("", "", "/"),
  )
  .map(([root, parts, end]) => `${root}${parts.join("/")}${end}`);
const signed = (signs: string) => fc.string({ unit: fc.constantFrom(...signs), maxLength: 3 });
const paths = fc
  .array(
    fc
      .tuple(signed("-+~!|"), path, fc.constantFrom("", "'", '"'))
      .map(([sign, text, quote]) => `${quote}${sign}${text}${quote}`),
    { minLength: 1, maxLength: 3 },
  )
  .map((words) => words.join(" "));

const unitTypes = "service socket timer path mount automount swap slice scope target device".split(" ");
const unitName = fc.oneof(
  fc
    .tuple(
      fc.oneof(
        fc.constantFrom(
          "a",
          "app",
          "a-b",
          "a.b",
          "a:b",
          "a_b",
          "",
          "-",
          "é",
          "a b",
          "dev-x\\x2dy",
          "probe",
          "-.",
          "x".repeat(250),
        ),
        specifier,
      ),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant("") },
        fc.constantFrom("@", "@i", "@@", "@a@b", "@%i", "@%j"),
      ),
      fc.constantFrom(
        ...unitTypes.map((type) => `.${type}`),
        ".service",
        ".slice",
        ".Service",
        ".conf",
        "",
        ".",
      ),
    )
    .map((all) => all.join("")),
  fc.constantFrom("-.slice", "-.mount", "probe.service", "probe.timer", "system.slice"),
);
const unitNames = fc.array(unitName, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));

const escapeSequence = fc.constantFrom(
  ..."\\n \\t \\\\ \\s \\\" \\' \\x41 \\x4 \\x00 \\xe9 \\101 \\400 \\000 \\u00e9 \\ud800 \\u0000 \\U0001f600 \\U00110000 \\q \\; \\$ \\- \\ ".split(
    " ",
  ),
);
const argument = fc
  .tuple(
    fc.constantFrom("", "", "", '"', "'"),
    fc.array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom("a", "b c", "-x", "$X", "$" + "{X}", "$$", "é", "=", ":", "/etc"),
        },
        escapeSequence,
        specifier,
      ),
      { maxLength: 3 },
    ),
    fc.constantFrom("", "", "", '"', "'"),
  )
  .map(
    ([open, parts, close]) => `${open}${parts.join("")}${open === "" ? (close === "'" ? "'" : "") : open}`,
  );
const command = fc
  .tuple(
    signed("-@:+!|"),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("/bin/true", "true", "/bin/sh -c", "/usr/bin/env") },
      path,
      argument,
    ),
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: argument },
        fc.constantFrom(";", "\\;", "; /bin/true", "; -true", ";;"),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([signs, program, words]) => [`${signs}${program}`, ...words].join(" "));

const booleans = fc.constantFrom(
  "yes",
  "no",
  "true",
  "false",
  "on",
  "off",
  "1",
  "0",
  "y",
  "n",
  "t",
  "f",
  "YES",
  "oFF",
  "Y",
  "yess",
  "yes no",
  "2",
);
const plainText = fc.oneof(
  fc.constantFrom("a text", "é", "-", "~", "*", "user", "100%", "a;b", "# no comment"),
  specifier,
  fc.array(fc.oneof(argument, specifier), { maxLength: 3 }).map((words) => words.join(" ")),
);

const families = {
  number,
  size,
  timeSpan,
  percentage,
  mode,
  signal,
  path,
  paths,
  unitName,
  unitNames,
  command,
  booleans,
  plainText,
} as const;
type Family = keyof typeof families;

const anyFamily = fc.oneof(...Object.values(families));

/** The families whose words the value types take, by a part of the type's name; the first that fits counts. */
const familyByName: readonly (readonly [RegExp, readonly Family[]])[] = [
  [/bool|tristate|apivfs|isolate/, ["booleans"]],
  [/timeout|_sec|nsec|timer/, ["timeSpan"]],
  [/rlimit/, ["timeSpan", "size", "number", "number"]],
  [/memory_limit|tasks_max|cpu_quota|pressure_limit/, ["percentage", "size", "number"]],
  [/size/, ["size"]],
  [/_mode$/, ["mode"]],
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
  const keywords = words.length === 0 ? [] : [fc.constantFrom(...words), fc.constantFrom(...words), booleans];
  const [first = plainText, ...rest] = [...keywords, ...fitting];
  return [first, ...rest];
}

/** One slip of the finger: where (a share of the length), what kind, and the character that comes in. */
const slip = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom("insert", "delete", "double", "case", "swap", "replace"),
  fc.constantFrom(...(" \t\"'\\%-+!@:;,.=/~*|$0189aZ#é‰\u00a0\u2028😀\x07\v\f\x7f".match(/./gsu) ?? [])),
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
