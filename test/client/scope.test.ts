import { describe, expect, test } from "vitest";
import { asTyped, systemctlCommand } from "../../client/src/systemd/acts.ts";
import { busSockets, explainUnreachable } from "../../client/src/systemd/busAddress.ts";
import { journalArguments } from "../../client/src/systemd/journalQuery.ts";
import type { ManagerState, Scope } from "../../client/src/systemd/manager.ts";
import {
  kindOf,
  localMachine,
  machineOf,
  markedName,
  otherUser,
  readScope,
  userOf,
} from "../../client/src/systemd/scope.ts";
import { readAccounts } from "../../client/src/systemd/users.ts";
import { createDrawnTree, type TreeChange } from "../../client/src/units/drawnTree.ts";
import { createTreeModel } from "../../client/src/units/treeModel.ts";
import { groupRow, scopeRow } from "../../client/src/units/unitTree.ts";
import { failed, group, ready, unit } from "./units.ts";

const lisa = "user:1001:lisa" as const;
const guest = "machine:guest" as const;

describe("whose units", () => {
  test("what a scope says is read back from it", () => {
    expect(otherUser({ uid: 1001, name: "lisa" })).toBe(lisa);
    expect(userOf(lisa)).toEqual({ uid: 1001, name: "lisa" });
    expect(machineOf(localMachine("guest") ?? "system")).toBe("guest");
    expect([userOf("user"), machineOf("system"), userOf(guest), machineOf(lisa)]).toEqual(
      Array(4).fill(undefined),
    );
    expect([...(["system", "user", lisa, guest] as const)].map(kindOf)).toEqual([
      "system",
      "user",
      "user",
      "system",
    ]);
  });

  test("nothing else is taken for one that was written down", () => {
    for (const scope of ["system", "user", lisa, guest]) expect(readScope(scope)).toBe(scope);
    const others = [
      "",
      "root",
      "user:",
      "user:1001:",
      "user:x:lisa",
      "user:1:a/b",
      "user:1:a@b",
      "user:1:-x",
    ];
    const machines = ["machine:", "machine:-x", "machine:a/b", "machine:a b", `machine:${"x".repeat(65)}`];
    for (const text of [...others, ...machines, 7, null]) expect(readScope(text)).toBeUndefined();
  });

  test("accounts are read as passwd has them", () => {
    expect(readAccounts("lisa:x:1001:100:Lisa,,,:/home/lisa:/bin/sh\n\nbroken\n")).toEqual([
      { name: "lisa", uid: 1001, gid: 100 },
    ]);
  });

  test("a copied command speaks to their manager", () => {
    const typed = (scope: Scope) => asTyped(systemctlCommand({ verb: "start", unit: "a.service" }, scope));
    expect(typed(lisa)).toBe("systemctl --user --machine=lisa@.host start a.service");
    expect(typed(guest)).toBe("systemctl --machine=guest start a.service");
    const run = {
      verb: "run",
      unit: "r.service",
      description: "r",
      command: ["/bin/r"],
      limits: [],
    } as const;
    expect(systemctlCommand(run, lisa).slice(0, 3)).toEqual([
      "systemd-run",
      "--user",
      "--machine=lisa@.host",
    ]);
    const attach = { verb: "attach", unit: "a.service", process: 7 } as const;
    expect(systemctlCommand(attach, guest).slice(0, 3)).toEqual(["busctl", "--machine=guest", "call"]);
  });

  test("their journal is found by their number, or among the files of the machine", () => {
    const asked = (scope: Scope, ...units: string[]) =>
      journalArguments({ subject: { scope, units }, filter: {} }, "past").slice(4);
    expect(asked(lisa, "a.service").slice(0, 5)).toEqual([
      ...["_SYSTEMD_USER_UNIT=a.service", "_UID=1001", "+", "USER_UNIT=a.service", "_UID=1001"],
    ]);
    expect(asked(lisa)).toEqual(["_SYSTEMD_UNIT=user@1001.service", "+", "_UID=1001", "_TRANSPORT=stdout"]);
    expect(asked(lisa, "a@*.service")).toEqual(asked(lisa));
    expect(asked(guest, "a.service")).toEqual(["--machine=guest", "--unit=a.service"]);
    expect(asked(guest)).toEqual(["--machine=guest"]);
  });

  test("where they are reached, and why they are not", () => {
    const around = { env: {}, uid: 0, platform: "linux", root: "/nowhere" };
    expect(busSockets(lisa, around)).toEqual(["/run/user/1001/bus"]);
    expect(busSockets(guest, around)).toEqual(["/run/systemd/machines/guest"]);
    expect(explainUnreachable(lisa, "EACCES", around).advice).toContain("Connect…");
  });
});

describe("in the Units view", () => {
  const view = (states: ReadonlyMap<Scope, ManagerState>, shows?: (name: string) => boolean) => {
    const manager = (scope: Scope) => {
      const state = states.get(scope);
      return state && ({ state: () => state } as never);
    };
    const model = createTreeModel({ manager, states: () => states }, () => ({
      grouping: "type",
      shows: ({ name }) => shows?.(name) ?? true,
      isFiltered: shows !== undefined,
      isFavourite: () => false,
    }));
    return createDrawnTree(model);
  };

  test("the units of others stand below ours, told apart by their names", () => {
    const states = new Map<Scope, ManagerState>([
      ["system", ready(unit("a.service"))],
      ["user", ready()],
      [lisa, ready(unit("a.service", failed))],
      [guest, ready()],
    ]);
    const drawn = view(states);
    const rows = drawn.children(undefined).map((element) => drawn.row(element));
    expect(rows.map(({ label, description }) => `${label} ${description}`.trim())).toEqual([
      ...["System", "User", "lisa 1 failed", "guest"],
    ]);
    expect(rows.map(({ context }) => context)).toEqual([
      ...["scope;system;ready", "scope;user;ready", "scope;other-user;ready", "scope;machine;ready"],
    ]);
    expect([markedName("system", "a"), markedName("user", "a"), markedName(lisa, "a")]).toEqual([
      ...["a", "a (user)", "a (lisa)"],
    ]);
  });

  test("only their row is drawn again when one of their units changes, and all rows when they come or go", () => {
    const states = new Map<Scope, ManagerState>([
      ["system", ready(unit("a.service"))],
      [lisa, ready(unit("a.service"))],
    ]);
    const drawn = view(states);
    const draw = (element?: Parameters<typeof drawn.row>[0]) => {
      for (const child of drawn.children(element)) {
        drawn.row(child);
        draw(child);
      }
    };
    draw();
    const change = (one: TreeChange) => {
      const outdated = drawn.outdated(new Set([one]));
      return outdated === "everything" ? outdated : outdated.map(({ id }) => id);
    };
    states.set(lisa, ready(unit("a.service", failed)));
    expect(change(`${lisa}/a.service`)).toEqual([lisa]);
    states.delete(lisa);
    expect(change(lisa)).toBe("everything");
  });

  test("a row that can be opened again is a new one, and is in sight whatever the filter says", () => {
    const away = { kind: "unreachable", cause: "no-bus", reason: "Why.", advice: "What." } as const;
    const states = new Map<Scope, ManagerState>([
      ["system", ready(unit("a.service"))],
      [lisa, away],
    ]);
    const drawn = view(states, (name) => name === "b.service");
    const ids = () => drawn.children(undefined).map(({ id }) => id);
    expect(ids()).toEqual([`${lisa}!`]);
    states.set(lisa, ready(unit("b.service")));
    expect(drawn.outdated(new Set([lisa]))).toBe("everything");
    expect(ids()).toEqual([lisa]);
  });

  test("a manager that may not be reached offers to ask, one that is gone waits", () => {
    const unreachable = (cause: "refused" | "no-bus") =>
      ({ kind: "unreachable", cause, reason: "Why.", advice: "What." }) as const;
    expect(scopeRow(lisa, unreachable("refused"))).toMatchObject({
      description: "needs a password",
      context: "scope;other-user;unreachable;can-ask",
    });
    expect(scopeRow(guest, unreachable("no-bus"))).toMatchObject({
      description: "not running",
      context: "scope;machine;unreachable",
    });
    expect(scopeRow("user", unreachable("refused")).context).toBe("scope;user;unreachable");
    expect([groupRow("user", "yours", group()).label, groupRow(lisa, "yours", group()).label]).toEqual([
      ...["Yours", "Theirs"],
    ]);
  });
});
