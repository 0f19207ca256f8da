import type { SectionName } from "../sections.ts";
import type { Summary } from "../summary.ts";
import { executionSummaries } from "./execution.ts";
import { goneSummaries } from "./gone.ts";
import { ownSectionSummaries } from "./ownSections.ts";
import { resourceSummaries } from "./resources.ts";
import { unitAndInstallSummaries } from "./unitAndInstall.ts";

/** Each name stands in one of them only; a test holds them against each other and against the generated table. */
export const summaryTables: readonly Readonly<Record<string, Summary>>[] = [
  unitAndInstallSummaries,
  ownSectionSummaries,
  executionSummaries,
  resourceSummaries,
  goneSummaries,
];

const summaries: ReadonlyMap<string, Summary> = new Map(
  summaryTables.flatMap((table) => Object.entries(table)),
);

/** What the directive does in that section, as one sentence or two of Markdown; empty for names systemd never had. */
export function summaryOf(section: SectionName, name: string): string {
  const summary = summaries.get(name);
  if (summary === undefined) return "";
  return typeof summary === "string" ? summary : (summary[section] ?? "");
}
