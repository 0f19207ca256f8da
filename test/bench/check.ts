// How long `unitwright check` takes on 1000 real unit files, beside one call of `systemd-analyze verify` on the same:
// as anybody calls it, and told not to look for manual pages, which starts a program for each and is no judging.
// The files are those of this machine, or of the folder that UNITWRIGHT_UNITS names; where there are too few, they come
// again under other names. Systemd is the machine's, else one booted for the purpose.
import { spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bootSystemd, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";
import { builtCli } from "../support/builtCli.ts";

const wanted = 1000;
const turns = 7;
const timeout = 120_000;
const verify = ["systemd-analyze", "verify"];
const judgeAlone = [...verify, "--man=no"];

/** One turn, in milliseconds. */
interface Times {
  readonly ours: number;
  readonly verify: number;
  readonly judgeAlone: number;
}

/** A systemd to compare with, and where both find the files. */
interface Opponent {
  readonly root: string;
  /** The folder for the files, as this machine and as that systemd sees it. */
  readonly outside: string;
  readonly inside: string;
  /** Runs a program where that systemd is, in milliseconds. */
  readonly time: (argv: readonly string[]) => Promise<number>;
  readonly stop: () => Promise<void>;
}

void compare().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function compare(): Promise<void> {
  const opponent = await findOpponent();
  try {
    const names = await collectUnits(opponent);
    const files = names.map((name) => join(opponent.inside, name));
    const cli = builtCli();
    // As for a user, what was compiled is kept from the first run on, which is not counted.
    const caches = { XDG_CACHE_HOME: join(dirname(cli), "caches"), NODE_DISABLE_COMPILE_CACHE: undefined };
    const ours = () => timeHere([process.execPath, cli, "check", opponent.outside], caches);
    const theirs = (argv: readonly string[]) => opponent.time([...argv, ...files]);
    await ours();
    await theirs(verify);
    const times: Times[] = [];
    for (let turn = 0; turn < turns; turn++) {
      times.push({ ours: await ours(), verify: await theirs(verify), judgeAlone: await theirs(judgeAlone) });
    }
    const milliseconds = (of: keyof Times) => `${Math.round(median(times.map((each) => each[of])))} ms`;
    const ratio = (to: keyof Times) => median(times.map((each) => each.ours / each[to])).toFixed(2);
    console.log(`${names.length} unit files, ${turns} runs of each in turn, medians:
  unitwright check                ${milliseconds("ours")}
  systemd-analyze verify          ${milliseconds("verify")}, ratio ${ratio("verify")} (wanted: at most 0.50)
  systemd-analyze verify --man=no ${milliseconds("judgeAlone")}, ratio ${ratio("judgeAlone")}
  load of the machine             ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
  } finally {
    await opponent.stop();
  }
}

async function findOpponent(): Promise<Opponent> {
  const isHere = await timeHere(["systemd-analyze", "--version"]).catch(() => undefined);
  if (isHere !== undefined) {
    const folder = await mkdtemp(join(tmpdir(), "unitwright-bench-"));
    const stop = () => rm(folder, { recursive: true, force: true });
    return { root: "/", outside: folder, inside: folder, time: timeHere, stop };
  }
  const why = await whyNoSystemdBox();
  if (why !== undefined) throw new Error(why);
  const root = await ensureSystemdRoot();
  const box = await bootSystemd({ root, name: "bench" });
  const timeInBox = async (argv: readonly string[]) => {
    const begun = performance.now();
    await box.run(argv, { timeout });
    return performance.now() - begun;
  };
  // Going through the box's door takes its time too.
  const doors = [await timeInBox(["true"]), await timeInBox(["true"]), await timeInBox(["true"])];
  const inside = "/run/unitwright-bench";
  const time = async (argv: readonly string[]) => (await timeInBox(argv)) - median(doors);
  return { root, outside: box.path(inside), inside, time, stop: () => box.stop() };
}

/** Copies the units into the folder of both; gives their names. */
async function collectUnits({ root, outside }: Opponent): Promise<readonly string[]> {
  await mkdir(outside, { recursive: true });
  const folders =
    process.env.UNITWRIGHT_UNITS === undefined
      ? ["usr/lib/systemd/system", "usr/lib/systemd/user", "lib/systemd/system", "etc/systemd/system"].map(
          (path) => join(root, path),
        )
      : [process.env.UNITWRIGHT_UNITS];
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
      if (entry.isFile() && unitName.test(entry.name))
        found.set(entry.name, join(entry.parentPath, entry.name));
    }
  }
  if (found.size === 0)
    throw new Error("There are no unit files here. Name a folder of some in UNITWRIGHT_UNITS.");
  const names: string[] = [];
  for (let round = 0; names.length < wanted; round++) {
    for (const [name, path] of [...found].slice(0, wanted - names.length)) {
      const copy = round === 0 ? name : `again${round}-${name}`;
      await copyFile(path, join(outside, copy));
      names.push(copy);
    }
  }
  return names;
}

const unitName = /^[^@]+(?:@[^@]*)?\.(?:service|socket|timer|path|mount|automount|swap|slice|target)$/;

/** How long a program runs, in milliseconds. Its exit status tells what it found, which is not asked here. */
function timeHere(
  [program = "", ...args]: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(program, args, {
      stdio: "ignore",
      timeout,
      env: { ...process.env, ...environment },
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === null) reject(new Error(`${program} did not end by itself.`));
      else resolve(performance.now() - begun);
    });
  });
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
