// How a window fares while a unit writes 50,000 lines at once: the lag of the event loop of the process that follows it
// and keeps its text, as the extension host does, beside the lag of the same loop while nothing is written.
// `tsx test/bench/journal.ts`; tsx itself adds half as much again to the processor time.
import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { journalLine } from "../../client/src/journals/journalLine.ts";
import { createJournalText } from "../../client/src/journals/journalText.ts";
import { followJournal } from "../../client/src/systemd/journal.ts";
import { bootSystemd, type SystemdBox, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";

const lines = 50_000;
const runs = 5;
/** How long each run is watched, and how often the text is handed over, in milliseconds. */
const watched = 6000;
const handOver = 350;

void measure().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function measure(): Promise<void> {
  const why = await whyNoSystemdBox();
  if (why !== undefined) throw new Error(why);
  const box = await bootSystemd({ root: await ensureSystemdRoot(), name: "journalbench" });
  try {
    const text = `[Service]\nType=oneshot\nExecStart=/usr/bin/seq 1 ${lines}\n`;
    await writeFile(box.path("/etc/systemd/system/flood.service"), text);
    await must(box, "systemctl", "daemon-reload");
    console.log(`A unit writes ${lines} lines at once, ${runs} times; medians:`);
    await tell(box, "nothing is written", "flood.service", "still");
    await tell(box, "it is followed by its name", "flood.service", "writing");
    await tell(box, "it is followed by a pattern", "flood*.service", "writing");
    await tell(box, "others are followed by a pattern", "other@*.service", "writing");
    console.log(`  load of the machine ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
  } finally {
    await box.stop();
  }
}

type Writing = "writing" | "still";

async function tell(box: SystemdBox, what: string, unit: string, writing: Writing): Promise<void> {
  const all: Flood[] = [];
  for (let run = 0; run < runs; run++) all.push(await flood(box, unit, writing));
  const of = (pick: (one: Flood) => number) => Math.round(median(all.map(pick)));
  console.log(
    `  ${what}: lag p99 ${of((one) => one.p99)} ms, at most ${of((one) => one.most)} ms; ${of((one) => one.processor)} ms of processor time; ${of((one) => one.heard)} lines heard`,
  );
}

interface Flood {
  /** Lags of the event loop, and processor time, in milliseconds. */
  readonly p99: number;
  readonly most: number;
  readonly processor: number;
  readonly heard: number;
}

async function flood(box: SystemdBox, unit: string, writing: Writing): Promise<Flood> {
  const text = createJournalText({ entries: 5000, characters: 4_000_000 });
  let heard = 0;
  const spaces = ["--mount", "--pid", "--root", "--wd"];
  const door = ["nsenter", "--target", `${box.initPid}`, ...spaces, "setpriv", "--pdeathsig", "KILL"];
  const follower = followJournal(
    {
      query: { subject: { scope: "system", units: [unit] }, filter: {} },
      lines: 10,
      program: [...door, "journalctl"],
    },
    {
      entries: (entries) => {
        heard += entries.length;
        text.append(entries.map((entry) => journalLine(entry, "one-unit")));
      },
      notice: console.error,
    },
  );
  await delay(1500);
  heard = 0;
  const showing = setInterval(() => text.read(), handOver);
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const before = process.cpuUsage();
  lag.enable();
  if (writing === "writing") await must(box, "systemctl", "start", "flood.service");
  await delay(watched);
  lag.disable();
  const { user, system } = process.cpuUsage(before);
  clearInterval(showing);
  follower.close();
  return {
    p99: lag.percentile(99) / 1e6,
    most: lag.max / 1e6,
    processor: (user + system) / 1000,
    heard,
  };
}

async function must(box: SystemdBox, ...argv: string[]): Promise<void> {
  const ran = await box.run(argv, { timeout: 60_000 });
  if (ran.code !== 0) throw new Error(`${argv.join(" ")} failed: ${ran.stderr}`);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
