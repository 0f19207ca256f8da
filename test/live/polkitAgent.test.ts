import { createInterface } from "node:readline";
import { beforeAll, expect, test } from "vitest";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { describeInBox } from "./box.ts";
import { boxProgram } from "./boxProgram.ts";
import { prepareRights, rightsPackages, usePolkit } from "./rights.ts";

const agentInterface = "org.freedesktop.PolicyKit1.AuthenticationAgent";
const ends = "/tmp/agent-ends";

describeInBox(
  "our polkit agent",
  (live) => {
    beforeAll(async () => {
      await prepareRights(live);
      const admin = `polkit.addAdminRule(function() { return ["unix-user:${ordinaryUser.name}"]; });\n`;
      // The bus lets only polkit call agents; with its leave for everybody, it is the agent who must refuse.
      const leave = `<allow send_interface="${agentInterface}"/>`;
      await live.writeFile(
        "/etc/dbus-1/system.d/agents.conf",
        `<busconfig><policy context="default">${leave}</policy></busconfig>\n`,
      );
      await usePolkit(live, { rules: admin });
      await live.run("systemctl", "start", "polkit.service");
    });

    test("is asked by polkit alone: whoever else calls it is refused, and no question is shown", async () => {
      const told: string[] = [];
      const entered = live.box.enter(["node", "-"], { uid: ordinaryUser.uid });
      const ended = new Promise((resolve) => entered.child.once("close", resolve));
      for (const stream of [entered.child.stdout, entered.child.stderr])
        if (stream) createInterface({ input: stream }).on("line", (line) => void told.push(line));
      const program = await boxProgram("agentAsUser.ts");
      entered.child.stdin?.end(`globalThis.agentEnds = ${JSON.stringify(ends)};\n${program}`);
      const registered = () => told.map((line) => /^registered (\d+)$/.exec(line)?.[1]).find(Boolean);
      await expect.poll(() => registered() ?? told.join("\n"), { timeout: 20_000 }).toMatch(/^\d+$/);
      const pid = registered() ?? "";
      const names = await live.run("busctl", "list", "--unique", "--no-legend");
      const name = new RegExp(`^(:\\S+)\\s+${pid}\\s`, "m").exec(names)?.[1] ?? "";
      expect(name).toMatch(/^:/);

      const agent = [name, "/unitwright/PolkitAgent", agentInterface] as const;
      const question = [
        ...["BeginAuthentication", "sssa{ss}sa(sa{sv})"],
        ...["org.freedesktop.systemd1.manage-units", "Type your password", "", "0", "a-cookie"],
        ...["1", "unix-user", "1", "uid", "u", `${ordinaryUser.uid}`],
      ];
      for (const uid of [ordinaryUser.uid, 0]) {
        for (const call of [question, ["CancelAuthentication", "s", "a-cookie"]]) {
          const ran = await live.box.run(["busctl", "call", ...agent, ...call], { uid });
          expect(ran.code, `${uid}: ${ran.stdout}`).not.toBe(0);
          // Not the bus: its refusals speak of its policy.
          expect(ran.stderr).toMatch(/does ?n['o]t exist|[Uu]nknown|no such/i);
        }
      }
      expect(told).toEqual([`registered ${pid}`]);

      // polkit itself is answered.
      const action = "org.freedesktop.systemd1.manage-units";
      const check = ["pkcheck", "--action-id", action, "--process", pid, "--allow-user-interaction"];
      const checked = await live.box.run(check, { timeout: 20_000 });
      expect(checked.code).not.toBe(0);
      await expect.poll(() => told).toEqual([`registered ${pid}`, "asked for a password"]);
      await live.run("touch", ends);
      await ended;
    });
  },
  rightsPackages,
);
