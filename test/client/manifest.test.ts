import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { unitRow } from "../../client/src/units/unitTree.ts";
import { inactive, unit } from "./units.ts";

interface MenuItem {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

interface Contributes {
  readonly commands: readonly { readonly command: string }[];
  readonly menus: Readonly<Record<"view/title" | "view/item/context", readonly MenuItem[]>>;
  readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
  readonly views: { readonly unitwright: readonly { readonly icon: string }[] };
  readonly viewsWelcome: readonly { readonly when: string }[];
}

const projectFile = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const manifest: { readonly contributes: Contributes } = JSON.parse(
  readFileSync(projectFile("package.json"), "utf8"),
);
const { commands, menus, viewsContainers, views, viewsWelcome } = manifest.contributes;
const rowMenu = menus["view/item/context"];
const registered = [
  "units/registerUnits.ts",
  "commands/effectiveUnits.ts",
  "commands/explainProblem.ts",
  "commands/previewEscaping.ts",
  "commands/chooseInstance.ts",
  "commands/instanceActs.ts",
  "commands/ownInstanceFile.ts",
  "commands/addToWants.ts",
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

test("every cause of an empty view has its words", () => {
  const conditions = viewsWelcome.map((one) => one.when).join(" ");
  for (const cause of ["not-linux", "no-systemd", "no-bus", "refused", "lost"])
    expect(conditions).toContain(`== ${cause}`);
  expect(conditions).toContain("!isWorkspaceTrusted");
});

test("a running service offers stop, restart and disable; a stopped one start and enable", () => {
  expect(offered(unitRow(unit("a.service", { fileState: "enabled" }), "system").context)).toEqual([
    "addToWants",
    "copyUnitName",
    "disableUnit",
    "openUnitFile",
    "restartUnit",
    "showJournal",
    "stopUnit",
  ]);
  expect(offered(unitRow(unit("a.service", { ...inactive, fileState: "disabled" }), "user").context)).toEqual(
    ["addToWants", "copyUnitName", "enableUnit", "openUnitFile", "showJournal", "startUnit"],
  );
  expect(offered("scope;system;ready")).toEqual([]);
  expect(offered("group;service;system")).toEqual([]);
});

test("a scope can be stopped, but only the program that made it can start it again", () => {
  const commands = offered(unitRow(unit("session-1.scope"), "system").context);
  expect(commands).toContain("stopUnit");
  expect(commands).not.toContain("restartUnit");
});

test("an instance offers to start and enable another one of its template", () => {
  expect(offered(unitRow(unit("getty@tty1.service"), "system").context)).toEqual(
    expect.arrayContaining(["startInstance", "enableInstance", "ownInstanceFile"]),
  );
});

test("beside a row stand the journal and either start or stop", () => {
  const inline = (context: string) => offered(context, /^inline/);
  expect(inline(unitRow(unit("a.service"), "system").context)).toEqual(["showJournal", "stopUnit"]);
  expect(inline(unitRow(unit("a.timer", inactive), "system").context)).toEqual(["showJournal", "startUnit"]);
  expect(inline(unitRow(unit("a.slice"), "system").context)).toEqual([]);
});

/** The commands whose `when` holds for a row, as VS Code reads it: `viewItem =~ /…/` joined by `&&`. */
function offered(context: string, group = /./): readonly string[] {
  const holds = rowMenu.filter((item) => {
    const patterns = [...item.when.matchAll(/viewItem =~ \/((?:\\.|[^/])*)\//g)];
    return group.test(item.group) && patterns.every(([, pattern = ""]) => new RegExp(pattern).test(context));
  });
  return [...new Set(holds.map((item) => item.command.replace("unitwright.", "")))].sort();
}
