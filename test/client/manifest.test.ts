import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { unitRow } from "../../client/src/units/unitTree.ts";
import { failed, inactive, unit } from "./units.ts";

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group: string;
}

type MenuName = "view/title" | "view/item/context" | "unitwright.enablement" | "unitwright.further";

interface Contributes {
  readonly commands: readonly { readonly command: string }[];
  readonly menus: Readonly<Record<MenuName, readonly MenuItem[]>>;
  readonly submenus: readonly { readonly id: MenuName }[];
  readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
  readonly views: { readonly unitwright: readonly { readonly icon: string }[] };
  readonly viewsWelcome: readonly { readonly when: string }[];
  readonly walkthroughs: readonly {
    readonly steps: readonly { readonly description: string; readonly media: { readonly image: string } }[];
  }[];
}

const projectFile = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const manifest: { readonly contributes: Contributes } = JSON.parse(
  readFileSync(projectFile("package.json"), "utf8"),
);
const { commands, menus, submenus, viewsContainers, views, viewsWelcome, walkthroughs } =
  manifest.contributes;
const rowMenu: readonly (MenuItem & { readonly command: string })[] = [
  ...menus["view/item/context"],
  ...submenus.flatMap(({ id }) => menus[id]),
].flatMap((item) => (item.command === undefined ? [] : [{ ...item, command: item.command }]));
const registered = [
  "units/registerUnits.ts",
  "commands/unitCommands.ts",
  "commands/effectiveUnits.ts",
  "commands/explainProblem.ts",
  "commands/previewEscaping.ts",
  "commands/chooseInstance.ts",
  "commands/instanceActs.ts",
  "commands/newUnit.ts",
  "commands/newDeviceUnit.ts",
  "commands/ownInstanceFile.ts",
  "commands/addToWants.ts",
  "editing/editOverride.ts",
  "journals/journalCommands.ts",
]
  .map((file) => readFileSync(projectFile(`client/src/${file}`), "utf8"))
  .join("\n");

test("every command of the manifest is registered, and every one in a menu is in the manifest", () => {
  const declared = commands.map((one) => one.command);
  for (const id of declared) expect(registered).toContain(`"${id}"`);
  for (const item of [...rowMenu, ...menus["view/title"]]) expect(declared).toContain(item.command);
});

test("the icons of the view are files", () => {
  for (const { icon } of [...viewsContainers.activitybar, ...views.unitwright])
    expect(existsSync(projectFile(icon))).toBe(true);
});

test("the walkthrough shows pictures that are shipped, and leads to commands that there are", () => {
  const shipped = readFileSync(projectFile(".vscodeignore"), "utf8");
  const declared = commands.map((one) => one.command);
  const steps = walkthroughs.flatMap((one) => one.steps);
  expect(steps.length).toBeGreaterThan(3);
  for (const { description, media } of steps) {
    expect(existsSync(projectFile(media.image)), media.image).toBe(true);
    expect(shipped).toContain(`!${media.image}\n`);
    for (const [, id = ""] of description.matchAll(/\(command:(unitwright\.[^)]+)\)/g))
      if (id !== "unitwright.units.focus") expect(declared).toContain(id);
  }
});

test("an empty view says what to do where the extension cannot say it", () => {
  const conditions = viewsWelcome.map((one) => one.when).join(" ");
  expect(conditions).toContain("!isWorkspaceTrusted");
  expect(conditions).toContain("unitwright.filtered");
});

test("a running service offers stop, restart and disable; a stopped one start and enable", () => {
  const always = [
    "addFavourite",
    "addToWants",
    "copySystemctlCommand",
    "copyUnitName",
    "editOverride",
    "followJournalInTerminal",
    "maskUnit",
    "openUnitFile",
    "presetUnit",
    "revertUnit",
    "showJournal",
    "showProperties",
  ];
  const running = [
    ...["disableUnit", "disableUnitNow", "freezeUnit", "killUnit", "moveProcess", "reloadUnit"],
    ...["restartUnit", "setProperty"],
  ];
  expect(offered(unitRow(unit("a.service", { fileState: "enabled" }), "system").context)).toEqual(
    [...always, ...running, "stopUnit", "thawUnit", "tryRestartUnit"].sort(),
  );
  expect(offered(unitRow(unit("a.service", { ...inactive, fileState: "disabled" }), "user").context)).toEqual(
    [...always, "cleanUnit", "enableUnit", "enableUnitNow", "startUnit"].sort(),
  );
  expect(offered("scope;system;ready")).toEqual(["followJournalInTerminal", "showJournal"]);
  expect(offered("group;service;system")).toEqual([]);
});

test("a masked unit offers to be unmasked, and nothing that would fail", () => {
  const masked = unit("a.service", { ...inactive, loadState: "masked", fileState: "masked" });
  expect(offered(unitRow(masked, "system").context)).toEqual([
    "addFavourite",
    "addToWants",
    "copySystemctlCommand",
    "copyUnitName",
    "editOverride",
    "followJournalInTerminal",
    "openUnitFile",
    "showJournal",
    "showProperties",
    "unmaskUnit",
  ]);
});

test("every menu below a row's has something to offer where it is shown", () => {
  const rows = [
    unit("a.service", { fileState: "static" }),
    unit("a.service", failed),
    unit("a.timer", inactive),
    unit("a.slice"),
    unit("a.scope"),
    unit("a.target", inactive),
    unit("a.device"),
    unit("-.mount"),
    unit("a.path", { ...inactive, loadState: "not-found" }),
  ].map((one) => unitRow(one, "system").context);
  for (const context of rows)
    for (const item of menus["view/item/context"])
      if (item.submenu !== undefined && holds(item, context))
        expect(
          submenus
            .flatMap(({ id }) => (id === item.submenu ? menus[id] : []))
            .filter((one) => holds(one, context)),
          `${item.submenu} for ${context}`,
        ).not.toEqual([]);
});

test("what acts on instances and looks at devices is not offered in a folder that is not trusted", () => {
  const ids = ["startInstance", "enableInstance", "addToWants", "newDeviceUnit"];
  for (const id of ids) {
    // Where there are no rows of units, there is no menu on one.
    const places = Object.entries(menus).flatMap(([menu, items]) =>
      /^(?:commandPalette|editor)/.test(menu) ? items : [],
    );
    const found = places.filter(({ command }) => command === `unitwright.${id}`);
    expect(found.length).toBeGreaterThan(0);
    for (const { when } of found) expect(when).toContain("isWorkspaceTrusted");
  }
});

test("an instance offers to start and enable another one of its template", () => {
  expect(offered(unitRow(unit("getty@tty1.service"), "system").context)).toEqual(
    expect.arrayContaining(["startInstance", "enableInstance", "ownInstanceFile", "showInstancesJournal"]),
  );
});

test("of others' units nothing is offered that writes files of ours, and of their rows the way out", () => {
  const [lisa, guest] = ["user:1001:lisa", "machine:guest"] as const;
  const service = unit("getty@tty1.service", { fileState: "enabled" });
  const all = offered(unitRow(service, "system").context);
  const ofLisa = offered(unitRow(service, lisa).context);
  const ofGuest = offered(unitRow(service, guest).context);
  expect(all.filter((id) => !ofLisa.includes(id))).toEqual(["editOverride", "ownInstanceFile"]);
  expect(all.filter((id) => !ofGuest.includes(id))).toEqual([
    ...["editOverride", "moveProcess", "ownInstanceFile"],
  ]);
  expect(offered("scope;other-user;ready")).toEqual([
    "followJournalInTerminal",
    "showJournal",
    "stopShowing",
  ]);
  expect(offered("scope;machine;unreachable;can-ask")).toEqual([
    ...["connectOther", "followJournalInTerminal", "showJournal", "stopShowing"],
  ]);
});

test("a template's row offers the journal of all its instances", () => {
  expect(offered("template;service;system")).toEqual(
    expect.arrayContaining(["followJournalInTerminal", "showJournal"]),
  );
});

test("beside a row stand the journal and either start or stop", () => {
  const inline = (context: string) => offered(context, /^inline/);
  expect(inline(unitRow(unit("a.service"), "system").context)).toEqual(["showJournal", "stopUnit"]);
  expect(inline(unitRow(unit("a.timer", inactive), "system").context)).toEqual(["showJournal", "startUnit"]);
  expect(inline(unitRow(unit("a.slice"), "system").context)).toEqual([]);
});

/** The commands offered for a row, those of its menus' menus too. */
function offered(context: string, group = /./): readonly string[] {
  const shown = rowMenu.filter((item) => group.test(item.group) && holds(item, context));
  return [...new Set(shown.map((item) => item.command.replace("unitwright.", "")))].sort();
}

/** Whether a `when` holds for a row, as VS Code reads it: `viewItem =~ /…/` joined by `&&`. */
function holds({ when = "" }: MenuItem, context: string): boolean {
  const patterns = [...when.matchAll(/viewItem =~ \/((?:\\.|[^/])*)\//g)];
  return patterns.every(([, pattern = ""]) => new RegExp(pattern).test(context));
}
