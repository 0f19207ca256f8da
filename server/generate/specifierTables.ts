import type { SpecifierTable } from "../src/language/words/specifiers.ts";
import { type CSource, readCSource } from "./cSource.ts";
import type { SourceTree } from "./sourceTree.ts";

/** The letters of each specifier table, in alphabetical order. */
export type SpecifierLetters = Readonly<Record<SpecifierTable, string>>;

/** The functions that expand a value, one a table. */
const expanders: Readonly<Record<SpecifierTable, string>> = {
  full: "unit_full_printf_full",
  name: "unit_name_printf",
  install: "install_name_printf",
};

const files = ["src/core/unit-printf.c", "src/shared/install-printf.c", "src/shared/specifier.h"] as const;

/** Reads the specifier tables off the functions that use them; what they share stands in macros. */
export function readSpecifiers(tree: SourceTree): SpecifierLetters {
  const source = readCSource(files.map((path) => tree.read(path) ?? ""));
  return {
    full: lettersOf(expanders.full, source),
    name: lettersOf(expanders.name, source),
    install: lettersOf(expanders.install, source),
  };
}

function lettersOf(expander: string, source: CSource): string {
  const body = source.body(expander);
  if (body === undefined) throw new Error(`no source defines ${expander}, which holds a table of specifiers`);
  const shared = [...body.matchAll(/\bCOMMON_\w+/g)].map(([macro]) => {
    const definition = new RegExp(`^#define ${macro}\\b((?:.*\\\\\\n)*.*)$`, "m").exec(source.text)?.[1];
    if (definition === undefined)
      throw new Error(`no source defines ${macro}, a part of a table of specifiers`);
    return definition;
  });
  const letters = [body, ...shared].flatMap((text) =>
    [...text.matchAll(/\{ *'(\w)',/g)].map(([, letter]) => letter),
  );
  return [...new Set(letters)].sort().join("");
}
