// Differences that the differential test found, judged here without systemd.
import { expect, test } from "vitest";
import { type KeptCase, readAssignment } from "../../differential/keptCases.ts";
import { ourVerdict } from "../../differential/ourSide.ts";
import { nameFor, reachOf, textOf } from "../../differential/questions.ts";
import kept from "./keptCases.json" with { type: "json" };

const cases = (kept as readonly KeptCase[]).flatMap(({ assignment, verdicts }) =>
  Object.entries(verdicts).map(([version, verdict]) => ({ assignment, version: Number(version), verdict })),
);

test.each(cases)("$assignment has the verdict of systemd $version", ({ assignment, version, verdict }) => {
  const { row, value } = readAssignment(assignment, version);
  const file = nameFor(row, "kept");
  const about = reachOf({ row, standing: [] });
  expect(ourVerdict(textOf({ row, value }), file, version, about).verdict).toBe(verdict);
});
