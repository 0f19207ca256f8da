import { explainValue } from "../../server/src/language/features/valueExplanation.ts";
import { judge } from "../../server/src/language/judge.ts";
import type { Problem } from "../../server/src/language/problems/catalogue.ts";
import { readCaretFixture } from "./fixture.ts";
import { analysed, usualTarget } from "./language.ts";

/** What the language layer makes of the values of one directive. */
export interface ProbedDirective {
  /** The problems of a value drawn below it, as a compiler would; empty where there are none. */
  readonly draw: (value: string, version?: number) => string;
  /** Those of the values about which systemd says something. */
  readonly refused: (values: readonly string[], version?: number) => readonly string[];
  /** The words offered at `$0`. */
  readonly offers: (marked: string, version?: number) => readonly string[];
  /** What the parts of a value mean: each as written, with its meaning. */
  readonly meanings: (value: string, version?: number) => Readonly<Record<string, string>>;
}

/** A directive in a unit of the type that its section is for; [Unit] and [Install] stand in a service. */
export function probe(section: string, directive: string, name = "app"): ProbedDirective {
  const type = section === "Unit" || section === "Install" ? "service" : section.toLowerCase();
  const path = `/etc/systemd/system/${name}.${type}`;
  const before = `[${section}]\n${directive}=`;
  const analyse = (value: string, version: number) =>
    analysed({ path, text: `${before}${value}\n`, carets: [] }, version);
  const problemsOf = (value: string, version: number): readonly Problem[] =>
    judge(analyse(value, version)).filter(({ from }) => from >= before.length - 1);
  return {
    draw: (value, version = usualTarget) =>
      problemsOf(value, version)
        .map(({ from, to, code, consequence }) => {
          const start = Math.max(0, from - before.length);
          const width = Math.max(1, to - before.length - start);
          return `${value}\n${" ".repeat(start)}${"^".repeat(width)} ${consequence} ${code}`;
        })
        .join("\n"),
    refused: (values, version = usualTarget) =>
      values.filter((value) => problemsOf(value, version).some(({ consequence }) => consequence !== "none")),
    offers: (marked, version = usualTarget) => {
      const { file, at } = readCaretFixture(`${before}${marked}\n`, path);
      const unit = analysed(file, version);
      const [assignment] = unit.assignments;
      if (assignment === undefined) throw new Error("The fixture has no assignment.");
      const cut = {
        ...assignment.node.value,
        content: assignment.node.value.content.slice(0, at - before.length),
      };
      return explainValue(unit, assignment, cut)
        .offers.filter(({ to }) => to === at)
        .flatMap(({ offer }) =>
          offer.kind === "words" ? offer.words.map(({ text }) => text) : [offer.kind],
        );
    },
    meanings: (value, version = usualTarget) => {
      const unit = analyse(value, version);
      const [assignment] = unit.assignments;
      if (assignment === undefined) throw new Error("The fixture has no assignment.");
      const { tokens } = explainValue(unit, assignment);
      return Object.fromEntries(
        tokens.map(({ from, to, meaning, kind }) => [unit.tree.document.slice(from, to), meaning ?? kind]),
      );
    },
  };
}
