// Our side of the comparison as one program text, in which mistakes can be planted.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { childrenOf, type Node } from "./explainingCode.ts";

/** The text of a script that leaves what ourSide.ts exports in `ours`. */
export async function bundleOurSide(): Promise<string> {
  const entry = fileURLToPath(new URL("../ourSide.ts", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "ours",
    target: "node20",
    charset: "utf8",
    logLevel: "error",
    // The names of the files, which the text has in comments, begin there.
    absWorkingDir: fileURLToPath(new URL("../../..", import.meta.url)),
  });
  return outputFiles[0]?.text ?? "";
}

/** A file of ours in the text of the script. */
export interface Module {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** The files that the script is made of, in their order. */
export function modulesOf(script: string): readonly Module[] {
  const heads = [...script.matchAll(/^ *\/\/ ((?:server|client|test)\/\S+\.ts)$/gm)];
  return heads.map((head, index) => ({
    path: head[1] ?? "",
    from: head.index,
    to: heads[index + 1]?.index ?? script.length,
  }));
}

/** Grammars, without what only works out the next times of a calendar event, or how one is shown. */
export const grammarFiles =
  /^server\/src\/language\/(?:values\/(?!calendar(?:Date|Elapse|Form)\.)|knowledge\/grammars\.ts)/;

/** Whether a place of the script lies in one of our grammars. */
export function isOfGrammars(script: string): (at: number) => boolean {
  const modules = modulesOf(script).filter(({ path }) => grammarFiles.test(path));
  return (at) => modules.some(({ from, to }) => from <= at && at < to);
}

/** An entry of the table that says which grammar a parser has. */
export interface TableEntry {
  readonly parser: string;
  readonly from: number;
  readonly to: number;
}

/** The entries of that table in the script, whose tree is given. */
export function tableEntries(script: string, root: Node): readonly TableEntry[] {
  const found: TableEntry[] = [];
  const visit = (node: Node): void => {
    const { type, start, end } = node;
    const parser =
      type === "Property" ? /^config_parse_\w+/.exec(script.slice(start, start + 99))?.[0] : undefined;
    if (parser !== undefined) found.push({ parser, from: start, to: end });
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  const table = modulesOf(script).find(({ path }) => path.endsWith("/knowledge/grammars.ts"));
  return found.filter(({ from }) => table !== undefined && table.from <= from && from < table.to);
}
