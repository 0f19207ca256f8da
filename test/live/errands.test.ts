import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Act } from "../../client/src/systemd/acts.ts";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { describeInBox } from "./box.ts";
import { letSudo, password, prepareRights, rightsPackages, runErrand, usePolkit } from "./rights.ts";

const start = (unit: string): Act => ({ verb: "start", unit });
const stop = (unit: string): Act => ({ verb: "stop", unit });

describeInBox(
  "rights for an errand",
  (live) => {
    const workers = [1, 2, 3, 4].map((number) => `worker@${number}.service`);
    const isActive = async (unit: string) =>
      (await live.box.run(["systemctl", "is-active", unit])).stdout.trim() === "active";

    beforeAll(async () => {
      await prepareRights(live);
      await usePolkit(live, "absent");
      const service = "[Service]\nExecStart=/usr/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n";
      await live.write("worker@.service", service);
      await live.write("guarded.service", service);
    });

    test("are root's own", async () => {
      const told = await runErrand(live, { acts: [[start("guarded.service"), stop("guarded.service")]] }, 0);
      expect(told).toEqual({ ends: [["done", "done"]], rung: "plain", questions: [] });
    });

    test("are a user's own over their own units", async () => {
      const run: Act = {
        verb: "run",
        unit: "own.service",
        description: "",
        command: ["/bin/true"],
        limits: [],
      };
      expect(await runErrand(live, { scope: "user", acts: [[run]] })).toEqual({
        ends: [["done"]],
        rung: "plain",
        questions: [],
      });
    });

    test("are refused where neither polkit nor sudo is to be had", async () => {
      await live.run("mv", "/usr/bin/sudo", "/usr/bin/sudo.away");
      const told = await runErrand(live, { acts: [[start("guarded.service")]], types: [password] });
      await live.run("mv", "/usr/bin/sudo.away", "/usr/bin/sudo");
      expect(told.ends[0]?.[0]).toMatch(/^access-denied: You are not allowed to do this/);
      expect(told.questions).toEqual([]);
      expect(await isActive("guarded.service")).toBe(false);
    });

    test("are not needed for what would change nothing", async () => {
      await live.run("systemctl", "start", workers[0] ?? "");
      const acts = [
        [start(workers[0] ?? ""), stop("guarded.service")],
        [{ verb: "try-restart", unit: "guarded.service" } as const],
        [{ verb: "disable", unit: "guarded.service", lasting: "for-good" } as const],
        [{ verb: "unmask", unit: "guarded.service", lasting: "for-good" } as const],
      ];
      const told = await runErrand(live, { acts });
      expect(told).toEqual({
        ends: [["done", "done"], ["done"], ["files"], ["files"]],
        rung: "plain",
        questions: [],
      });
      await live.run("systemctl", "stop", workers[0] ?? "");
    });

    test("come from sudo where it asks for no password, once for a whole errand", async () => {
      await letSudo(live, "all-without-password");
      const enable: Act = { verb: "enable", unit: "guarded.service", lasting: "for-good" };
      const lists = [...workers.map((unit) => [start(unit)]), [enable, start("guarded.service")]];
      const told = await runErrand(live, { acts: [...lists, [{ verb: "daemon-reload" }]] });
      const single = ["done"];
      expect(told).toEqual({
        ends: [single, single, single, single, ["files", "done"], single],
        rung: "sudo",
        questions: [],
      });
      for (const unit of [...workers, "guarded.service"]) expect(await isActive(unit)).toBe(true);
      expect((await live.box.run(["systemctl", "is-enabled", "guarded.service"])).stdout).toBe("enabled\n");
      const log = await live.run("journalctl", "--quiet", "--identifier=sudo", "--output=cat");
      expect(log.match(/COMMAND=\/usr\/bin\/systemd-stdio-bridge/g)).toHaveLength(1);
    });

    test("write files of root, whatever is in them and in their names", async () => {
      const file = (path: string, text: string) => ({ path, text });
      const unit = "dev-disk-by\\x2dlabel-a$b%i.mount";
      const files = [
        file("/etc/systemd/system/guarded.service.d/override.conf", "[Unit]\nDescription=Rewritten\n"),
        file(`/etc/systemd/system/${unit}.d/50 ünits.conf`, "# $HOME %n \\x2d\0\n"),
        file("/etc/empty.conf", ""),
        file("/etc/large.conf", "0123456789abcdef".repeat(20_000)),
      ];
      const restart: Act = { verb: "restart", unit: "guarded.service" };
      const told = await runErrand(live, { acts: [[...files, { verb: "daemon-reload" }, restart]] });
      const written = files.map(() => "written");
      expect(told).toEqual({ ends: [[...written, "done", "done"]], rung: "sudo", questions: [] });
      for (const { path, text } of files) {
        expect(await readFile(live.box.path(path), "utf8"), path).toBe(text);
        expect(await live.run("stat", "--format=%A %U", path)).toBe("-rw-r--r-- root");
      }
      expect(
        await live.run("systemctl", "show", "--value", "--property=Description", "guarded.service"),
      ).toBe("Rewritten");
      expect(await live.run("find", "/etc", "-name", "*.new")).toBe("");
      expect(await live.run("systemctl", "list-units", "--all", "--no-legend", "unitwright-*")).toBe("");
    });

    test("leave a file as it was that cannot be written", async () => {
      await live.run("mkdir", "/etc/in-the-way.conf");
      const told = await runErrand(live, { acts: [[{ path: "/etc/in-the-way.conf", text: "new" }]] });
      expect(told.ends[0]?.[0]).toMatch(/^refused: \/etc\/in-the-way\.conf could not be written/);
      expect(await live.run("find", "/etc", "-name", "in-the-way*")).toBe("/etc/in-the-way.conf");
    });

    test("end with the errand", async () => {
      await expect.poll(async () => (await live.box.run(["pgrep", "stdio-bridge"])).stdout).toBe("");
      const left = await live.run("find", "/tmp", "-name", "unitwright-*");
      expect(left).toBe("");
    });

    test("that a job fails is told as ever", async () => {
      await live.write("fails.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/false\n");
      const told = await runErrand(live, { acts: [[start("fails.service")]] });
      expect(told).toEqual({ ends: [["failed"]], rung: "sudo", questions: [] });
    });

    describe("polkit", () => {
      const about = 'action.id.indexOf("org.freedesktop.systemd1.") === 0';
      const rule = (result: string) =>
        `polkit.addRule(function(action) { if (${about}) return polkit.Result.${result}; });\n`;
      const self = `polkit.addAdminRule(function() { return ["unix-user:${ordinaryUser.name}"]; });\n`;
      const asked = { user: ordinaryUser.name, typing: "hidden", again: false };
      const restartAll = [
        {
          path: "/etc/systemd/system/guarded.service.d/polkit.conf",
          text: "[Unit]\nDescription=By polkit\n",
        },
        { verb: "daemon-reload" } as const,
        ...workers.map((unit): Act => ({ verb: "restart", unit })),
      ];

      beforeAll(async () => {
        await letSudo(live, "nothing");
      });
      afterEach(() => live.run("systemctl", "stop", ...workers, "guarded.service").then(() => {}));

      test("grants without a question where a rule says so", async () => {
        await usePolkit(live, { rules: rule("YES") });
        const told = await runErrand(live, { acts: [restartAll] });
        const done = restartAll.slice(1).map(() => "done");
        expect(told).toEqual({ ends: [["written", ...done]], rung: "plain", questions: [] });
      });

      test("that forbids is not got around: no password is asked for", async () => {
        await usePolkit(live, { rules: rule("NO") });
        await letSudo(live, "all-with-password");
        const told = await runErrand(live, { acts: [[start("guarded.service")]], types: [password] });
        await letSudo(live, "nothing");
        expect(told.ends[0]?.[0]).toMatch(/^access-denied: You are not allowed to do this/);
        expect(told.questions).toEqual([]);
        expect(await isActive("guarded.service")).toBe(false);
      });

      test("asks once for a whole errand where it remembers the answer", async () => {
        await usePolkit(live, { rules: self + rule("AUTH_ADMIN_KEEP") });
        const told = await runErrand(live, { acts: [restartAll], types: [password] });
        const done = restartAll.slice(1).map(() => "done");
        expect(told).toEqual({ ends: [["written", ...done]], rung: "polkit", questions: [asked] });
        for (const unit of workers) expect(await isActive(unit)).toBe(true);
      });

      test("asks once for a whole errand where it remembers nothing, as over SSH", async () => {
        await usePolkit(live, { rules: self });
        const told = await runErrand(live, {
          acts: [restartAll, [start("guarded.service")]],
          types: [password],
        });
        const done = restartAll.slice(1).map(() => "done");
        expect(told).toEqual({
          ends: [["written", ...done], ["done"]],
          rung: "polkit",
          questions: [asked],
        });
        expect(await isActive("guarded.service")).toBe(true);
      });

      test("asks for one act about that act, where there is no pkexec", async () => {
        await usePolkit(live, { rules: self });
        await live.run("mv", "/usr/bin/pkexec", "/usr/bin/pkexec.away");
        const told = await runErrand(live, { acts: [[start("guarded.service")]], types: [password] });
        await live.run("mv", "/usr/bin/pkexec.away", "/usr/bin/pkexec");
        expect(told).toEqual({ ends: [["done"]], rung: "polkit", questions: [asked] });
        expect(await isActive("guarded.service")).toBe(true);
      });

      test("asks again after a wrong password, three times at most", async () => {
        await usePolkit(live, { rules: self });
        const acts = [[start("guarded.service")]];
        const second = await runErrand(live, { acts, types: ["wrong", password] });
        const again = { ...asked, again: true };
        expect(second).toEqual({ ends: [["done"]], rung: "polkit", questions: [asked, again] });
        await live.run("systemctl", "stop", "guarded.service");
        const never = await runErrand(live, { acts, types: ["a", "b", "c", password] });
        expect(never.ends[0]?.[0]).toMatch(/^access-denied: /);
        expect(never.questions).toEqual([asked, again, again]);
        expect(await isActive("guarded.service")).toBe(false);
      });

      test("has passwords checked by what it listens with, where it does", async () => {
        const socket = ["systemctl", "show", "--value", "polkit-agent-helper.socket"];
        const isThere = (await live.run(...socket, "--property=LoadState")) === "loaded";
        const accepted = Number(await live.run(...socket, "--property=NAccepted"));
        expect(accepted > 0).toBe(isThere);
      });

      for (const [how, rules] of [
        ["remembers", self + rule("AUTH_ADMIN_KEEP")],
        ["does not remember", self],
      ] as const) {
        test(`is given up on once for all acts, where it ${how}`, async () => {
          await usePolkit(live, { rules });
          await letSudo(live, "all-with-password");
          const told = await runErrand(live, { acts: workers.map((unit) => [start(unit)]) });
          await letSudo(live, "nothing");
          for (const [end] of told.ends) expect(end).toMatch(/^declined: /);
          expect(told.questions).toEqual([asked]);
          for (const unit of workers) expect(await isActive(unit)).toBe(false);
        });
      }

      test("asks no longer when the acts are cancelled meanwhile", async () => {
        await usePolkit(live, { rules: self });
        for (const pkexec of ["there", "away"]) {
          if (pkexec === "away") await live.run("mv", "/usr/bin/pkexec", "/usr/bin/pkexec.away");
          const told = await runErrand(live, { acts: [[start("guarded.service")]], cancels: true });
          expect(told.ends[0]?.[0]).toMatch(/^declined: /);
          expect(told.questions).toEqual([asked]);
        }
        await live.run("mv", "/usr/bin/pkexec.away", "/usr/bin/pkexec");
        const left = async () => (await live.box.run(["pgrep", "--full", "agent-helper|pkexec"])).stdout;
        await expect.poll(left).toBe("");
      });

      test("does not ask for what would change nothing", async () => {
        await usePolkit(live, { rules: self });
        const told = await runErrand(live, { acts: [[stop("guarded.service")]] });
        expect(told).toEqual({ ends: [["done"]], rung: "plain", questions: [] });
      });

      test("asks for root's password where only root may say so", async () => {
        await usePolkit(live, { rules: 'polkit.addAdminRule(function() { return ["unix-user:0"]; });\n' });
        const told = await runErrand(live, { acts: [[start("guarded.service")]], types: ["wrong"] });
        expect(told.questions[0]).toMatchObject({ user: "root" });
        expect(told.ends[0]?.[0]).toMatch(/^declined: /);
      });
    });

    describe("sudo with a password", () => {
      const asked = { user: ordinaryUser.name, typing: "hidden", again: false };
      const again = { ...asked, again: true };

      beforeAll(async () => {
        await usePolkit(live, "absent");
        await letSudo(live, "all-with-password");
      });
      afterEach(() => live.run("systemctl", "stop", ...workers, "guarded.service").then(() => {}));

      test("is asked once for a whole errand", async () => {
        const file = {
          path: "/etc/systemd/system/guarded.service.d/sudo.conf",
          text: "[Unit]\nDescription=By sudo\n",
        };
        const lists = workers.map((unit) => [start(unit)]);
        const reload: Act = { verb: "daemon-reload" };
        const told = await runErrand(live, { acts: [[file, reload], ...lists], types: [password] });
        const done = workers.map(() => ["done"]);
        expect(told).toEqual({
          ends: [["written", "done"], ...done],
          rung: "sudo-password",
          questions: [asked],
        });
        for (const unit of workers) expect(await isActive(unit)).toBe(true);
      });

      test("is not remembered for the next errand", async () => {
        const acts = [[start("guarded.service")]];
        const told = await runErrand(live, { acts, afterwards: stop("guarded.service"), types: [password] });
        expect(told.ends[0]).toEqual(["done"]);
        expect(told.ends[1]?.[0]).toMatch(/^declined: /);
        expect(told.questions).toEqual([asked, asked]);
        expect(await isActive("guarded.service")).toBe(true);
      });

      test("is asked again where it was wrong, three times at most", async () => {
        const acts = [[start("guarded.service")]];
        const second = await runErrand(live, { acts, types: ["wrong", password] });
        expect(second).toEqual({ ends: [["done"]], rung: "sudo-password", questions: [asked, again] });
        await live.run("systemctl", "stop", "guarded.service");
        const never = await runErrand(live, { acts, types: ["a", "b", "c", password] });
        expect(never.ends[0]?.[0]).toMatch(/^access-denied: /);
        expect(never.questions).toEqual([asked, again, again]);
        expect(await isActive("guarded.service")).toBe(false);
      });

      test("is asked for no longer when the acts are cancelled meanwhile", async () => {
        const told = await runErrand(live, { acts: [[start("guarded.service")]], cancels: true });
        expect(told.ends[0]?.[0]).toMatch(/^declined: /);
        expect(told.questions).toEqual([asked]);
        await expect.poll(async () => (await live.box.run(["pgrep", "sudo"])).stdout).toBe("");
      });

      test("is nowhere to be read afterwards", async () => {
        const log = await live.run("journalctl", "--quiet", "--boot", "--output=json", "--all");
        expect(log).toContain("systemd-stdio-bridge");
        expect(log).not.toContain(password);
      });

      test("does not help whom sudo lets do nothing", async () => {
        await letSudo(live, "nothing");
        const told = await runErrand(live, { acts: [[start("guarded.service")]], types: [password] });
        expect(told.ends[0]?.[0]).toMatch(/^access-denied: sudo did not help: .*sudoers/);
        expect(told.questions).toEqual([asked]);
      });
    });
  },
  rightsPackages,
);
