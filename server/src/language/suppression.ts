import type { Problem, ProblemCode } from "./problems/catalogue.ts";
import type { UnitTree } from "./syntax/tree.ts";

const request = /^\s*[#;]\s*unitwright:\s*ignore\s*=\s*([a-z, -]+)$/;

/**
 * The problems that no comment asks to leave out. `# unitwright: ignore=CODE, CODE` speaks for the line below it (over
 * other comments), and before the first section header for the whole file; `ignore=all` for every code.
 */
export function withoutIgnored(problems: readonly Problem[], tree: UnitTree): readonly Problem[] {
  if (!tree.document.includes("unitwright:")) return problems;
  const ignored = ignoredPlaces(tree);
  return problems.filter((problem) => !ignored.some((place) => covers(place, problem)));
}

interface IgnoredPlace {
  readonly from: number;
  readonly to: number;
  readonly codes: ReadonlySet<string>;
}

function covers(
  { from, to, codes }: IgnoredPlace,
  { code, from: at }: { readonly code: ProblemCode; readonly from: number },
): boolean {
  return at >= from && at < to && (codes.has(code) || codes.has("all"));
}

function ignoredPlaces({ document, nodes }: UnitTree): readonly IgnoredPlace[] {
  const places: IgnoredPlace[] = [];
  let waiting: ReadonlySet<string> = new Set();
  let isHead = true;
  for (const node of nodes) {
    if (node.kind === "comment") {
      const codes = codesIn(document.slice(node.from, node.to));
      if (isHead && codes.size > 0) places.push({ from: 0, to: document.length + 1, codes });
      waiting = new Set([...waiting, ...codes]);
    } else if (node.kind === "blank") {
      waiting = new Set();
    } else {
      isHead = false;
      if (waiting.size > 0) places.push({ from: node.from, to: node.to, codes: waiting });
      waiting = new Set();
    }
  }
  return places;
}

function codesIn(comment: string): ReadonlySet<string> {
  const codes = request.exec(comment.trimEnd())?.[1] ?? "";
  return new Set(
    codes
      .split(",")
      .map((code) => code.trim())
      .filter((code) => code !== ""),
  );
}
