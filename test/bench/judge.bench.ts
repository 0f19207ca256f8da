import { readFileSync } from "node:fs";
import { bench, describe } from "vitest";
import { analyse } from "../../server/src/language/analysis.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { parse } from "../../server/src/language/syntax/parse.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";

// What a keystroke costs, as ratios of one run: a typical unit, one full of mistakes, and one of 10,000 lines.
const table = directivesFor(262);
const service = unitFileOf("shop.service");
const typical = readFileSync("examples/web.service", "utf8");
const broken = readFileSync("examples/broken/shop.service", "utf8");
const huge = `[Service]\n${"Environment=NAME=value\nExecStartPre=/usr/bin/test -e /run/%n\n".repeat(5000)}`;

for (const [name, document] of Object.entries({ typical, broken, "10,000 lines": huge })) {
  describe(name, () => {
    bench("parse", () => void parse(document));
    bench("parse, analyse and judge", () => {
      if (service !== undefined) judge(analyse(document, service, table));
    });
  });
}
