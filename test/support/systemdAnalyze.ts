// `systemd-analyze verify`, of the machine where it has one, else of a systemd booted for the purpose.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bootSystemd, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";

/** What systemd makes of one file. */
export interface FileVerdict {
  /** By systemd's own number of the line: what it says, a message a line. */
  readonly said: ReadonlyMap<number, string>;
  /** By the last line it spoke of before: what it says without telling where, a message a line. */
  readonly saidAfter: ReadonlyMap<number, string>;
  /** The last line it reads, or infinity. */
  readonly stopsAt: number;
}

export interface SystemdAnalyze {
  /** The release, such as 252. */
  readonly version: number;
  /** The folder of its file system where the box has one of its own, as this machine sees it. */
  readonly root: string;
  /**
   * Has files read, by their names, which must differ and be those of units. A line is added to the end of each, to
   * see whether it is reached. The machine's clock is that of `zone`, where it is given.
   */
  readonly verify: (
    files: ReadonlyMap<string, string>,
    zone?: string,
  ) => Promise<ReadonlyMap<string, FileVerdict>>;
  /**
   * Has units loaded out of a folder of these files, by their paths in it, which is the whole load path. Gives what is
   * said of those of `names` that systemd does not load: by a rule about the unit as a whole, or because the unit is
   * masked or not there.
   */
  readonly refused: (
    files: ReadonlyMap<string, string>,
    names: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /**
   * The next times of a calendar event by a clock of `zone`, in milliseconds since 1970, `count` of them at most after
   * the second `after`; undefined where systemd gives none but a complaint.
   */
  readonly elapses: (
    event: string,
    after: number,
    zone: string,
    count: number,
  ) => Promise<readonly number[] | undefined>;
  /** Has a unit enabled in a root of these files, by their names, and gives what is said of why that fails. */
  readonly enable: (files: ReadonlyMap<string, string>, name: string) => Promise<string | undefined>;
  readonly stop: () => Promise<void>;
}

/** What some verdicts need: the names of system calls, and of time zones. */
export const whatItLoads: readonly string[] = ["libseccomp2", "tzdata"];

/** Since bookworm the zones by their former names have a package of their own. */
const oldZones = (suite: string | undefined): readonly string[] =>
  suite === undefined || suite === "bookworm" ? [] : ["tzdata-legacy"];

/** Set to ask the systemd of another Debian suite, such as `trixie`, in place of the machine's. */
const usualSuite = process.env.UNITWRIGHT_SUITE;

/** Why there is no systemd to ask, in one sentence, or undefined when there is. */
export async function whyNoSystemdAnalyze(): Promise<string | undefined> {
  return (await ownVersion(usualSuite)) === undefined ? whyNoSystemdBox() : undefined;
}

/** Finds a systemd to ask, of the Debian suite where one is named. Throws when there is none, and none can be booted. */
export async function openSystemdAnalyze(suite = usualSuite): Promise<SystemdAnalyze> {
  const own = await ownVersion(suite);
  if (own !== undefined) {
    // In memory where there is such a place: ten thousands of small files take a disk far longer than systemd.
    const place = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
    const folder = await mkdtemp(join(place, "unitwright-verify-"));
    const stop = () => rm(folder, { recursive: true, force: true });
    return asked(
      own,
      onMachine,
      onMachine,
      () => ["systemctl"],
      "/",
      { inside: folder, outside: folder },
      stop,
    );
  }
  const packages = [...whatItLoads, ...oldZones(suite)];
  const root = await ensureSystemdRoot({ packages, ...(suite === undefined ? {} : { suite }) });
  // No two boxes of a process have one name.
  const box = await bootSystemd({ root, name: `verify-${suite ?? "usual"}` });
  const inBox: Run = async (argv, env) => (await box.run(argv, { env, timeout: 60_000 })).stderr;
  const outOfBox: Run = async (argv, env) => (await box.run(argv, { env, timeout: 60_000 })).stdout;
  const version = await versionOf(outOfBox);
  if (version === undefined) throw new Error("The booted systemd has no systemd-analyze.");
  const folder = { inside: "/run/unitwright-verify", outside: box.path("/run/unitwright-verify") };
  return asked(
    version,
    inBox,
    outOfBox,
    () => systemctlOf(root),
    box.path("/"),
    folder,
    () => box.stop(),
  );
}

/**
 * The systemctl of a root folder, run on this machine by the loader and with the libraries of that folder: entering a
 * box takes several times as long, and where it enables it only looks at the files it is told. Throws where there is none.
 */
function systemctlOf(root: string): readonly string[] {
  const folders = ["lib", "usr/lib"]
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((folder) => folder.endsWith("-linux-gnu"));
  const loader = folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .find((path) => /\/ld-linux[^/]*\.so\.\d+$/.test(path));
  if (loader === undefined) throw new Error(`${root} has no loader for its programs.`);
  const libraries = folders.flatMap((folder) => [folder, join(folder, "systemd")]).join(":");
  return [loader, "--library-path", libraries, join(root, "usr/bin/systemctl")];
}

/** Runs a program and gives what it wrote; for `--version` that is standard output, else standard error. */
type Run = (argv: readonly string[], env: Readonly<Record<string, string>>) => Promise<string>;

const onMachine: Run = ([program = "", ...args], env) =>
  new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, ...env }, timeout: 60_000, maxBuffer: 64 << 20 };
    // Its exit status says that something was found, which is what it is asked for.
    execFile(program, args, options, (_error, stdout, stderr) => resolve(stdout === "" ? stderr : stdout));
  });

/**
 * What systemctl says of what it could not do; undefined where it could do all. Where it could do a part, it says of the
 * rest that it failed, and ends as if nothing had.
 */
const whyFailed = ([program = "", ...args]: readonly string[]): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const options = { env: { PATH: process.env.PATH, ...plain }, timeout: 60_000 };
    execFile(program, args, options, (error, stdout, stderr) => {
      const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line !== "");
      const reasons = lines.filter((line) => /^(?:Failed to|Cannot) (?!.*ignoring)/.test(line));
      if (reasons.length > 0) resolve(reasons.join("; "));
      else if (error === null) resolve(undefined);
      else if (typeof error.code === "number") resolve(lines.join("; "));
      else reject(error);
    });
  });

async function ownVersion(suite: string | undefined): Promise<number | undefined> {
  return suite === undefined ? versionOf(onMachine) : undefined;
}

async function versionOf(run: Run): Promise<number | undefined> {
  const told = await run(["systemd-analyze", "--version"], { LC_ALL: "C" });
  const version = /^systemd (\d+)/.exec(told)?.[1];
  return version === undefined ? undefined : Number(version);
}

interface Folder {
  /** As systemd sees it, and as this machine does. */
  readonly inside: string;
  readonly outside: string;
}

function asked(
  version: number,
  run: Run,
  read: Run,
  systemctl: () => readonly string[],
  root: string,
  folder: Folder,
  stop: () => Promise<void>,
): SystemdAnalyze {
  let batch = 0;
  return {
    version,
    root,
    stop,
    verify: async (files, zone) => {
      const env = zone === undefined ? quiet : { ...quiet, TZ: zone };
      const verdicts = new Map<string, FileVerdict>();
      for (const names of inBatches([...files.keys()], 400)) {
        const name = `${batch++}`;
        mkdirSync(join(folder.outside, name), { recursive: true });
        // At once: a promise for each of some ten thousand small files costs more than the writing.
        for (const file of names)
          writeFileSync(join(folder.outside, name, file), `${files.get(file)}${lastLine}`);
        const at = join(folder.inside, name);
        const ask = (asked: readonly string[]) =>
          run([...verifying, ...asked.map((file) => join(at, file))], env);
        for (const [file, verdict] of await verdictsOfAll(ask, at, names, files)) verdicts.set(file, verdict);
        rmSync(join(folder.outside, name), { recursive: true });
      }
      return verdicts;
    },
    refused: async (files, names) => {
      const name = `${batch++}`;
      const outside = join(folder.outside, name);
      for (const [path, text] of files) {
        await mkdir(dirname(join(outside, path)), { recursive: true });
        await writeFile(join(outside, path), text);
      }
      const at = join(folder.inside, name);
      const said = await run([...verifying, ...names.map((unit) => join(at, unit))], quiet);
      await rm(outside, { recursive: true });
      return refusalsOf(said, names);
    },
    enable: async (files, name) => {
      const root = `${batch++}`;
      const units = join(folder.outside, root, "etc/systemd/system");
      await mkdir(units, { recursive: true });
      for (const [path, text] of files) await writeFile(join(units, path), text);
      const said = await whyFailed([...systemctl(), `--root=${join(folder.outside, root)}`, "enable", name]);
      await rm(join(folder.outside, root), { recursive: true });
      return said;
    },
    elapses: async (event, after, zone, count) => {
      const options = [`--iterations=${count}`, `--base-time=@${after}`];
      return elapsesOf(
        await read(["systemd-analyze", "calendar", ...options, event], { LC_ALL: "C", TZ: zone }),
      );
    },
  };
}

/** A time in UTC stands alone where the clock shows UTC, and else in brackets below. */
function elapsesOf(told: string): readonly number[] | undefined {
  if (!told.includes("Next elapse:")) return undefined;
  const times = [
    ...told.matchAll(/^ *(?:Next elapse|Iter(?:\.|ation) #\d+|\(in UTC\)): \w+ (\S+ \S+) UTC$/gm),
  ];
  return times.map(([, time]) => Date.parse(`${time?.replace(" ", "T")}Z`));
}

/** Of each refused unit what is said of it as a whole: the rule first, the refusal last. */
function refusalsOf(said: string, names: readonly string[]): ReadonlyMap<string, string> {
  const lines = new Map<string, string[]>();
  const refused = new Set<string>();
  for (const line of said.split("\n")) {
    const match =
      /^Unit (\S+) (?:has a bad unit file setting|failed to load properly|not found|is masked)/.exec(line) ??
      /^Failed to load unit file (?:\S*\/)?([^\s/]+): /.exec(line) ??
      /^([^ /]+\.[a-z]+): /.exec(line);
    if (match === null) continue;
    const name = templateOrUnit(match[1] ?? "");
    lines.set(name, [...(lines.get(name) ?? []), line]);
    if (/^(?:Unit|Failed) /.test(line)) refused.add(name);
  }
  return new Map(
    names.filter((name) => refused.has(name)).map((name) => [name, (lines.get(name) ?? []).join("; ")]),
  );
}

/** Of a template systemd loads an instance, with a name that it makes up. */
function templateOrUnit(loaded: string): string {
  return loaded.replace(/@(?:i|test_instance)(?=\.[a-z]+$)/, "@");
}

// Without its own path systemd would look for everything the units name, and without `one` it would drop dependencies.
const verifying = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=one"];
const plain = { LC_ALL: "C" };
const quiet = { LC_ALL: "C", SYSTEMD_UNIT_PATH: "", SYSTEMD_LOG_TARGET: "console", SYSTEMD_LOG_COLOR: "0" };

/** A section that no type of unit has: systemd says so, when it gets there. */
const lastLine = "[Unitwright-End]\n";

function inBatches<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/**
 * Asks about the files at once. Of each that is read something is said; what nothing is said of lies behind where the
 * run was cut off, by its time or by a crash, and is asked about again in smaller parts, with the file before the cut.
 */
async function verdictsOfAll(
  ask: (names: readonly string[]) => Promise<string>,
  folder: string,
  names: readonly string[],
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, FileVerdict>> {
  const verdicts = new Map(verdictsOf(await ask(names), folder, names, files));
  const isUnread = (name: string) => {
    const verdict = verdicts.get(name);
    return verdict?.stopsAt !== Number.POSITIVE_INFINITY && verdict?.said.size === 0;
  };
  if (names.length === 1 || !names.some(isUnread)) return verdicts;
  const unread = names.filter((name, at) => isUnread(name) || isUnread(names[at + 1] ?? name));
  for (const part of inBatches(unread, Math.ceil(names.length / 4))) {
    for (const [name, verdict] of await verdictsOfAll(ask, folder, part, files)) verdicts.set(name, verdict);
  }
  return verdicts;
}

/** Takes what was said to the files it was said of. Only lines with a file and a line speak of what a file says. */
function verdictsOf(
  said: string,
  folder: string,
  names: readonly string[],
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, FileVerdict> {
  const byName = new Map(names.map((name) => [name, saidOf()]));
  let last: { readonly after: Map<number, string>; readonly line: number } | undefined;
  for (const text of said.split("\n")) {
    const match = text.startsWith(`${folder}/`)
      ? /^(.*?\.[a-z]+):(\d+): (.*)$/s.exec(text.slice(folder.length + 1))
      : null;
    const found = match === null ? undefined : byName.get(match[1] ?? "");
    if (match === null || found === undefined) {
      if (last !== undefined) add(last.after, last.line, text);
      continue;
    }
    const line = Number(match[2]);
    add(found.lines, line, match[3] ?? "");
    last = { after: found.after, line };
  }
  return new Map(
    names.map((name) => {
      const { lines, after } = byName.get(name) ?? saidOf();
      const count = (files.get(name) ?? "").split("\n").length;
      const isReached = lines.delete(count);
      // What comes behind the end is of the unit as a whole.
      after.delete(count);
      const stopsAt = isReached ? Number.POSITIVE_INFINITY : Math.max(...lines.keys(), 1);
      return [name, { said: lines, saidAfter: after, stopsAt }];
    }),
  );
}

const saidOf = () => ({ lines: new Map<number, string>(), after: new Map<number, string>() });

function add(texts: Map<number, string>, line: number, text: string): void {
  texts.set(line, [texts.get(line), text].filter(Boolean).join("\n"));
}
