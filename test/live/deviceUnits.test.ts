// The files that "New Unit for a Device…" makes, with devices that are plugged in and pulled out of a real systemd.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type DeviceAtHand, deviceOfUdev, steadiestFirst } from "../../client/src/newUnits/device.ts";
import { deviceFiles } from "../../client/src/newUnits/deviceUnits.ts";
import type { Answers } from "../../client/src/newUnits/newUnit.ts";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { type UdevDevice, udevDevice, watchPlugs } from "../../client/src/systemd/udev.ts";
import { bootSystemd, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";
import { allDeviceFiles } from "../support/newUnits.ts";
import { openUdevadm, udevPackages } from "../support/udevadm.ts";
import { LiveBox, unitOf, until, untilUnit } from "./box.ts";

const whyNot = await whyNoSystemdBox();
const suite = whyNot === undefined ? describe : describe.skip;

suite(`units for devices${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  const live = new LiveBox();

  beforeAll(async () => {
    const release = process.env.UNITWRIGHT_SUITE;
    const chosen = release === undefined ? {} : { suite: release };
    const root = await ensureSystemdRoot({ packages: udevPackages, ...chosen });
    live.boot = await bootSystemd({ root, name: "devices" });
  }, 300_000);
  afterEach(() => live.closeManagers());
  afterAll(() => live.boot?.stop());

  const plug = (name: string) =>
    live.run("ip", "link", "add", name, "type", "veth", "peer", "name", `${name}p`);
  const unplug = (name: string) => live.run("ip", "link", "del", name);
  const place = {
    folder: "/etc/systemd/system",
    scope: "system",
    taken: new Set<string>(),
    units: [],
  } as const;

  /** udevadm as it runs beside the devices. */
  const udevadm = () => {
    const spaces = ["--mount", "--pid", "--net", "--root", "--wd"];
    const door = ["nsenter", "--target", `${live.box.initPid}`, ...spaces];
    return [...door, "setpriv", "--pdeathsig", "KILL", "udevadm"];
  };

  /** Saves the files where they say, and has systemd read them; udev looks after its own. */
  async function install(device: DeviceAtHand, answers: Answers, manager: Manager): Promise<void> {
    for (const { name, text } of deviceFiles(device, answers, place)) {
      const path = live.box.path(name.startsWith("/") ? name : `${place.folder}/${name}`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    await manager.perform({ verb: "daemon-reload" });
    await live.run("udevadm", "control", "--reload");
  }

  /** How long after `act` began the unit was seen in that state, in milliseconds. */
  async function after(
    act: Promise<unknown>,
    manager: Manager,
    unit: string,
    state: string,
  ): Promise<number> {
    const began = performance.now();
    const [took] = await Promise.all([
      untilUnit(manager, unit, state, 30_000).then(() => performance.now() - began),
      act,
    ]);
    return Math.round(took);
  }

  test("a service starts when its network device is plugged in, and stops when that goes", async () => {
    const manager = await live.manager();
    const unit = "sys-subsystem-net-devices-game\\x2dlink0.device";
    await plug("game-link0");
    await untilUnit(manager, unit, "active", 30_000);
    const found = (await manager.devices()).find(({ names }) => names.includes(unit));
    const told = await udevDevice(found?.sysfsPath ?? "", udevadm());
    expect(found?.sysfsPath).toBe("/sys/devices/virtual/net/game-link0");
    expect(told?.properties.get("INTERFACE")).toBe("game-link0");
    const names = steadiestFirst(found?.names ?? []);
    expect(names[0]).toBe(unit);
    const properties = told?.properties ?? new Map<string, string>();
    const device = { description: "game-link0", sysfsPath: found?.sysfsPath ?? "", names, properties };
    const answers = { how: "start-stop", name: "gamelink", command: "/bin/sleep infinity" };
    await unplug("game-link0");
    await until(manager, `${unit} is gone`, () => isGone(manager, unit), 30_000);
    await install(device, answers, manager);
    const enabled = await manager.perform({ verb: "enable", unit: "gamelink.service", lasting: "for-good" });
    expect(enabled).toMatchObject({ kind: "files", hasInstallSection: true });

    const times: string[] = [];
    for (let round = 0; round < 3; round++) {
      const order = follow(manager, [unit, "gamelink.service"]);
      const started = await after(plug("game-link0"), manager, "gamelink.service", "active/running");
      expect(order.seen).toEqual([unit, "gamelink.service"]);
      const stopped = await after(unplug("game-link0"), manager, "gamelink.service", "inactive/dead");
      order.stop();
      times.push(`${started}/${stopped}`);
    }
    tell("plugged in → started / pulled out → stopped, in ms", times);
  });

  test("a template is started by its rule for each device of a kind, and told the device's path", async () => {
    const manager = await live.manager();
    await plug("to-ken0");
    await live.run("udevadm", "settle", "--timeout=20");
    const told = await udevDevice("/sys/class/net/to-ken0", udevadm());
    const device = deviceOfUdev(told?.sysfsPath ?? "", told?.properties ?? new Map());
    await unplug("to-ken0");
    const script = 'echo "$$1" > "/run/told-$$(basename "$$1")"; exec sleep infinity';
    const command = `/bin/sh -c '${script}' sh %f`;
    await install(device, { how: "instances", name: "reader", command }, manager);
    const times: string[] = [];
    for (const name of ["to-ken0", "to-ken7"]) {
      const instance = `reader@sys-devices-virtual-net-${name.replace("-", "\\x2d")}.service`;
      const started = await after(plug(name), manager, instance, "active/running");
      await expect.poll(() => existsSync(live.box.path(`/run/told-${name}`)), { timeout: 10_000 }).toBe(true);
      const seen = readFileSync(live.box.path(`/run/told-${name}`), "utf8");
      expect(seen).toBe(`/sys/devices/virtual/net/${name}\n`);
      const began = performance.now();
      await Promise.all([
        unplug(name),
        until(manager, `${instance} is gone`, () => isGone(manager, instance), 30_000),
      ]);
      times.push(`${started}/${Math.round(performance.now() - began)}`);
    }
    tell("by a rule: plugged in → started / pulled out → stopped, in ms", times);
  });

  test("what systemd knows nothing of is seen as it is plugged in, and a rule has a service come and go with it", async () => {
    const manager = await live.manager();
    const came: UdevDevice[] = [];
    const problems: string[] = [];
    const stop = watchPlugs(
      { added: (one) => void came.push(one), ended: (why) => void problems.push(why) },
      udevadm(),
    );
    // The monitor does not say when it has begun to listen.
    const isSeen = ({ sysfsPath }: UdevDevice) => /\/net\/seen\d+\/queues\/rx-0$/.test(sysfsPath);
    for (let turn = 0; turn < 20 && !came.some(isSeen); turn++) {
      await plug(`seen${turn}`);
      await live.run("udevadm", "settle", "--timeout=20");
      await unplug(`seen${turn}`);
    }
    stop();
    expect(problems).toEqual([]);
    const queue = came.find(isSeen);
    const device = deviceOfUdev(queue?.sysfsPath ?? "", queue?.properties ?? new Map());
    expect(device.names).toEqual([]);
    const answers = { how: "start-stop", which: "this", name: "my-queue", command: "/bin/sleep infinity" };
    await install(device, answers, manager);
    const started = await after(plug("later0"), manager, "my-queue.service", "active/running");
    expect(unitOf(manager, "device-my\\x2dqueue.device")?.activeState).toBe("active");
    const stopped = await after(unplug("later0"), manager, "my-queue.service", "inactive/dead");
    tell("by a rule that names it, in ms", [`${started}/${stopped}`]);

    const onlyStarts = { how: "start", which: "this", name: "my-start", command: "/bin/sleep infinity" };
    await install(device, onlyStarts, manager);
    await after(plug("later1"), manager, "my-start.service", "active/running");
    await after(unplug("later1"), manager, "my-queue.service", "inactive/dead");
    expect(unitOf(manager, "my-start.service")?.activeState).toBe("active");
  });

  test("udev reads every rule without a word", async () => {
    const rules = allDeviceFiles().flatMap((files) => files.filter(({ name }) => name.endsWith(".rules")));
    expect(rules.length).toBeGreaterThan(10);
    const udev = await openUdevadm();
    try {
      expect((await udev.said(rules.map(({ text }) => text))).flat()).toEqual([]);
      const [wrong = []] = await udev.said([(rules[0]?.text ?? "").replace("TAG+=", "TAGG+=")]);
      expect(wrong).not.toEqual([]);
    } finally {
      await udev.stop();
    }
  });

  test("without udevadm it is said why nothing is shown", async () => {
    const why = await new Promise<string>((resolve) => {
      watchPlugs({ added: () => {}, ended: resolve }, ["/nowhere/udevadm"]);
    });
    expect(why).toBe("There is no udevadm on this machine.");
    expect(await udevDevice("/sys/class/net/lo", ["/nowhere/udevadm"])).toBeUndefined();
  });
});

/** What nobody wants is dropped from memory once it is inactive. */
function isGone(manager: Manager, name: string): boolean {
  return (unitOf(manager, name)?.activeState ?? "inactive") === "inactive";
}

/** In which order units first were seen active. */
function follow(manager: Manager, names: readonly string[]) {
  const seen: string[] = [];
  const stop = manager.onChange(() => {
    for (const name of names) {
      if (unitOf(manager, name)?.activeState === "active" && !seen.includes(name)) seen.push(name);
    }
  });
  return { seen, stop };
}

/** Times are told, and judged by nobody: a machine under load takes as long as it takes. */
function tell(what: string, times: readonly string[]): void {
  process.stderr.write(`  ${what}: ${times.join(", ")}\n`);
}
