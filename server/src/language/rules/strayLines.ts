import type { SectionReading } from "../analysis.ts";
import type { SyntaxNode } from "../syntax/tree.ts";
import { spanOf } from "../text/text.ts";
import type { Report, Rule } from "./rule.ts";

/** Lines that are no assignment, and lines before the first section header. systemd ignores each with a warning. */
export const strayLines: Rule = ({ tree, file, sections }, report) => {
  // Template sources hold macro lines of every kind, which never reach systemd.
  if (file.template !== undefined) return;
  let count = 0;
  let reading: SectionReading | undefined;
  for (let at = 0; at < tree.nodes.length; at++) {
    const node = tree.nodes[at];
    if (node?.kind === "section") reading = sections[count++]?.reading;
    else if (node?.kind === "assignment" || node?.kind === "malformed") {
      // Text that is no UTF-8 is reported as such; systemd never asks what else is wrong with the line.
      if (node.invalidAt !== undefined) continue;
      if (reading === undefined) reportOutside(node, report);
      else if (reading.kind === "read" && node.kind === "malformed") {
        const code = node.reason === "no-key" ? "missing-key" : "missing-equals";
        report(code, { ...spanOf(node.content, 0, node.content.content.length), line: node.line });
      }
    }
  }
};

function reportOutside(
  node: Extract<SyntaxNode, { kind: "assignment" | "malformed" }>,
  report: Report,
): void {
  const text = node.kind === "assignment" ? node.key : node.content;
  report("outside-section", { ...spanOf(text, 0, text.content.length), line: node.line });
}
