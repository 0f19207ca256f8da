// Units with drop-ins all over the load path, to have a real systemd load them.
import fc from "fast-check";
import type { ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import { sectionOfType } from "../../server/src/language/knowledge/sections.ts";
import type { UnitType } from "../../server/src/language/names/unitName.ts";
import { findSpecifier } from "../../server/src/language/words/specifiers.ts";
import { generatedValues } from "./generatedValues.ts";

/** What lies at a path. */
export type PlacedFile =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly to: string };

/** One unit and everything in the load path that goes with it, by absolute paths. */
export interface UnitSet {
  readonly name: string;
  readonly type: UnitType;
  readonly files: ReadonlyMap<string, PlacedFile>;
}

export const setTypes = [
  "service",
  "socket",
  "timer",
  "path",
  "mount",
  "automount",
  "swap",
  "slice",
  "target",
] as const;
type SetType = (typeof setTypes)[number];

/** A set of its own for each number; `directives` are those of the release that reads it. */
export function unitSet(number: number, directives: readonly ResolvedDirective[]): fc.Arbitrary<UnitSet> {
  const type = fc.oneof(
    { weight: 5, arbitrary: fc.constant<SetType>("service") },
    { weight: 1, arbitrary: fc.constant<SetType>("socket") },
    { weight: 5, arbitrary: fc.constantFrom<SetType>(...setTypes) },
  );
  return type
    .chain((one) => fc.tuple(fc.constant(one), fc.boolean(), pickedRows(directives, one)))
    .chain(([one, isInstance, rows]) =>
      filesOf({ number, type: one, isInstance: isInstance && withTemplates.has(one), rows }),
    );
}

/** A unit of a type that says nothing, to see the defaults. */
export function plainUnit(type: SetType): { readonly name: string; readonly text: string } {
  const name = `plain-${type}.${type}`;
  return { name, text: "[Unit]\n" };
}

/** Drop-ins of every unit of a type. All units of the box read them, so they say nothing that matters. */
export const typeWideDropIns: ReadonlyMap<string, PlacedFile> = new Map(
  setTypes.flatMap((type): [string, PlacedFile][] => [
    [
      `/usr/lib/systemd/system/${type}.d/20.conf`,
      textFile("[Unit]\nDocumentation=man:wide(1)\nAfter=other-7.target\n"),
    ],
    [`/etc/systemd/system/${type}.d/30.conf`, textFile("[Unit]\nDocumentation=man:wider(1)\n")],
    [`/usr/lib/systemd/system/${type}.d/30.conf`, textFile("[Unit]\nDocumentation=man:hidden(1)\n")],
  ]),
).set(
  "/run/systemd/system/service.d/40.conf",
  textFile("[Service]\nEnvironment=WIDE=1\nTimeoutStopSec=77\n"),
);

const withTemplates: ReadonlySet<UnitType> = new Set(["service", "socket", "timer", "path", "target"]);
const withAliases = withTemplates;
const loadPath = ["/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system"] as const;

function textFile(text: string): PlacedFile {
  return { kind: "text", text };
}

/** A few directives of [Unit] and of the type's own section, so that each is assigned several times. */
function pickedRows(
  directives: readonly ResolvedDirective[],
  type: SetType,
): fc.Arbitrary<readonly ResolvedDirective[]> {
  const of = (section: string) => directives.filter(({ directive }) => directive.section === section);
  const [common, own] = [of("Unit"), of(sectionOfType(type))];
  const some = (rows: readonly ResolvedDirective[], most: number) =>
    rows.length === 0
      ? fc.constant([])
      : fc.array(fc.constantFrom(...rows), { minLength: 1, maxLength: most });
  return fc.tuple(some(common, 3), some(own, 4)).map(([first, second]) => {
    const picked = [...first, ...second];
    // One assignment can reset a whole group: another member of it makes that show.
    const kin = picked.flatMap(({ directive, parsing: { group } }) =>
      group === undefined ? [] : of(directive.section).filter(({ parsing }) => parsing.group === group),
    );
    return [...picked, ...kin.slice(0, 2)];
  });
}

interface Plan {
  readonly number: number;
  readonly type: SetType;
  readonly isInstance: boolean;
  readonly rows: readonly ResolvedDirective[];
}

function filesOf(plan: Plan): fc.Arbitrary<UnitSet> {
  const { number, type, isInstance } = plan;
  const template = `u${number}-part@.${type}`;
  const name = isInstance ? `u${number}-part@in-st.${type}` : `u${number}-part.${type}`;
  const names = isInstance ? [template, template, name] : [name];
  const fragment = fc.tuple(fc.constantFrom(...loadPath), fc.constantFrom(...names), fragmentOf(plan));
  const dropIn = fc.tuple(
    fc.constantFrom(...loadPath),
    fc.constantFrom(...dropInFolders(plan, name)),
    fc.constantFrom("9", "10", "10", "20", "30", "a", "Z", "é"),
    dropInOf(plan),
  );
  return fc
    .tuple(
      fc.array(fragment, { minLength: 1, maxLength: 2 }),
      fc.array(dropIn, { maxLength: 6 }),
      fc.constantFrom<"no alias" | "alias">("no alias", "no alias", "alias"),
    )
    .map(([fragments, dropIns, alias]) => ({
      name,
      type,
      files: new Map<string, PlacedFile>([
        ...fragments.map(([root, base, file]) => [`${root}/${base}`, file] as const),
        ...dropIns.map(([root, folder, base, file]) => [`${root}/${folder}/${base}.conf`, file] as const),
        ...(alias === "alias" && withAliases.has(type) ? aliasOf(plan) : []),
      ]),
    }));
}

/** The folders of drop-ins that count for a unit, and some that do not. */
function dropInFolders({ number, type, isInstance }: Plan, name: string): readonly string[] {
  const ofAlias = withAliases.has(type) ? [`a${number}-more${isInstance ? "@in-st" : ""}.${type}.d`] : [];
  const ofTemplate = [`u${number}-part@.${type}.d`, `u${number}-@in-st.${type}.d`, `u${number}-@.${type}.d`];
  return [
    `${name}.d`,
    `${name}.d`,
    `u${number}-.${type}.d`,
    `u${number}.${type}.d`,
    ...ofAlias,
    ...(isInstance ? ofTemplate : []),
  ];
}

function aliasOf({ number, type, isInstance }: Plan): readonly (readonly [string, PlacedFile])[] {
  const sign = isInstance ? "@" : "";
  const to = `u${number}-part${sign}.${type}`;
  return [
    [`/etc/systemd/system/a${number}-more${sign}.${type}`, { kind: "link", to: `/etc/systemd/system/${to}` }],
  ];
}

/** Now and then masked, by a link or by being empty. */
function fragmentOf(plan: Plan): fc.Arbitrary<PlacedFile> {
  const { number, type } = plan;
  const needed = needs(type, `/u${number}/part`);
  return fc.oneof(
    {
      weight: 24,
      arbitrary: bodyOf(plan, 6).map((text) => textFile(`[Unit]\n${needed}${text}`)),
    },
    { weight: 3, arbitrary: bodyOf(plan, 6).map((text) => textFile(`# A comment.\n${text}`)) },
    { weight: 1, arbitrary: fc.constant<PlacedFile>({ kind: "link", to: "/dev/null" }) },
    { weight: 1, arbitrary: fc.constant(textFile("")) },
  );
}

function dropInOf(plan: Plan): fc.Arbitrary<PlacedFile> {
  return fc.oneof(
    { weight: 16, arbitrary: bodyOf(plan, 5).map(textFile) },
    { weight: 1, arbitrary: fc.constant<PlacedFile>({ kind: "link", to: "/dev/null" }) },
    { weight: 1, arbitrary: fc.constant(textFile("")) },
  );
}

/** What a unit of a type is not loaded without, as lines that follow `[Unit]`. */
function needs(type: SetType, path: string): string {
  const own: Readonly<Record<SetType, string>> = {
    service: "[Service]\nExecStart=/bin/true\n",
    socket: `[Socket]\nListenStream=${path}\n`,
    timer: "[Timer]\nOnBootSec=1h\n",
    path: `[Path]\nPathExists=${path}\n`,
    mount: `[Mount]\nWhat=/dev/x\nWhere=${path}\n`,
    automount: `[Automount]\nWhere=${path}\n`,
    swap: `[Swap]\nWhat=${path}\n`,
    slice: "",
    target: "",
  };
  return own[type];
}

/** Lines of the plan's directives, each run in a section, with everything that goes wrong in files. */
function bodyOf({ rows, type }: Plan, most: number): fc.Arbitrary<string> {
  const assignment = fc.constantFrom(...rows).chain((row) =>
    fc.tuple(valueFor(row.parsing.value), spelling).map(([value, spell]) => ({
      section: row.directive.section,
      line: spell(row.directive.name, value),
    })),
  );
  const stray = fc.constantFrom(
    { section: "Nowhere", line: "Description=not read" },
    { section: "X-Ours", line: "Description=not read" },
    { section: type === "timer" ? "Service" : "Timer", line: "Persistent=yes" },
    { section: "Unit", line: "NoSuchDirective=1" },
    { section: "Unit", line: "no assignment" },
    { section: "Unit", line: "; a comment" },
    { section: "Unit", line: "[Unit" },
  );
  const line = fc.oneof({ weight: 20, arbitrary: assignment }, { weight: 1, arbitrary: stray });
  return fc.array(line, { minLength: 1, maxLength: most }).map((lines) => {
    let last = "";
    return lines
      .map(({ section, line: text }) => {
        const header = section === last ? "" : `[${section}]\n`;
        last = section;
        return `${header}${text}\n`;
      })
      .join("");
  });
}

const spelling = fc.constantFrom<(name: string, value: string) => string>(
  (name, value) => `${name}=${value}`,
  (name, value) => `${name}=${value}`,
  (name, value) => `${name}=${value}`,
  (name, value) => `  ${name} = ${value}  `,
  (name, value) => `${name}=\\\n# a comment\n  ${value}`,
);

function valueFor(value: ValueName): fc.Arbitrary<string> {
  const own = ownValues[value];
  const generated = generatedValues(value)
    .filter((text) => !endsLine.test(text) && !isNotAscii.test(text))
    .map((text) => text.replace(/%([A-Za-z])/g, (all, letter) => (isOfMachine(letter) ? "%p" : all)));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant("") },
    { weight: own === undefined ? 8 : 1, arbitrary: generated },
    ...(own === undefined ? [] : [{ weight: 7, arbitrary: own }]),
  );
}

/** Whether only the machine knows what a specifier stands for, and so what becomes of the value. */
function isOfMachine(letter: string): boolean {
  return findSpecifier(letter) !== undefined && !/[nNpPiIjJ]/.test(letter);
}

/** Escapes that `systemctl show` writes as an end of line, after which nobody can tell its lines apart. */
const endsLine = /\\(?:[nrfv]|x0[a-d]|01[2-5])/i;

/** Escapes that may make bytes that are no UTF-8: systemd takes them in a command and then cannot tell of the unit. */
const isNotAscii = /\\(?:x[89a-f]|[23][0-7]{2}|u(?!00[0-7])|U(?!000000[0-7]))/i;

const several = (words: readonly string[]) =>
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((some) => some.join(" "));

/** Where random values hardly ever are good ones, or where only some are shown as they are written. */
const ownValues: Readonly<Partial<Record<ValueName, fc.Arbitrary<string>>>> = {
  config_parse_unit_deps: several([
    "other-1.target",
    "other-2.service",
    "other-3@x.service",
    "other-4@.service",
    "other-%i.target",
    "other-5",
    "other 6.target",
    "%n",
  ]),
  config_parse_socket_listen: fc.constantFrom("/run/a", "/run/b/%p", "/run//c/", "127.0.0.1:80", "@x", "x:y"),
  config_parse_timer: fc.constantFrom(
    "*-*-* 12:00:00",
    "Mon *-*-* 00:00:00",
    "5min",
    "1h 30s",
    "daily at noon",
  ),
  config_parse_environ: several(["A=b", "A=c", '"B=d e"', "'C=%i'", "D", "1=x", "B="]),
  config_parse_exec: fc.constantFrom(
    "/bin/true",
    "-/bin/false %i",
    '/bin/sh -c "a b"',
    "@/bin/sh name x",
    "/bin/true ; -/bin/false",
    "/bin/true ; -./false ; /bin/true",
    "/bin/true ;",
    "true a",
    "./true",
    "-./true",
    '/bin/true "a',
    "/bin/true %",
    ":/bin/true $X",
  ),
  config_parse_bool: fc.constantFrom("yes", "no", "on", "0", "maybe"),
};
