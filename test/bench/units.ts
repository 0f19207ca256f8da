// How fast the Units view is with 5000 units, beside `systemctl list-units`, and how long it holds the window's other
// work up while 40,600 signals arrive, as one storm of remounts sent (systemd#15233). Needs root, for a real systemd.
import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { type Bus, type BusCall, type BusSignal, propertiesInterface } from "../../client/src/systemd/bus.ts";
import { socketsOf } from "../../client/src/systemd/busAddress.ts";
import { openBus } from "../../client/src/systemd/busManager.ts";
import { createLiveManager } from "../../client/src/systemd/liveManager.ts";
import type { Manager, Scope } from "../../client/src/systemd/manager.ts";
import { createDrawnTree, type TreeChange } from "../../client/src/units/drawnTree.ts";
import { createRefresher } from "../../client/src/units/refresh.ts";
import type { TreeElement } from "../../client/src/units/treeElements.ts";
import { createTreeModel } from "../../client/src/units/treeModel.ts";
import { createTurns } from "../../client/src/units/turns.ts";
import { bootSystemd, type SystemdBox, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";

const units = 5000;
const stormy = 203;
const signals = 40_600;
const pairs = 9;

void measure().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function measure(): Promise<void> {
  const why = await whyNoSystemdBox();
  if (why !== undefined) return console.log(`Live units are not measured: ${why}.`);
  const root = await ensureSystemdRoot();
  const box = await bootSystemd({ root, name: "bench-units" });
  try {
    await writeUnits(box);
    const parts = process.argv.slice(2);
    const isWanted = (part: string) => parts.length === 0 || parts.includes(part);
    if (isWanted("lists")) await compareLists(box);
    if (isWanted("shown")) await rideStorm(box, "shown");
    if (isWanted("hidden")) await rideStorm(box, "hidden");
    console.log(`  load of the machine    ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
  } finally {
    await box.stop();
  }
}

const names = Array.from({ length: units }, (_, index) => `b${index}.target`);

async function writeUnits(box: SystemdBox): Promise<void> {
  await Promise.all(
    names.map((name) =>
      writeFile(box.path(`/etc/systemd/system/${name}`), `[Unit]\nDescription=Unit ${name}\n`),
    ),
  );
  await writeFile(box.path("/etc/systemd/system/all.target"), `[Unit]\nWants=${names.join(" ")}\n`);
  const run = async (...argv: string[]) => {
    const ran = await box.run(argv, { timeout: 180_000 });
    if (ran.code !== 0) throw new Error(`${argv.join(" ")} failed: ${ran.stderr}`);
  };
  await run("systemctl", "daemon-reload");
  await run("systemctl", "start", "all.target");
}

async function compareLists(box: SystemdBox): Promise<void> {
  const theirs = async (...argv: string[]) => {
    const begun = performance.now();
    const { code, stdout } = await box.run(argv, { timeout: 60_000 });
    if (code !== 0) throw new Error(`${argv.join(" ")} failed.`);
    return { took: performance.now() - begun, stdout };
  };
  const list = ["systemctl", "list-units", "--all", "--output=json"];
  await theirs(...list);
  await connect(box).then((manager) => manager.close());
  const rounds: { readonly ours: number; readonly list: number; readonly theirs: number }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const begun = performance.now();
    let asked = 0;
    const manager = await connect(box, {
      listed: (took) => {
        asked = took;
      },
    });
    const ours = performance.now() - begun;
    manager.close();
    // Going through the box's door takes its time too.
    const door = (await theirs("true")).took;
    rounds.push({ ours, list: asked, theirs: (await theirs(...list)).took - door });
  }
  const ratio = (of: "ours" | "list") => median(rounds.map((each) => each[of] / each.theirs)).toFixed(2);
  console.log(`${units} units listed, ${pairs} times in turn, medians:
  from asking to all rows known          ${median(rounds.map((each) => each.list)).toFixed(0)} ms
  with connecting and reading folders    ${median(rounds.map((each) => each.ours)).toFixed(0)} ms
  systemctl list-units --all -o json     ${median(rounds.map((each) => each.theirs)).toFixed(0)} ms
  ratio                                  ${ratio("list")} (wanted: at most 1.20), with connecting ${ratio("ours")}`);
}

async function rideStorm(box: SystemdBox, sight: "shown" | "hidden"): Promise<void> {
  let heard = 0;
  const manager = await connect(box, {
    heard: (signal) => {
      if (signal.interface === propertiesInterface) heard += 1;
    },
  });
  const view = await openView(manager, sight);
  const noise = await monitorNoise();
  const restart = ["systemctl", "--no-block", "restart", ...names.slice(0, stormy)];
  const storm = box.enter(["sh", "-c", 'while "$@"; do :; done', "storm", ...restart], { stdio: ["ignore"] });
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const work = monitorWork();
  lag.enable();
  const before = process.cpuUsage();
  const begun = performance.now();
  while (heard < signals && performance.now() - begun < 120_000)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - begun) / 1000;
  const spent = process.cpuUsage(before);
  lag.disable();
  work.end();
  const idle = await noise.end();
  await storm.end();
  view.close();
  manager.close();
  const cpu = (spent.user + spent.system) / 1e6;
  console.log(`${heard} signals of properties in ${seconds.toFixed(1)} s, the view ${sight === "shown" ? `with all ${units} rows open` : "hidden"}:
  drawn                  ${view.costs.length} times, ${(view.costs.length / seconds).toFixed(1)} a second (wanted: at most 10), ${median(view.costs).toFixed(1)} ms each at the median
  event loop held up     ${delays(spread(lag))} (wanted: p99 below 50)
  by our own work        ${delays(work)}
  an idle loop beside it ${delays(idle)}
  processor time         ${cpu.toFixed(1)} s, ${((cpu / heard) * 1e6).toFixed(0)} microseconds a signal`);
}

/** How long something took, in milliseconds: `percentile(50)` of all times was so long or shorter. */
interface Delays {
  readonly percentile: (part: number) => number;
}

const spread = (histogram: IntervalHistogram): Delays => ({
  percentile: (part) => histogram.percentile(part) / 1e6,
});

const delays = ({ percentile }: Delays) =>
  `${percentile(50).toFixed(0)} ms at the median, ${percentile(99).toFixed(0)} ms at p99, ${percentile(100).toFixed(0)} ms at most`;

/** What a loop without any work is held up in this process meanwhile: the machine's own share. */
async function monitorNoise(): Promise<{ readonly end: () => Promise<Delays> }> {
  const worker = new Worker(idleLoop, { eval: true });
  await new Promise((resolve) => worker.once("message", resolve));
  return {
    end: async () => {
      const told = new Promise<readonly number[]>((resolve) => worker.once("message", resolve));
      worker.postMessage("end");
      const percentiles = await told;
      return { percentile: (part) => percentiles[part] ?? 0 };
    },
  };
}

const idleLoop = `
  const { parentPort } = require("node:worker_threads");
  const lag = require("node:perf_hooks").monitorEventLoopDelay({ resolution: 5 });
  parentPort.once("message", () => {
    lag.disable();
    parentPort.postMessage(Array.from({ length: 101 }, (_, part) => lag.percentile(part || 1) / 1e6));
  });
  lag.enable();
  parentPort.postMessage("begun");
`;

/** How much the process itself works at a stretch: on a busy machine others hold the event loop up as well. */
function monitorWork(): Delays & { readonly end: () => void } {
  const stretches: number[] = [];
  let before = process.cpuUsage();
  const timer = setInterval(() => {
    const spent = process.cpuUsage(before);
    before = process.cpuUsage();
    stretches.push((spent.user + spent.system) / 1000);
  }, 5);
  const percentile = (part: number) => {
    const sorted = [...stretches].sort((a, b) => a - b);
    return sorted[Math.ceil((sorted.length * part) / 100) - 1] ?? 0;
  };
  return { percentile, end: () => clearInterval(timer) };
}

/** The view with every group open, asking for rows as VS Code does. */
async function openView(manager: Manager, sight: "shown" | "hidden") {
  const live = {
    manager: (scope: Scope) => (scope === "system" ? manager : undefined),
    states: () => new Map([["system" as const, manager.state()]]),
  };
  const model = createTreeModel(live, () => ({
    ...{ grouping: "type" as const, isFiltered: false },
    ...{ shows: () => true, isFavourite: () => false },
  }));
  const drawn = createDrawnTree(model);
  const inTurns = createTurns();
  const show = async (element: TreeElement | undefined): Promise<void> => {
    const children = drawn.children(element);
    await Promise.all(children.map((child) => inTurns(() => drawn.row(child))));
    for (const child of children) if (child.kind === "group" || child.kind === "scope") await show(child);
  };
  await show(undefined);
  const costs: number[] = [];
  const draw = (changes: ReadonlySet<TreeChange>) => {
    const outdated = drawn.outdated(changes);
    if (outdated === "everything") return void show(undefined);
    for (const element of outdated) {
      void inTurns(() => drawn.row(element));
      if (element.kind === "group" || element.kind === "scope") void show(element);
    }
  };
  const refresher = createRefresher<TreeChange>((changes) => {
    const begun = performance.now();
    draw(changes);
    costs.push(performance.now() - begun);
  });
  refresher.setVisible(sight === "shown" ? "visible" : "hidden");
  manager.onChange((change) => {
    if (change.kind !== "units") return;
    refresher.add([...change.names].map((name): TreeChange => `system/${name}`));
  });
  return { costs, close: refresher.close };
}

interface Watch {
  readonly heard?: (signal: BusSignal) => void;
  /** The units were listed, which took so many milliseconds. */
  readonly listed?: (took: number) => void;
}

async function connect(box: SystemdBox, { heard, listed }: Watch = {}): Promise<Manager> {
  const open = async (socket: string): Promise<Bus> => {
    const bus = await openBus(socket);
    if (heard !== undefined) bus.onSignal(heard);
    const call = async (asked: BusCall) => {
      const begun = performance.now();
      const body = await bus.call(asked);
      if (asked.member === "ListUnits") listed?.(performance.now() - begun);
      return body;
    };
    return { ...bus, call };
  };
  const sockets = socketsOf(box.busAddress);
  const manager = createLiveManager(open, { scope: "system", sockets, root: box.path("/") });
  await new Promise<void>((resolve) => {
    manager.onChange(() => {
      if (manager.state().kind === "ready") resolve();
    });
  });
  return manager;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
