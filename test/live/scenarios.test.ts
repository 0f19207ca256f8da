// The scenarios of the tour, installed as they stand and run by a real systemd: what comes is used, what goes is missed.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { bootSystemd, type Entered, type EnterOptions, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";
import { udevPackages } from "../support/udevadm.ts";
import { LiveBox, unitOf, untilUnit } from "./box.ts";

const whyNot = await whyNoSystemdBox();
const suite = whyNot === undefined ? describe : describe.skip;

const scenarios = fileURLToPath(new URL("../../examples/scenarios/", import.meta.url));

suite(`the scenarios${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  const live = new LiveBox();
  let manager: Manager;
  const entered: Entered[] = [];

  beforeAll(async () => {
    const suite = process.env.UNITWRIGHT_SUITE;
    const root = await ensureSystemdRoot({
      packages: [...udevPackages, "python3"],
      ...(suite === undefined ? {} : { suite }),
    });
    live.boot = await bootSystemd({ root, name: "scenes", users: [1000] });
    // The box has none, since nobody logs in there.
    rmSync(live.box.path("/etc/systemd/system/getty.target"));
    put("/usr/sbin/openct-control", openctControl, 0o755);
    manager = await live.manager();
  }, 300_000);
  afterEach(async () => {
    for (const one of entered.splice(0)) await one.end();
  });
  afterAll(async () => {
    live.closeManagers();
    await live.boot?.stop();
  });

  /** Installs the files of all scenarios, and has them read. */
  async function install(kind: "as-found" | "mended"): Promise<void> {
    for (const scenario of readdirSync(scenarios)) {
      const folder = `${scenarios}${scenario}/${kind}`;
      if (existsSync(folder)) cpSync(folder, live.box.path("/"), { recursive: true });
    }
    const rules = readFileSync(live.box.path("/etc/udev/rules.d/70-openct.rules"), "utf8");
    put("/etc/udev/rules.d/70-openct.rules", forNetDevices(rules));
    await live.run("systemctl", "daemon-reload");
    await asUser("systemctl", "--user", "daemon-reload");
    await live.run("udevadm", "control", "--reload");
  }

  function put(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(live.box.path(path)), { recursive: true });
    writeFileSync(live.box.path(path), text);
    chmodSync(live.box.path(path), mode);
  }

  /** Runs a program of the box that goes on; `told` is what it has written so far. */
  function enter(argv: readonly string[], options: EnterOptions = {}) {
    const one = live.box.enter(argv, { network: "box", ...options });
    entered.push(one);
    let text = "";
    for (const stream of [one.child.stdout, one.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (read: string) => {
        text += read;
      });
    }
    return { told: () => text, say: (line: string) => one.child.stdin?.write(`${line}\n`) };
  }

  async function asUser(...argv: string[]): Promise<string> {
    const ran = await live.box.run(argv, { uid: 1000, timeout: 30_000 });
    if (ran.code !== 0) throw new Error(`${argv.join(" ")} failed (${ran.code}): ${ran.stderr}`);
    return ran.stdout.trim();
  }

  /** The units of a pattern that are active, by their names. */
  async function active(pattern: string): Promise<readonly string[]> {
    const options = ["--plain", "--no-legend", "--state=active"];
    const listing = await live.run("systemctl", "list-units", ...options, pattern);
    return listing.split("\n").flatMap((line) => line.split(" ")[0] || []);
  }

  test("as people find them they do not work", async () => {
    await install("as-found");
    const fails = async (...argv: string[]) => expect((await live.box.run(argv)).code).not.toBe(0);
    await fails("systemctl", "enable", "gamelink.service");
    await fails("systemctl", "start", "web@1.socket");
    await live.run("ip", "link", "add", "token0", "type", "veth", "peer", "name", "tokenpeer0");
    await live.run("udevadm", "settle", "--timeout=20");
    expect(await active("openct*")).toEqual([]);
    await live.run("ip", "link", "del", "token0");
    const right = await live.run("systemd-escape", "--template=serial-getty@.service", port);
    expect(await live.run("systemctl", "show", "-P", "Wants", "getty.target")).not.toContain(right);
    const device = await live.run("systemd-escape", "--path", "--suffix=device", `/dev/${port}`);
    expect(await live.run("systemctl", "show", "-P", "After", right)).not.toContain(device);
    expect(await live.run("systemctl", "show", "-P", "ExecStart", right)).not.toContain(port);
    for (const path of ["systemd/gamelink.service", "system/web@.service"]) {
      rmSync(live.box.path(`/etc/systemd/${path}`));
    }
  });

  describe("mended", () => {
    beforeAll(() => install("mended"));

    test("systemd has nothing to say of their units", async () => {
      const verify = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=one"];
      for (const [scope, options] of [
        ["system", {}],
        ["user", { uid: 1000 }],
      ] as const) {
        const units = readdirSync(scenarios).flatMap((scenario) => {
          const folder = `${scenarios}${scenario}/mended/etc/systemd/${scope}`;
          const names = existsSync(folder) ? readdirSync(folder) : [];
          return names.filter((name) => !name.endsWith(".d"));
        });
        const argv = [...verify, ...(scope === "user" ? ["--user"] : []), ...units];
        const { stderr } = await live.box.run(argv, { ...options, timeout: 30_000 });
        // Other units of the box may lack what they need.
        const about = stderr.split("\n").filter((line) => units.some((unit) => line.includes(unit)));
        expect(units.length).toBeGreaterThan(2);
        expect(about).toEqual([]);
      }
    });

    test("gamelink: a service comes and goes with its network cable", async () => {
      await live.run("systemctl", "enable", "gamelink.service");
      const plugged = process.hrtime.bigint();
      await live.run("ip", "link", "add", "gamelink0", "type", "veth", "peer", "name", "console0");
      await untilUnit(manager, "gamelink.service", "active");
      const started = await live.run("systemctl", "show", "-P", "ActiveEnterTimestampMonotonic", "gamelink");
      await untilSaid("_SYSTEMD_UNIT=gamelink.service", "The cable is in.");
      const pulled = process.hrtime.bigint();
      await live.run("ip", "link", "del", "gamelink0");
      await untilUnit(manager, "gamelink.service", "inactive");
      // Its own timestamps are gone with it.
      const log = ["journalctl", "-o", "json", "-n", "1", "UNIT=gamelink.service"];
      const ended = JSON.parse(await live.run(...log)).__MONOTONIC_TIMESTAMP;
      const since = (stamp: string, from: bigint) => Math.round(Number(stamp) / 1e3 - Number(from) / 1e6);
      console.info(
        `gamelink.service: active ${since(started, plugged)} ms after the cable was plugged in, ` +
          `stopped ${since(ended, pulled)} ms after it was pulled out`,
      );
      expect(await live.run("systemctl", "show", "-P", "Result", "gamelink.service")).toBe("success");
    });

    test("token: a rule of udev starts the instance with what was plugged in", async () => {
      await live.run("ip", "link", "add", "token0", "type", "veth", "peer", "name", "tokenpeer0");
      const instance = String.raw`openct-handler@usb:1500-1-1000\x20usb\x20-devices-virtual-net-token0.service`;
      await untilUnit(manager, instance, "active");
      const calls = readFileSync(live.box.path("/run/openct-calls"), "utf8").split("\n");
      expect(calls[0]).toBe("<init>");
      expect(calls).toContain("<attach> <usb:1500/1/1000 usb /devices/virtual/net/token0>");
      await live.run("systemctl", "stop", "openct.service");
      // What requires it stops with it.
      await untilUnit(manager, instance, "inactive");
      expect(readFileSync(live.box.path("/run/openct-calls"), "utf8")).toMatch(/<shutdown>\n$/);
      await live.run("ip", "link", "del", "token0");
    });

    test("web: four services share one port, and all of them answer", async () => {
      const numbers = [1, 2, 3, 4];
      await live.run("systemctl", "enable", "--now", ...numbers.map((number) => `web@${number}.socket`));
      expect(await active("www@*.service")).toEqual([]);
      put("/run/ask.py", askUntilAll);
      const answers = await live.run("python3", "/run/ask.py", "8080", "4");
      expect(answers.split("\n")).toEqual(numbers.map((number) => `Hello from worker ${number}.`));
      expect(await active("www@*.service")).toEqual(numbers.map((number) => `www@${number}.service`));
      // After a deploy.
      const before = await mainPids(numbers);
      await live.run("systemctl", "restart", "www@*.service");
      const after = await mainPids(numbers);
      expect(after.filter((pid) => before.includes(pid))).toEqual([]);
      expect(await live.run("python3", "/run/ask.py", "8080", "4")).toBe(answers);
    });

    async function mainPids(numbers: readonly number[]): Promise<readonly string[]> {
      const units = numbers.map((number) => `www@${number}.service`);
      const shown = await live.run("systemctl", "show", "-P", "MainPID", ...units);
      return shown.split("\n").filter((line) => line !== "");
    }

    test("serial: a login appears on a port that is named after its place", async () => {
      put("/run/port.py", portOnPty);
      const terminal = enter(["python3", "/run/port.py", `/dev/${port}`]);
      await untilHolds("the port is there", () => terminal.told().includes("ready"));
      const escaped = await live.run("systemd-escape", "--template=serial-getty@.service", port);
      await live.run("systemctl", "start", "getty.target");
      await untilUnit(manager, escaped, "active");
      await untilHolds("a prompt", () => terminal.told().includes("login:"));
      expect(unitOf(manager, escaped)?.description).toBe(`Serial Getty on ${port}`);
      const command = await live.run("systemctl", "show", "-P", "ExecStart", escaped);
      expect(command).toContain(`${port} vt220`);
      // A link starts it at boot, a file of its whole name takes the template's place.
      await live.run("systemctl", "add-wants", "getty.target", escaped);
      const links = readdirSync(live.box.path("/etc/systemd/system/getty.target.wants"));
      expect(links).toContain(escaped);
      const template = readFileSync(live.box.path("/etc/systemd/system/serial-getty@.service"), "utf8");
      put(`/etc/systemd/system/${escaped}`, template.replace("Description=", "Description=Own "));
      await live.run("systemctl", "daemon-reload");
      expect(await live.run("systemctl", "show", "-P", "Description", escaped)).toBe(
        `Own Serial Getty on ${port}`,
      );
      expect((await live.box.run(["systemctl", "start", "serial-getty@.service"])).code).not.toBe(0);
      await live.run("systemctl", "stop", escaped);
    });

    test("ddate: every connection is an instance, all in one slice", async () => {
      await live.run("systemctl", "enable", "--now", "ddate.socket");
      put("/run/visit.py", visit);
      const visitors = [1, 2, 3].map(() => enter(["python3", "/run/visit.py", "55555"]));
      await untilHolds("three instances", async () => (await active("ddate@*.service")).length === 3);
      const instances = await active("ddate@*.service");
      for (const instance of instances) {
        expect(instance).toMatch(
          /^ddate@\d+-(?:\d+-)?127\.0\.0\.1:55555-127\.0\.0\.1:\d+(?:-\d+)?\.service$/,
        );
        expect(await live.run("systemctl", "show", "-P", "Slice", instance)).toBe("system-ddate.slice");
      }
      expect(await live.run("systemctl", "show", "-P", "TasksMax", "system-ddate.slice")).toBe("200");
      visitors[0]?.say("What day is it?");
      await untilHolds("an answer", () => /\d\d:\d\d:\d\d/.test(visitors[0]?.told() ?? ""));
      await untilHolds("one is gone", async () => (await active("ddate@*.service")).length === 2);
      await live.run("systemctl", "kill", "--signal=TERM", "system-ddate.slice");
      await untilHolds("all are gone", async () => (await active("ddate@*.service")).length === 0);
      expect(await active("ddate.socket")).toEqual(["ddate.socket"]);
    });

    test("player: stopping the slice stops what a program has forked", async () => {
      const script = "setsid sleep 4321 & sleep 4321 & wait";
      const scope = ["systemd-run", "--user", "--scope", "--slice=player", "/bin/sh", "-c", script];
      await asUser("systemd-run", "--user", "--unit=desktop", "--setenv=PATH=/usr/bin", ...scope);
      const sleepers = async () => {
        const { stdout } = await live.box.run(["pgrep", "-f", "^sleep 4321"]);
        return stdout.split("\n").filter((pid) => pid !== "");
      };
      await untilHolds("two helpers run", async () => (await sleepers()).length === 2);
      for (const pid of await sleepers()) {
        expect(readFileSync(live.box.path(`/proc/${pid}/cgroup`), "utf8")).toMatch(
          /\/player\.slice\/run-[^/]+\.scope\n/,
        );
      }
      await asUser("systemctl", "--user", "stop", "player.slice");
      await untilHolds("no helper runs", async () => (await sleepers()).length === 0);
    });

    test("deploy: an order in the queue starts a user's deployment", async () => {
      await asUser("mkdir", "/home/maker/queue");
      await asUser("systemctl", "--user", "enable", "--now", "deploy.path");
      const queue = () => readdirSync(live.box.path("/home/maker/queue"));
      for (const version of ["version 1", "version 2"]) {
        // Written aside, so that it is whole when it comes into the queue.
        const script = 'echo "$1" > ~/order && touch ~/queue/note && mv ~/order ~/queue/order.deploy';
        await asUser("sh", "-c", script, "sh", version);
        // By the program's name: of one that has ended already, journald no longer knows the unit.
        await untilSaid("SYSLOG_IDENTIFIER=deploy", `Deploying ${version}.`);
        await untilHolds("the order is gone", () => queue().join() === "note");
      }
      expect(await asUser("systemctl", "--user", "is-active", "deploy.path")).toBe("active");
    });
  });

  /** Waits for a line of the journal, of those that `match` chooses. */
  function untilSaid(match: string, message: string): Promise<void> {
    return untilHolds(`${match} says ${message}`, async () => {
      const said = await live.run("journalctl", "-o", "cat", match);
      return said.split("\n").includes(message);
    });
  }
});

const port = "serial/by-path/pci-0000:00:1d.0-usb-0:1.4:1.1-port0";

/** Asks again and again, ten seconds at most. */
async function untilHolds(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    if (await holds()) return;
    await delay(100);
  }
  throw new Error(`Not within ten seconds: ${what}`);
}

/** Stands for the program of the tokens' driver: notes its arguments, and leaves a daemon behind for a token. */
const openctControl = `#!/bin/sh
{ printf '<%s> ' "$@"; echo; } | sed 's/ $//' >> /run/openct-calls
if [ "$1" = attach ]; then setsid sleep 4320 > /dev/null 2>&1 < /dev/null & fi
`;

/**
 * The rules of the scenario for network devices, since no USB device can be made here: their numbers and the path of the
 * device take the places of a token's numbers and node.
 */
function forNetDevices(rules: string): string {
  return rules
    .replace(/SUBSYSTEM([=!]=)"usb"/, 'SUBSYSTEM$1"net"')
    .replace('ATTR{idVendor}=="0529"', 'KERNEL=="token0", ATTR{mtu}=="1500"')
    .replace('ATTR{idProduct}=="0600"', 'ATTR{type}=="1"')
    .replace(
      "$attr{idVendor}-$attr{idProduct}-$attr{bcdDevice}",
      "$attr{mtu}-$attr{type}-$attr{tx_queue_len}",
    )
    .replace("$devnode", "$devpath");
}

/** Visits a port until as many servers have answered as are expected; prints what each has said. */
const askUntilAll = `
import socket, sys
answers = set()
for turn in range(2000):
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10) as connection:
        connection.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
        answers.add(connection.makefile().read().split("\\n\\n")[-1].strip())
    if len(answers) == int(sys.argv[2]):
        break
print("\\n".join(sorted(answers)))
`;

/** Connects to a port, hands over what it is told, and prints what comes back. */
const visit = `
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10) as connection:
    connection.settimeout(None)
    for line in sys.stdin:
        connection.sendall(line.encode())
        print(connection.makefile().read(), flush=True)
`;

/** Makes a terminal that is known under a path, as a serial port is, and prints what is written to it. */
const portOnPty = `
import os, pty, sys
primary, secondary = pty.openpty()
os.makedirs(os.path.dirname(sys.argv[1]), exist_ok=True)
os.symlink(os.ttyname(secondary), sys.argv[1])
print("ready", flush=True)
while True:
    os.write(1, os.read(primary, 4096))
`;
