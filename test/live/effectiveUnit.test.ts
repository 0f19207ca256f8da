// What is in effect of units with drop-ins, beside what a real systemd holds of them: sets that no run has seen before.
import { randomInt } from "node:crypto";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path/posix";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { analyse } from "../../server/src/language/analysis.ts";
import {
  type EffectiveAssignment,
  type EffectiveUnit,
  effectiveUnit,
  expandedValue,
} from "../../server/src/language/effectiveUnit.ts";
import { effectiveText } from "../../server/src/language/features/effectiveText.ts";
import { stopOf } from "../../server/src/language/fileProblems.ts";
import { directivesFor, type ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import { sectionNames } from "../../server/src/language/knowledge/sections.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { unknownPiece } from "../../server/src/language/values/grammar.ts";
import { UnitPartsFinder, type WhyUnknown } from "../../server/src/workspace/unitParts.ts";
import { nothingOpen } from "../../server/src/workspace/unitTexts.ts";
import { compareProperties, mayDiffer, shownInAnyOrder } from "../support/shownDifferences.ts";
import { type ShownUnit, showAliases, showConditions, shownLine, showUnits } from "../support/shownUnits.ts";
import {
  type PlacedFile,
  plainUnit,
  setTypes,
  typeWideDropIns,
  type UnitSet,
  unitSet,
} from "../support/unitSets.ts";
import { describeInBox, type LiveBox } from "./box.ts";

// Set to see the failure of another run again.
const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const setCount = Number(process.env.UNITWRIGHT_UNITS ?? 240);
/** Conditions are asked for unit by unit, which takes long. */
const conditionsAtMost = 40;

/** What we make of a set: the unit and the paths of its files, or why nobody can tell. */
type Ours =
  | { readonly kind: "known"; readonly unit: EffectiveUnit; readonly paths: readonly string[] }
  | { readonly kind: "unknown"; readonly why: WhyUnknown };

interface Compared {
  readonly set: UnitSet;
  readonly ours: Ours;
  readonly shown: ShownUnit;
}

type Known = Compared & { readonly ours: Extract<Ours, { kind: "known" }> };

describeInBox(`the effective unit with UNITWRIGHT_SEED=${seed}`, (live) => {
  let aliases: ReadonlyMap<string, string> = new Map();
  let plain: ReadonlyMap<string, ShownUnit> = new Map();
  let compared: readonly Compared[] = [];
  /** Those whose unit file systemd reads to its end: of the others it reads no drop-in. */
  let read: readonly Known[] = [];

  beforeAll(async () => {
    // Before there are many units: systemd takes long to list those.
    aliases = await showAliases(live.box);
    plain = await showPlainUnits(live);
    compared = await showSets(live);
    read = compared.filter(isKnown).filter(({ ours }) => stopOf(ours.unit.parts[0]) === undefined);
  }, 300_000);

  test("was found of most sets, and some are masked", () => {
    expect(compared).toHaveLength(setCount);
    expect(read.length).toBeGreaterThan(setCount / 2);
    expect(compared.filter(({ ours }) => ours.kind === "unknown" && ours.why === "masked")).not.toEqual([]);
  });

  test("is made of the files that systemd reads, in its order", () => {
    const stopped = new Set<Compared>(compared.filter((one) => isKnown(one) && !read.includes(one)));
    const differing = compared.filter((one) => !stopped.has(one) && filesOfOurs(one) !== filesOfSystemd(one));
    expect(
      differing.map((one) => `${spell(one)}ours:    ${filesOfOurs(one)}\nsystemd: ${filesOfSystemd(one)}`),
    ).toEqual([]);
    for (const one of stopped) expect(shownLine(one.shown, "LoadState"), spell(one)).not.toBe("loaded");
  });

  test("says of each property what systemd shows", () => {
    expect(aliases.get("default.target")).toBeDefined();
    let setProperties = 0;
    const differing = read.flatMap((one) => {
      const properties = compareProperties(
        one.ours.unit,
        one.shown,
        plain.get(one.set.type) ?? new Map(),
        aliases,
      );
      setProperties += properties.filter(({ isSet }) => isSet).length;
      return properties
        .filter(({ ours, theirs }) => ours !== theirs)
        .map(({ name, ours, theirs }) => `${spell(one)}ours:    ${name}=${ours}\nsystemd: ${name}=${theirs}`);
    });
    expect(differing).toEqual([]);
    expect(setProperties).toBeGreaterThan(setCount * 2);
  });

  test("has the conditions that systemd holds", async () => {
    const differing: string[] = [];
    const some = read.filter(({ set }) => /\b(?:Condition|Assert)/.test(spellFiles(set)));
    for (const one of some.slice(0, conditionsAtMost)) {
      const ours = conditionsOf(one.ours.unit);
      if (ours.some((condition) => condition.includes(unknownPiece))) continue;
      const theirs = await showConditions(live.box, one.set.name);
      if (ours.join("\n") !== theirs.join("\n")) {
        differing.push(`${spell(one)}ours:    ${ours.join(" ")}\nsystemd: ${theirs.join(" ")}`);
      }
    }
    expect(some.length).toBeGreaterThan(setCount / 10);
    expect(differing).toEqual([]);
  }, 120_000);

  test("is the same unit to systemd when its text stands in place of all the files", async () => {
    await removeSets(live, compared);
    for (const { ours } of read) {
      const [path = ""] = ours.paths;
      const text = effectiveText(ours.unit, () => "somewhere");
      await place(live, new Map([[path, { kind: "text", text }]]));
    }
    await live.run("systemctl", "daemon-reload");
    const names = read.map(({ set }) => set.name);
    const again = await showUnits(live.box, names);
    const differing = read.flatMap((one, index) => {
      const now = again[index] ?? new Map();
      const properties = [...one.shown.keys()].filter(
        (name) => !mayDiffer.test(name) && shownInAnyOrder(one.shown, name) !== shownInAnyOrder(now, name),
      );
      return properties.map(
        (name) =>
          `${spell(one)}${effectiveText(one.ours.unit, () => "somewhere")}with the files: ${name}=${shownLine(one.shown, name)}\nwith the text:  ${name}=${shownLine(now, name)}`,
      );
    });
    expect(differing).toEqual([]);
  }, 120_000);
});

function isKnown(one: Compared): one is Known {
  return one.ours.kind === "known";
}

/** A unit of each type that says nothing, before anything is said about all units of its type. */
async function showPlainUnits(live: LiveBox): Promise<ReadonlyMap<string, ShownUnit>> {
  const units = setTypes.map((type) => ({ type, ...plainUnit(type) }));
  for (const { name, text } of units) {
    await place(live, new Map([[`/run/systemd/system/${name}`, { kind: "text", text }]]));
  }
  await live.run("systemctl", "daemon-reload");
  const names = units.map(({ name }) => name);
  const shown = await showUnits(live.box, names);
  return new Map(units.map(({ type }, index) => [type, shown[index] ?? new Map()]));
}

async function showSets(live: LiveBox): Promise<readonly Compared[]> {
  const told = await live.run("systemctl", "--version");
  const version = Number(/^systemd (\d+)/.exec(told)?.[1]);
  const directives = sectionNames
    .flatMap((section) => directivesFor(version).inSection(section))
    .filter(({ status }: ResolvedDirective) => status === "known" || status === "deprecated")
    // Over some of their values `systemctl show` itself fails, in 262.
    .filter(({ directive: { name } }) => !/^OpenFile$|Directory(?:Accounting|Quota)$/.test(name));
  const sets = Array.from({ length: setCount }, (_, number) =>
    fc.sample(unitSet(number, directives), { seed: seed + number, numRuns: 1 }),
  ).flat();
  for (const files of [typeWideDropIns, ...sets.map(({ files }) => files)]) await place(live, files);
  await live.run("systemctl", "daemon-reload");
  const names = sets.map(({ name }) => name);
  const shown = await showUnits(live.box, names);
  const finder = new UnitPartsFinder("once", nothingOpen);
  return sets.map((set, index) => ({
    set,
    ours: ourUnit(live.box.path("/"), finder, set, version),
    shown: shown[index] ?? new Map(),
  }));
}

/** Asked for a drop-in that is about to be written, as an editor does. */
function ourUnit(root: string, finder: UnitPartsFinder, { name }: UnitSet, version: number): Ours {
  const path = join(root, `etc/systemd/system/${name}.d/about-to-be-written.conf`);
  const file = unitFileOf(path);
  if (file === undefined) throw new Error(`${path} is no unit file.`);
  const places = { root, environment: {}, workspace: [] };
  const parts = finder.find({ path, file, scope: "system" }, places, []);
  if (parts.kind === "unknown") return parts;
  const all = [...parts.rest.before, ...parts.rest.after];
  const [fragment, ...dropIns] = all.map((part) =>
    analyse(part.document, part.file, directivesFor(version), "system"),
  );
  if (fragment === undefined) throw new Error(`${name} has no file.`);
  const paths = all.map((part) => asUsr(join("/", part.path.slice(root.length))));
  return { kind: "known", unit: effectiveUnit(fragment, dropIns), paths };
}

function filesOfOurs({ ours }: Compared): string {
  return ours.kind === "unknown" ? ours.why : ours.paths.join(" ");
}

/** The unit file and the drop-ins, without the empty ones, which systemd lists though they only keep others away. */
function filesOfSystemd({ set, shown }: Compared): string {
  const state = shownLine(shown, "LoadState");
  if (state === "masked") return "masked";
  if (state === "not-found") return "no-unit-file";
  const dropIns = shownLine(shown, "DropInPaths").split(" ");
  const read = dropIns.filter((path) => path !== "" && !isEmpty(set.files.get(asUsr(path))));
  return [shownLine(shown, "FragmentPath"), ...read].map(asUsr).join(" ");
}

function isEmpty(file: PlacedFile | undefined): boolean {
  return file?.kind === "link" || file?.text === "";
}

/** Debian's /lib is a link to /usr/lib, and which of the two a path goes by is all the same. */
function asUsr(path: string): string {
  return path.replace(/^\/lib\//, "/usr/lib/");
}

/** As `showConditions` spells them. */
function conditionsOf(unit: EffectiveUnit): readonly string[] {
  const isCondition = ({ assignment: { known } }: EffectiveAssignment) =>
    known?.parsing.group === "conditions" || known?.parsing.group === "asserts";
  return unit
    .allInEffect("Unit")
    .filter(isCondition)
    .map((one) => {
      const { known } = one.assignment;
      const { name, renamed } = known?.directive ?? {};
      const kind = renamed !== undefined && renamed.since <= unit.version ? renamed.to.name : name;
      const [, signs = "", value = ""] = /^((?:\|[ \t]*)?(?:![ \t]*)?)(.*)$/s.exec(expandedValue(one)) ?? [];
      const isPath = known?.parsing.value === "config_parse_unit_condition_path";
      return `${signs.replace(/[ \t]/g, "")}${kind}=${isPath ? simplified(value) : value}`;
    })
    .sort();
}

/** A path without what leads nowhere. */
function simplified(path: string): string {
  return `/${path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/")
    // Since 257 nothing lies above the root folder.
    .replace(/^(?:\.\.(?:\/|$))+/, "")}`;
}

async function place(live: LiveBox, files: ReadonlyMap<string, PlacedFile>): Promise<void> {
  for (const [path, file] of files) {
    const at = live.box.path(path);
    await mkdir(dirname(at), { recursive: true });
    if (file.kind === "link") await symlink(file.to, at);
    else await writeFile(at, file.text);
  }
}

/** Takes away all files but the aliases. */
async function removeSets(live: LiveBox, compared: readonly Compared[]): Promise<void> {
  const files = compared.flatMap(({ set }) => [...set.files]);
  const isAlias = (file: PlacedFile) => file.kind === "link" && file.to !== "/dev/null";
  for (const [path, file] of [...typeWideDropIns, ...files]) {
    if (!isAlias(file)) await rm(live.box.path(path), { force: true });
  }
}

function spell({ set }: Compared): string {
  return `# ${set.name}\n${spellFiles(set)}`;
}

function spellFiles({ files }: UnitSet): string {
  return [...files]
    .map(([path, file]) => (file.kind === "link" ? `#- ${path} -> ${file.to}\n` : `#- ${path}\n${file.text}`))
    .join("");
}
