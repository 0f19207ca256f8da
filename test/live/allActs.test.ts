// Every act as an ordinary user: refused where they have no right to it, done where sudo or polkit gives them one, and
// done where the units are theirs.
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Act, Verb } from "../../client/src/systemd/acts.ts";
import { runtimeProperties } from "../../client/src/systemd/runtimeProperties.ts";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { describeInBox } from "./box.ts";
import { letSudo, password, prepareRights, rightsPackages, runErrand, usePolkit } from "./rights.ts";

const unit = "every.service";
const lasting = "for-good";
const counted = runtimeProperties.find(({ directive }) => directive === "IPAccounting")?.read("no");

/** Each from a state in which it is needed: after what the list before it has brought about. */
const acts: readonly (readonly [Act, string])[] = [
  [{ verb: "start", unit }, "done"],
  [{ verb: "restart", unit }, "done"],
  [{ verb: "try-restart", unit }, "done"],
  [{ verb: "reload", unit }, "done"],
  [{ verb: "set-property", unit, lasting: "until-reboot", changes: counted ? [counted] : [] }, "done"],
  [{ verb: "freeze", unit: "steady.service" }, "done"],
  [{ verb: "thaw", unit: "steady.service" }, "done"],
  [{ verb: "attach", unit: "steady.service", process: 1 }, "refused"],
  [{ verb: "kill", unit: "steady.service", whom: "main", signal: { name: "SIGKILL", number: 9 } }, "done"],
  [{ verb: "reset-failed", unit: "steady.service" }, "done"],
  [{ verb: "stop", unit: "steady.service" }, "done"],
  [{ verb: "clean", unit: "idle.service", what: ["state"] }, "done"],
  [{ verb: "enable", unit, lasting }, "files"],
  [{ verb: "disable", unit, lasting }, "files"],
  [{ verb: "add-wants", unit, starter: "basic.target" }, "files"],
  [{ verb: "add-requires", unit, starter: "basic.target" }, "files"],
  [{ verb: "preset", unit, lasting }, "files"],
  [{ verb: "mask", unit: "absent.service", lasting }, "files"],
  [{ verb: "unmask", unit: "absent.service", lasting }, "files"],
  [{ verb: "link", unit: "/opt/linked.service", lasting }, "files"],
  [{ verb: "revert", unit }, "files"],
  [{ verb: "run", unit: "brief.service", description: "Brief", command: ["/bin/true"], limits: [] }, "done"],
  [{ verb: "daemon-reload" }, "done"],
  [{ verb: "isolate", unit: "multi-user.target" }, "done"],
];

/** There is no login manager in a box. */
const untried: ReadonlySet<Verb> = new Set(["enable-linger", "disable-linger"]);

describeInBox(
  "every act of an ordinary user",
  (live) => {
    const service =
      "[Service]\nExecStart=/usr/bin/sleep infinity\nExecReload=/usr/bin/true\nStateDirectory=%p\n[Install]\nWantedBy=multi-user.target\n";

    beforeAll(() => prepareRights(live));
    beforeEach(async () => {
      for (const name of [unit, "steady.service", "idle.service"]) await live.write(name, service);
      await live.run("mkdir", "--parents", "/opt");
      await live.writeFile("/opt/linked.service", service);
      await live.run("systemctl", "start", "steady.service");
    });
    afterEach(async () => {
      await live.run("rm", "--force", "/etc/systemd/system/linked.service");
      await live.run("systemctl", "disable", unit);
      await live.run("systemctl", "stop", unit, "steady.service");
    });

    const expected = acts.map(([, end]) => end);
    /** Without the sentence of an error. */
    const kinds = (ends: readonly string[] | undefined) => ends?.map((end) => end.replace(/:.*/s, ""));

    test("is tried here", () => {
      const verbs = new Set<Verb>([...acts.map(([act]) => act.verb), ...untried]);
      expect(verbs.size).toBe(acts.length + untried.size);
    });

    test("is refused without a right to it, and nobody is asked for what needs none", async () => {
      await usePolkit(live, "absent");
      await live.run("mv", "/usr/bin/sudo", "/usr/bin/sudo.away");
      const lists = acts.map(([act]) => [act]);
      const told = await runErrand(live, { acts: lists, types: [password] });
      await live.run("mv", "/usr/bin/sudo.away", "/usr/bin/sudo");
      const ends = told.ends.map((list, index) => `${acts[index]?.[0].verb} ${kinds(list)?.[0]}`);
      expect(ends).toEqual(acts.map(([act]) => `${act.verb} ${rightless.get(act.verb) ?? "access-denied"}`));
      expect(told.questions).toEqual([]);
      expect(await live.run("systemctl", "is-active", "steady.service")).toBe("active");
    });

    test("is done by sudo without a question", async () => {
      await usePolkit(live, "absent");
      await letSudo(live, "all-without-password");
      const told = await runErrand(live, { acts: [acts.map(([act]) => act)] });
      await letSudo(live, "nothing");
      expect(kinds(told.ends[0])).toEqual(expected);
      expect(told).toMatchObject({ rung: "sudo", questions: [] });
    });

    test("is done in the manager of their own without a question", async () => {
      for (const name of [unit, "steady.service", "idle.service"])
        await live.writeFile(`/etc/systemd/user/${name}`, service);
      // To isolate a target of the system has ended it.
      await live.run("systemctl", "start", `user@${ordinaryUser.uid}.service`);
      // Whoever isolates a target without the bus loses the connection.
      const target = "[Unit]\nAllowIsolate=yes\nRequires=basic.target dbus.socket dbus.service\n";
      await live.writeFile("/etc/systemd/user/alone.target", target);
      const own = acts.map(([act]) => (act.verb === "isolate" ? { ...act, unit: "alone.target" } : act));
      const before: readonly Act[] = [{ verb: "daemon-reload" }, { verb: "start", unit: "steady.service" }];
      const told = await runErrand(live, { scope: "user", acts: [[...before, ...own]] });
      expect(kinds(told.ends[0])).toEqual(["done", "done", ...expected]);
      expect(told).toMatchObject({ rung: "plain", questions: [] });
    });

    for (const keeps of ["", "AUTH_ADMIN_KEEP"]) {
      test(`is done with polkit's leave, asked for once${keeps === "" ? ", which polkit forgets" : ""}`, async () => {
        const admin = `polkit.addAdminRule(function() { return ["unix-user:${ordinaryUser.name}"]; });\n`;
        const about = 'action.id.indexOf("org.freedesktop.systemd1.") === 0';
        const rule = `polkit.addRule(function(action) { if (${about}) return polkit.Result.${keeps}; });\n`;
        await usePolkit(live, { rules: admin + (keeps === "" ? "" : rule) });
        const told = await runErrand(live, { acts: [acts.map(([act]) => act)], types: [password] });
        expect(kinds(told.ends[0])).toEqual(expected);
        expect(told.rung).toBe("polkit");
        expect(told.questions).toHaveLength(1);
      });
    }
  },
  rightsPackages,
);

/** How acts end that would change nothing before any other is done, and one that no right helps. */
const rightless: ReadonlyMap<Verb, string> = new Map([
  ["try-restart", "done"],
  ["thaw", "done"],
  // systemd looks at the unit before it looks at who asks.
  ["attach", "refused"],
  ["disable", "files"],
]);
