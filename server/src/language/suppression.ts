import { ignoredCodes } from "./ignoreComment.ts";
import type { Problem, ProblemCode } from "./problems/catalogue.ts";
import type { UnitTree } from "./syntax/tree.ts";

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
      const codes = ignoredCodes(document, node).map(({ code }) => code);
      if (isHead && codes.length > 0) {
        places.push({ from: 0, to: document.length + 1, codes: new Set(codes) });
      }
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
