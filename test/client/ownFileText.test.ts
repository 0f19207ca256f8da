import { expect, test } from "vitest";
import { ownFileText } from "../../client/src/instances/ownFileText.ts";
import { analyse } from "../../server/src/language/analysis.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";

const template = `
[Unit]
Description=Shop %i

[Service]
ExecStart=/usr/bin/shop %I

[Install]
WantedBy=multi-user.target
DefaultInstance=main
`;

test("an instance's own file is the template's text, specifiers kept, with a word on why, and has no mistake", () => {
  const text = ownFileText("shop@.service", "shop@a\\x20b.service", template);
  expect(text).toMatch(
    /^# For shop@a\\x20b\.service alone: .*\n(?:# .*\n)+\n\[Unit\]\nDescription=Shop %i\n/,
  );
  expect(text).toContain("ExecStart=/usr/bin/shop %I\n");
  const file = unitFileOf("/etc/systemd/system/shop@a\\x20b.service");
  if (file === undefined) throw new Error("That is a unit file.");
  expect(judge(analyse(text, file, directivesFor(257)))).toEqual([]);
});
