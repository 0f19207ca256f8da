import { beforeAll, describe, expect, test } from "vitest";
import { lastEntries } from "../../client/src/systemd/journal.ts";
import type { Scope } from "../../client/src/systemd/manager.ts";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { describeInBox, type LiveBox } from "./box.ts";
import { askInBox } from "./boxProgram.ts";
import { makeGuest, speaker } from "./guest.ts";
import type { OtherTask, OtherTold, Step } from "./otherManager.ts";
import { letSudo, password, prepareRights, rightsPackages, usePolkit } from "./rights.ts";

const maker = `user:${ordinaryUser.uid}:${ordinaryUser.name}` as const;
const root = "user:0:root" as const;
const guest = "machine:guest" as const;

const ready: Step = { do: "await", state: "ready" };
const gone: Step = { do: "await", state: "unreachable" };
const run = (...argv: string[]): Step => ({ do: "run", argv });
const row = (unit: string, is: string): Step => ({ do: "row", unit, is });

describeInBox(
  "the manager of another",
  (live) => {
    beforeAll(async () => {
      await prepareRights(live);
      await live.writeFile("/etc/systemd/user/theirs.service", speaker);
      await live.writeFile("/etc/systemd/user/more@.service", speaker);
      for (const user of ["root", ordinaryUser.name])
        await live.run("systemctl", "--user", `--machine=${user}@.host`, "daemon-reload").catch(() => {});
      await makeGuest(live, { "inside.service": speaker, "passing.service": speaker });
    });

    test("root sees the units of another user, as that user's systemctl does, and acts on them", async () => {
      const told = await reach(live, {
        scope: maker,
        asking: "silent",
        steps: [
          ready,
          { do: "names" },
          { do: "act", act: { verb: "daemon-reload" } },
          { do: "act", act: { verb: "start", unit: "theirs.service" } },
          row("theirs.service", "active/running"),
          { do: "owner", unit: "theirs.service" },
          { do: "act", act: { verb: "enable", unit: "theirs.service", lasting: "for-good" } },
          { do: "own" },
          { do: "fragment", unit: "theirs.service" },
          { do: "act", act: { verb: "stop", unit: "theirs.service" } },
          row("theirs.service", "inactive/dead"),
        ],
      });
      const listed = await asMaker(
        live,
        "systemctl",
        "--user",
        "list-units",
        "--all",
        "--plain",
        "--no-legend",
      );
      const loaded = listed.split("\n").filter((line) => line.split(/\s+/)[1] === "loaded");
      const names = loaded.map((line) => line.split(/\s+/)[0]).filter((name) => name !== "theirs.service");
      expect(told.questions).toEqual([]);
      const [state, seen = "", ...rest] = told.steps;
      expect(state).toBe("ready");
      expect(seen.split(" ")).toEqual(expect.arrayContaining(["default.target", "dbus.socket"]));
      expect(names).toEqual(
        expect.arrayContaining(seen.split(" ").filter((name) => name.endsWith(".target"))),
      );
      expect(rest).toEqual([
        ...[
          "done",
          "done",
          "active/running",
          `${ordinaryUser.uid}`,
          "files",
          expect.stringContaining("theirs.service"),
        ],
        ...[expect.stringMatching(/^\/etc\/.*\/theirs.service$/), "done", "inactive/dead"],
      ]);
    });

    test("their manager ends and comes back, and the rows with it", async () => {
      const service = `user@${ordinaryUser.uid}.service`;
      const told = await reach(live, {
        scope: maker,
        asking: "silent",
        steps: [ready, run("systemctl", "stop", service), gone, run("systemctl", "start", service), ready],
      });
      expect(told.steps[2]).toMatch(/^(lost|no-bus): /);
      expect(told.steps[4]).toBe("ready");
    });

    test("of a user whose manager does not run it is said when it would", async () => {
      const told = await reach(live, { scope: "user:4711:nobody", asking: "silent", steps: [gone] });
      expect(told.steps).toEqual([
        "no-bus: No user manager runs for nobody. Its units are shown again as soon as that user logs in, or has one kept running by lingering.",
      ]);
    });

    test("an ordinary user sees them by sudo without a password, and nobody is asked", async () => {
      await letSudo(live, "all-without-password");
      const steps: readonly Step[] = [
        ready,
        { do: "act", act: { verb: "start", unit: "theirs.service" } },
        row("theirs.service", "active/running"),
        { do: "act", act: { verb: "stop", unit: "theirs.service" } },
      ];
      const told = await reach(live, { scope: root, asking: "silent", steps }, ordinaryUser.uid);
      expect(told).toEqual({ steps: ["ready", "done", "active/running", "done"], questions: [] });
    });

    describe("with a password", () => {
      const start: Step = { do: "act", act: { verb: "start", unit: "theirs.service" } };
      const asks = (types: readonly string[], ...steps: readonly Step[]) =>
        reach(live, { scope: root, asking: "may-ask", types, steps }, ordinaryUser.uid);
      const self = `polkit.addAdminRule(function() { return ["unix-user:${ordinaryUser.name}"]; });\n`;
      const byPolkit = expect.stringMatching(
        /^Show the units of root: .*pkexec|^Show the units of root: .*bridge/i,
      );

      test("sudo is asked once where polkit does not help, and never by itself", async () => {
        await usePolkit(live, "absent");
        await letSudo(live, "all-with-password");
        expect(await asks([password], ready, start, start)).toEqual({
          steps: ["ready", "done", "done"],
          questions: [
            `Show the units of root: sudo asks for a password, to show and change the units of root. (${ordinaryUser.name})`,
          ],
        });
        const silent = await reach(live, { scope: root, asking: "silent", steps: [gone] }, ordinaryUser.uid);
        expect(silent).toEqual({ steps: [expect.stringMatching(/^refused: /)], questions: [] });
      });

      test("polkit is asked once where it would have somebody say who they are", async () => {
        await letSudo(live, "nothing");
        await usePolkit(live, { rules: self });
        const told = await asks([password], ready, start, start);
        expect(told).toEqual({ steps: ["ready", "done", "done"], questions: [byPolkit] });
      });

      test("nobody is asked again where the bus begins with us, to which systemd comes a moment later", async () => {
        await letSudo(live, "nothing");
        await usePolkit(live, { rules: self });
        // systemd joins a bus of its own once that is up, whatever the bus answers before.
        await live.run("mkdir", "--parents", "/etc/systemd/user/dbus.service.d");
        await live.writeFile(
          "/etc/systemd/user/dbus.service.d/slow.conf",
          "[Service]\nExecStartPost=sleep 1\n",
        );
        await live.run("systemctl", "--user", "daemon-reload");
        await live.run("systemctl", "--user", "stop", "dbus.service");
        const told = await asks([password], ready, start);
        expect(told).toEqual({ steps: ["ready", "done"], questions: [byPolkit] });
      });

      test("what polkit forbids is not got around", async () => {
        await letSudo(live, "all-with-password");
        const no = 'action.id === "org.freedesktop.policykit.exec"';
        await usePolkit(live, {
          rules: `polkit.addRule(function(action) { if (${no}) return polkit.Result.NO; });\n`,
        });
        expect(await asks([password], gone)).toEqual({
          steps: [expect.stringMatching(/^refused: /)],
          questions: [],
        });
      });

      test("who gives up is not asked again", async () => {
        await usePolkit(live, { rules: self });
        const told = await asks([], gone, { do: "run", argv: ["sleep", "3"] }, gone);
        expect(told.questions).toHaveLength(1);
        expect(told.steps[2]).toMatch(/^refused: /);
      });
    });

    test("their journal has what their units say, and nothing of ours of the same name", async () => {
      await live.run("systemctl", "--user", "start", "theirs.service");
      await asMaker(live, "systemctl", "--user", "start", "theirs.service", "more@1.service");
      await live.run("journalctl", "--sync");
      const said = async (scope: Scope, ...units: string[]) => {
        const query = { subject: { scope, units }, filter: {} };
        const all = await lastEntries({ query, lines: 200, program: [...live.door, "journalctl"] });
        return all.filter(({ source }) => source === "sh").map(({ message }) => message);
      };
      const hello = (name: string) => `hello from ${name}`;
      expect(new Set(await said(maker, "theirs.service"))).toEqual(new Set([hello("theirs.service")]));
      expect(await said(maker, "more@*.service")).toEqual([hello("more@1.service")]);
      expect(await said(root, "more@*.service")).toEqual([]);
      expect(await said(maker)).toContain(hello("more@1.service"));
    });

    test("a local machine's units are seen and acted on, and read from its own journal", async () => {
      const told = await reach(live, {
        scope: guest,
        asking: "silent",
        steps: [
          run("systemctl", "start", "guest.service"),
          ready,
          { do: "machines" },
          { do: "act", act: { verb: "start", unit: "inside.service" } },
          row("inside.service", "active/running"),
          run("systemctl", "--machine=guest", "is-active", "inside.service"),
          run("systemctl", "show", "--property=LoadState", "--value", "inside.service"),
          { do: "own" },
          // What is no longer in systemd's memory stays in sight while it has a file, and leaves with it.
          { do: "act", act: { verb: "stop", unit: "inside.service" } },
          row("inside.service", "inactive/dead"),
          run("sleep", "1"),
          row("inside.service", "inactive/dead"),
          { do: "act", act: { verb: "start", unit: "passing.service" } },
          row("passing.service", "active/running"),
          run("rm", "/var/lib/machines/guest/etc/systemd/system/passing.service"),
          { do: "act", act: { verb: "stop", unit: "passing.service" } },
          row("passing.service", "absent"),
          { do: "act", act: { verb: "enable", unit: "inside.service", lasting: "for-good" } },
          run("systemctl", "stop", "guest.service"),
          gone,
          run("systemctl", "start", "guest.service"),
          ready,
          row("inside.service", "active/running"),
        ],
      });
      expect(told.questions).toEqual([]);
      expect(told.steps).toEqual([
        ...["", "ready", "", "done", "active/running", "active", "not-found", ""],
        ...["done", "inactive/dead", "", "inactive/dead"],
        ...["done", "active/running", "", "done", "absent", "files", ""],
        expect.stringMatching(/^(lost|no-bus): /),
        ...["", "ready", "active/running"],
      ]);
      const query = { subject: { scope: guest, units: ["inside.service"] }, filter: {} } as const;
      const all = await lastEntries({ query, lines: 50, program: [...live.door, "journalctl"] });
      expect(all.map(({ message }) => message)).toContain("hello from inside.service");
      const ours = { subject: { scope: "system", units: ["inside.service"] }, filter: {} } as const;
      expect(await lastEntries({ query: ours, lines: 50, program: [...live.door, "journalctl"] })).toEqual(
        [],
      );
    });

    test("the machines that run are found", async () => {
      await live.run("systemctl", "start", "guest.service");
      const manager = await live.manager();
      expect(await manager.machines()).toEqual(["guest"]);
      await live.run("systemctl", "stop", "guest.service");
      expect(await manager.machines()).toEqual([]);
    });
  },
  [...rightsPackages, "systemd-container"],
);

/** Runs the steps inside the box, as root or another user. */
function reach(live: LiveBox, task: OtherTask, uid = 0): Promise<OtherTold> {
  return askInBox(live, { file: "otherManager.ts", task: { name: "otherTask", value: task } }, uid);
}

async function asMaker(live: LiveBox, ...argv: string[]): Promise<string> {
  const ran = await live.box.run(argv, {
    uid: ordinaryUser.uid,
    env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=/run/user/${ordinaryUser.uid}/bus` },
  });
  if (ran.code !== 0) throw new Error(`${argv.join(" ")} failed (${ran.code}): ${ran.stderr}`);
  return ran.stdout.trim();
}
