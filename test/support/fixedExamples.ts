// What the quick fixes make of an example.
import { analysedExample, analysedRulesExample, judgeExample } from "../../server/generate/judgedExample.ts";
import { type FileChange, type Fix, fixesFor } from "../../server/src/language/features/codeActions.ts";
import type { Problem } from "../../server/src/language/problems/catalogue.ts";
import { severityOf } from "../../server/src/language/problems/consequence.ts";
import type { Example } from "../../server/src/language/problems/explanations/explanation.ts";
import { fixesForRules } from "../../server/src/language/udev/ruleFixes.ts";

export interface FixedExample {
  readonly title: string;
  readonly fixed: Example;
}

/** The example after each of the fixes that its problems have. */
export function fixedExamples(example: Example): readonly FixedExample[] {
  return judgeExample(example).flatMap((problem) =>
    fixesOf(example, problem).map(({ title, edits, file }) => {
      const ordered = [...edits].sort((a, b) => b.from - a.from);
      const text = ordered.reduce(
        (mended, { from, to, newText }) => mended.slice(0, from) + newText + mended.slice(to),
        example.text,
      );
      return { title, fixed: { ...example, path: pathAfter(file, example.path), text } };
    }),
  );
}

function pathAfter(change: FileChange | undefined, path: string): string {
  switch (change?.kind) {
    case "name":
      return path.replace(/[^/]+$/, () => change.name);
    case "folder":
      return path.replace(/^.*(?=\/)/, () => change.folder);
    default:
      return path;
  }
}

function fixesOf(example: Example, problem: Problem): readonly Fix[] {
  const rules = analysedRulesExample(example);
  return rules === undefined ? fixesFor(analysedExample(example), problem) : fixesForRules(rules, problem);
}

/** Errors rank highest. */
export function severityRank({ consequence }: Problem): number {
  return ["hint", "information", "warning", "error"].indexOf(severityOf(consequence));
}
