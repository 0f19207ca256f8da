import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import type { Act } from "../../client/src/systemd/acts.ts";
import { describeInBox } from "./box.ts";
import { letSudo, prepareRights, rightsPackages, runErrand, usePolkit } from "./rights.ts";

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
      expect(told).toEqual({ ends: [["done", "done"]], rung: "plain" });
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
      });
    });

    test("are refused where neither polkit nor sudo is to be had", async () => {
      await letSudo(live, "nothing");
      const told = await runErrand(live, { acts: [[start("guarded.service")]] });
      expect(told.ends[0]?.[0]).toMatch(/^access-denied: You are not allowed to do this/);
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
      expect(told).toEqual({ ends: [["done", "done"], ["done"], ["files"], ["files"]], rung: "plain" });
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
      expect(told).toEqual({ ends: [[...written, "done", "done"]], rung: "sudo" });
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
      expect(told).toEqual({ ends: [["failed"]], rung: "sudo" });
    });
  },
  rightsPackages,
);
