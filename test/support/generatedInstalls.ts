// [Install] sections to ask `systemctl enable` about: names that fit, names that are none, quotes and specifiers.
import fc from "fast-check";
import type { UnitType } from "../../server/src/language/names/unitName.ts";

/** A unit with an [Install] section, and what is given to `systemctl enable`: a template's instance, else its own name. */
export interface GeneratedInstall {
  readonly name: string;
  readonly text: string;
  readonly enabled: string;
}

/** Units that others can name in Also=, by their names. */
export const installedBeside: ReadonlyMap<string, string> = new Map(
  ["b.service", "b@.service", "c.socket"].map((name) => [
    name,
    "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=x@z.target\n",
  ]),
);

export const generatedInstall: fc.Arbitrary<GeneratedInstall> = fc
  .constantFrom(...(["service", "socket", "target", "timer", "path", "mount", "swap", "slice"] as const))
  .chain((type) =>
    fc
      .constantFrom(...(templates.has(type) ? ["app", "app@", "app@main"] : ["app"]))
      .chain((prefix) => installOf(`${prefix}.${type}`, type)),
  );

const templates: ReadonlySet<UnitType> = new Set(["service", "socket", "target", "timer", "path"]);

function installOf(name: string, type: UnitType): fc.Arbitrary<GeneratedInstall> {
  const names = fc.array(word(name, type), { minLength: 1, maxLength: 2 }).map((words) => words.join(" "));
  const line = fc.oneof(
    { weight: 4, arbitrary: names.map((value) => `WantedBy=${value}`) },
    { weight: 2, arbitrary: names.map((value) => `RequiredBy=${value}`) },
    { weight: 4, arbitrary: names.map((value) => `Alias=${value}`) },
    { weight: 2, arbitrary: fc.constantFrom(...also).map((value) => `Also=${value}`) },
    { weight: 1, arbitrary: fc.constantFrom("WantedBy=", "RequiredBy=", "Alias=", "Also=") },
  );
  const enabled = name.replace("@.", "@main.");
  return fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => ({
    name,
    enabled,
    text: `${bodies[type] ?? ""}[Install]\n${lines.map((text) => `${text}\n`).join("")}`,
  }));
}

const bodies: Readonly<Partial<Record<UnitType, string>>> = {
  service: "[Service]\nExecStart=/bin/true\n",
  socket: "[Socket]\nListenStream=/run/x\n",
  timer: "[Timer]\nOnBootSec=1h\n",
};

function word(name: string, type: UnitType): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...wellFormed(name, type)) },
    { weight: 2, arbitrary: fc.constantFrom(...malformed) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(..."ax.@-_:\\%/\"' ~0é"), maxLength: 6 }) },
  );
}

function wellFormed(name: string, type: UnitType): readonly string[] {
  return [
    "x.target",
    "y@.target",
    "b@y.service",
    "x@.slice",
    '"x.target"',
    "%%.target",
    "%H.target",
    name,
    "%n",
    `%p-old.${type}`,
    `other.${type}`,
    `other@.${type}`,
    `other@main.${type}`,
    "x@%i.target",
    "x\\x2dy.target",
    `x.target.wants/${name}`,
    `x.target.requires/other.${type}`,
  ];
}

const malformed = [
  "x",
  "x.tgt",
  "x/y.target",
  "@.service",
  "%Z.target",
  '"x.target',
  "x,y.target",
  "é.target",
];

const also = ["b.service", "c.socket", "b@y.service", "b.service c.socket", "%n", "c", '"b.service"', "%Z"];
