import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "../../../server/src/language/analysis.ts";
import { type EffectiveUnit, effectiveUnit } from "../../../server/src/language/effectiveUnit.ts";
import { effectiveText } from "../../../server/src/language/features/effectiveText.ts";
import { directivesFor } from "../../../server/src/language/knowledge/directives.ts";
import { sectionsOfType } from "../../../server/src/language/knowledge/sections.ts";
import { unitFileOf } from "../../../server/src/language/units/unitFile.ts";
import { documents } from "../../support/arbitraries.ts";
import { unitIn } from "../../support/wholeUnit.ts";

function show(files: string, name: string): string {
  const { whole, pathOf } = unitIn(files, name);
  return effectiveText(whole, pathOf);
}

test("shows what is in effect, section by section, with the file and line of each run", () => {
  const files = `
#- shop.service
# The shop.
[Unit]
Description=Shop
After=network.target

[Service]
Type=exec
ExecStart=/bin/shop
User=shop
Restart=always
NoSuch=1

[X-Notes]
Author=me

[Install]
WantedBy=multi-user.target
#- shop.service.d/10-command.conf
[Service]
ExecStart=
ExecStart=/bin/shop \\
  # which port
  --port 80
Environment=A=1
#- shop.service.d/20-more.conf
[Service]
  Restart = on-failure
[Unit]
After=b.target`;
  expect(show(files, "shop.service")).toBe(`\
# shop.service as systemd 257 takes it, from its unit file and 2 drop-ins.

[Unit]
# shop.service:3
Description=Shop
After=network.target
# shop.service.d/20-more.conf:4
After=b.target

[Service]
# shop.service:7
Type=exec
# shop.service:9
User=shop
# shop.service.d/10-command.conf:3
ExecStart=/bin/shop \\
  # which port
  --port 80
Environment=A=1
# shop.service.d/20-more.conf:2
Restart = on-failure
# Not in effect:
#   shop.service:8 ExecStart=/bin/shop (reset)
#   shop.service:10 Restart=always (overridden)
#   shop.service:11 NoSuch=1 (ignored)

[Install]
# shop.service:17
WantedBy=multi-user.target
`);
});

test("shows of a value what systemd keeps of it", () => {
  const files = `
#- shop.service
[Service]
ExecStart=/bin/shop ; /bin/log \\
  twice ; -./no
ExecSearchPath=/a:/b:c:/d
StateDirectory=a \\
  "b c" "d
SupplementaryGroups=a b 65535
User=shop`;
  const text = show(files, "shop.service");
  expect(text.slice(text.indexOf("[Service]"))).toBe(`\
[Service]
# shop.service:2
ExecStart=/bin/shop ; /bin/log \\
  twice
ExecSearchPath=/a:/b
StateDirectory=a \\
  "b c"
SupplementaryGroups=a b
# Not in effect:
#   shop.service:8 User=shop (not read)
`);
});

test("of an instance shows its template, and of a file alone the file", () => {
  const files = `
#- a@.service
[Service]
ExecStart=/bin/a %i`;
  expect(show(files, "a@x.service")).toBe(`\
# a@x.service as systemd 257 takes it, from its unit file.

[Service]
# a@.service:2
ExecStart=/bin/a %i
`);
});

test("says the same when it is read as a unit file, whatever it was made from", () => {
  const file = unitFileOf("a.service");
  const dropIn = unitFileOf("a.service.d/10.conf");
  if (file === undefined || dropIn === undefined) throw new Error("These are unit files.");
  const table = directivesFor(257);
  fc.assert(
    fc.property(documents, documents, (one, other) => {
      const whole = effectiveUnit(analyse(one, file, table), [analyse(other, dropIn, table)]);
      const text = effectiveText(whole, () => "/a\nb");
      const again = effectiveUnit(analyse(text, file, table), []);
      expect(valuesOf(again)).toEqual(valuesOf(whole));
    }),
    { numRuns: 300 },
  );
});

function valuesOf(unit: EffectiveUnit): readonly string[] {
  return sectionsOfType(unit.type).flatMap((section) =>
    unit
      .allInEffect(section)
      .map(({ assignment: { node } }) => `${section}.${node.key.content}=${node.value.content}`),
  );
}
