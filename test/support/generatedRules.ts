// Rules to ask a real udev about: most of them nearly right.
import fc from "fast-check";
import { ruleKeys } from "../../server/src/language/udev/ruleKeys.ts";
import { builtins, options } from "../../server/src/language/udev/udevWords.ts";

const attributes = [
  "",
  "",
  "{}",
  "{x",
  "{idVendor}",
  "{$kernel}",
  "{$foo}",
  "{ACTION}",
  "{device/x}",
  "{0444}",
  "{builtin}",
];

const braces: Readonly<Record<string, readonly string[]>> = {
  IMPORT: ["{program}", "{builtin}", "{file}", "{db}", "{cmdline}", "{parent}", "{foo}"],
  RUN: ["", "{program}", "{builtin}", "{foo}"],
  CONST: ["{arch}", "{virt}", "{cvm}", "{foo}"],
  TEST: ["", "{0444}", "{9}", "{17777}"],
  ENV: ["{FOO}", "{SYSTEMD_WANTS}", "{ID_MODEL}", "{DEVTYPE}", "{SEQNUM}", "{MODALIAS}"],
};

const values = [
  "add",
  "usb|pci",
  "?*",
  "",
  "%k",
  "$kernel",
  "$env{FOO}",
  "%E{FOO}",
  "$attr",
  "$foo",
  "%q",
  "$$x%%y",
  "%c{1+}",
  "%c{x}",
  "%k{",
  "%s{}",
  'a\\"b',
  "a\\x20b",
  "a\\qb",
  "0644",
  "9999",
  "65535",
  "root",
  "bus",
  "class",
  "end",
  "/bin/true %p",
  "path_id x",
];

const anyValue = fc.string({ unit: fc.constantFrom(...'abZ019 $%{}\\"|*?[].@/-_é'), maxLength: 8 });

/** A rule without line ends in it, or continued over two lines. */
export const generatedRule: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.tuple(generatedPair(), separator()), { minLength: 1, maxLength: 4 }),
    fc.constantFrom(...Array<string>(20).fill(""), ",", " ", "\\ ", " x", ' "y"', "\\"),
    fc.boolean(),
  )
  .map(([pairs, end, isContinued]) => {
    const text = pairs
      .map(([pair, between], index) => pair + (index < pairs.length - 1 ? between : ""))
      .join("");
    const rule = `${isContinued ? text.replace(", ", ", \\\n  ") : text}${end}`;
    // What begins so is a comment or nothing.
    return /^\s*(?:#|$)/.test(rule) ? `KERNEL${rule}` : rule;
  });

function separator(): fc.Arbitrary<string> {
  return fc.constantFrom(", ", ", ", ", ", ", ", ",", " ", "", ",, ", "  ,");
}

function generatedPair(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.oneof(
        { weight: 50, arbitrary: fc.constantFrom(...ruleKeys) },
        { weight: 1, arbitrary: fc.constantFrom(...["action", "ATRS", "WAIT_FOR", "FOO"].map(unknownKey)) },
      ),
      fc.nat(99),
      fc.constantFrom("==", "!=", "+=", "-=", "=", ":=", " == ", "=:", ""),
      fc.constantFrom(...attributes),
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: anyValue }),
      fc.constantFrom(...Array<string>(40).fill(""), "e", "e", "i", "i", "ei", "ie", "ee", "x"),
      fc.constantFrom(...Array<string>(80).fill('"'), "'", ""),
    )
    .map(([{ key, attribute, operators }, chance, operator, braces, value, letters, quote]) => {
      // Most pairs get an operator that their key takes, and braces where it needs them.
      const isTame = chance > 4;
      const inBraces = isTame ? (attribute === "none" ? "" : braceFor(key, chance)) : braces;
      const sign = isTame ? (operators[chance % operators.length] ?? "=") : operator;
      return `${key}${inBraces}${sign}${letters}${quote}${valueFor(key, chance, value)}${quote}`;
    });
}

function unknownKey(key: string) {
  return { key, attribute: "none", operators: ["=="] } as const;
}

function braceFor(key: string, chance: number): string {
  const known = braces[key] ?? ["{idVendor}", "{power/control}", "{device/foo}", "{../up}", "{$kernel}"];
  return known[chance % known.length] ?? "";
}

function valueFor(key: string, chance: number, value: string): string {
  const words =
    key === "OPTIONS"
      ? [
          ...options.map(({ word }) => word),
          "link_priority=7",
          "log_level=debug",
          "log_level=9",
          "static_node=x",
          "all",
        ]
      : /^(?:RUN|IMPORT)$/.test(key)
        ? builtins.map(({ word }) => word)
        : undefined;
  return words === undefined || chance % 3 === 0 ? value : (words[chance % words.length] ?? value);
}
