// A folder holding a bootable Debian userland with systemd, made from this machine's own package mirror.
// Nothing of the machine is changed: apt works on a private state, and the packages' scripts do not run.
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { formatDeb822, readAptSources } from "./aptSources.ts";
import { cacheFolder } from "./folders.ts";
import { groupsToAdd, rootFiles, rootLinks, usersToAdd } from "./systemdRootFiles.ts";

export interface RootOptions {
  /** The Debian suite to take systemd from; the machine's own by default. */
  readonly suite?: string;
  /** Packages wanted beside systemd, D-Bus and what a Node binary loads, such as `udev` or `polkitd`. */
  readonly packages?: readonly string[];
  /** Hears what is being done, one short sentence at a time; silent when the root is already there. */
  readonly report?: (step: string) => void;
}

/**
 * Makes sure that a systemd root exists in the cache and gives its folder. The first call downloads about 40 MB
 * and takes some 20 s, later calls take milliseconds. Safe to call from several processes at once.
 * Throws one Error that says what is missing (no root rights, no apt, no mirror).
 */
export async function ensureSystemdRoot(options: RootOptions = {}): Promise<string> {
  const packages = [...basePackages, ...(options.packages ?? [])];
  const suite = options.suite ?? (await ownSuite());
  const cache = join(cacheFolder(), "systemd");
  const root = join(cache, `${suite}-${fingerprint(packages)}`);
  if (await exists(root)) return root;
  if (process.getuid?.() !== 0) throw new Error("Unpacking a systemd needs root rights.");

  await removeAbandoned(cache);
  const work = join(cache, `${workPrefix}${process.pid}-${randomUUID()}`);
  await mkdir(work, { recursive: true });
  try {
    const report = options.report ?? (() => {});
    const debs = await download(work, suite, packages, report);
    report(`Unpacking ${debs.length} packages`);
    const made = join(work, "root");
    await unpack(debs, made);
    await furnish(made);
    // The rename makes it whole or absent. When another process was faster, its root is as good as ours.
    await rename(made, root).catch(async (error: unknown) => {
      if (!(await exists(root))) throw error;
    });
    return root;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

// libstdc++6, libgcc-s1 and libatomic1 are for the Node binary that runs VS Code's server inside the box.
const basePackages: readonly string[] = [
  ...["systemd", "systemd-sysv", "dbus", "dbus-user-session", "libc-bin", "coreutils", "bash", "util-linux"],
  ...["mount", "passwd", "base-files", "base-passwd", "login", "dash", "procps", "sed", "grep", "findutils"],
  ...["libstdc++6", "libgcc-s1", "libatomic1"],
];

const workPrefix = ".making-";

function fingerprint(packages: readonly string[]): string {
  const recipe = JSON.stringify([packages, rootFiles, rootLinks, usersToAdd, groupsToAdd, process.arch]);
  return createHash("sha256").update(recipe).digest("hex").slice(0, 10);
}

/** The suite this machine runs, by os-release, or by what its sources say where os-release names none (sid). */
async function ownSuite(): Promise<string> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const codenames = [...text.matchAll(/^(?:VERSION|UBUNTU|DEBIAN)_CODENAME="?([\w.-]+)"?$/gm)].map(
    (m) => m[1],
  );
  const sources = await readAptSources();
  const plain = sources.filter((source) => /^\w+$/.test(source.suite) && source.components.includes("main"));
  const own = plain.find((source) => codenames.includes(source.suite)) ?? plain[0];
  if (own === undefined) {
    throw new Error("This machine's apt knows no Debian mirror (nothing usable in /etc/apt/sources.list*).");
  }
  return own.suite;
}

async function download(
  work: string,
  suite: string,
  packages: readonly string[],
  report: (step: string) => void,
): Promise<readonly string[]> {
  const configuration = await privateApt(work, suite);
  report(`Reading the package lists of ${suite}`);
  await run(["apt-get", "update", "-qq"], { APT_CONFIG: configuration });
  report(`Downloading systemd from ${suite}`);
  const install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "--download-only"];
  await run([...install, ...packages], { APT_CONFIG: configuration });
  const archives = join(work, "apt/cache/archives");
  return (await readdir(archives))
    .filter((name) => name.endsWith(".deb"))
    .map((name) => join(archives, name));
}

/** Writes an apt configuration that reads and writes under `work` only, and gives its path. */
async function privateApt(work: string, suite: string): Promise<string> {
  const state = join(work, "apt");
  for (const folder of ["lists/partial", "cache/archives/partial", "sources"]) {
    await mkdir(join(state, folder), { recursive: true });
  }
  await writeFile(join(state, "status"), "");
  await writeFile(join(state, "sources/own.sources"), formatDeb822(await sourcesFor(suite)));
  // The machine's proxies count, its hooks (docker-clean deletes files after an update) do not.
  const dump = await run(["apt-config", "dump"], {});
  const acquire = dump.split("\n").filter((line) => line.startsWith("Acquire::"));
  const lines = [
    ...acquire,
    `Dir::State "${state}";`,
    `Dir::State::lists "${state}/lists";`,
    `Dir::State::status "${state}/status";`,
    `Dir::Cache "${state}/cache";`,
    `Dir::Log "${state}";`,
    'Dir::Etc::sourcelist "/dev/null";',
    `Dir::Etc::sourceparts "${state}/sources";`,
    'Dir::Etc::preferences "/dev/null";',
    'Dir::Etc::preferencesparts "/dev/null";',
    'Dir::Etc::main "/dev/null";',
    'Dir::Etc::parts "/dev/null";',
    'APT::Sandbox::User "root";',
    'Acquire::Retries "3";',
  ];
  const path = join(work, "apt.conf");
  await writeFile(path, `${lines.join("\n")}\n`);
  return path;
}

async function sourcesFor(suite: string) {
  const sources = await readAptSources();
  const exact = sources.filter((source) => source.suite === suite);
  if (exact.length > 0) return exact;
  const own = await ownSuite();
  const mirror = sources.filter((source) => source.suite === own).slice(0, 1);
  return mirror.map((source) => ({ ...source, suite, components: ["main"] }));
}

async function unpack(debs: readonly string[], root: string): Promise<void> {
  await mkdir(root);
  await chmod(root, 0o755);
  // Packages from before the merge of /usr still carry /bin and /lib: they must land behind these links.
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    await mkdir(join(root, "usr", name), { recursive: true });
    await symlink(join("usr", name), join(root, name));
  }
  for (const deb of debs) await unpackOne(deb, root);
}

function unpackOne(deb: string, root: string): Promise<void> {
  const reader = spawn("dpkg-deb", ["--fsys-tarfile", deb], { stdio: ["ignore", "pipe", "inherit"] });
  const writer = spawn("tar", ["-C", root, "-xf", "-", "--keep-directory-symlink"], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  reader.stdout.pipe(writer.stdin);
  return Promise.all([ended(reader, "dpkg-deb"), ended(writer, "tar")]).then(() => {});
}

function ended(child: ReturnType<typeof spawn>, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} ended with ${code} while unpacking.`));
    });
  });
}

/** Does what the packages' scripts would have done, as far as a throw-away box needs it. */
async function furnish(root: string): Promise<void> {
  const etc = join(root, "etc");
  const base = join(root, "usr/share/base-passwd");
  const passwd = await readFile(join(base, "passwd.master"), "utf8");
  const group = await readFile(join(base, "group.master"), "utf8");
  await writeFile(join(etc, "passwd"), withAccounts(passwd, usersToAdd));
  await writeFile(join(etc, "group"), withAccounts(group, groupsToAdd));
  for (const [path, text] of Object.entries(rootFiles)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const [path, target] of Object.entries(rootLinks)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await rm(join(root, path), { force: true });
    await symlink(target, join(root, path));
  }
}

/** Adds the lines whose first field the file does not have yet. */
function withAccounts(text: string, lines: readonly string[]): string {
  const known = new Set(text.split("\n").map((line) => line.split(":")[0]));
  return [text.trimEnd(), ...lines.filter((line) => !known.has(line.split(":")[0])), ""].join("\n");
}

/** Removes what an earlier call left when it was killed half-way. */
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache).catch((): string[] => [])) {
    const owner = name.startsWith(workPrefix) ? name.slice(workPrefix.length).split("-")[0] : undefined;
    if (owner === undefined || (await exists(`/proc/${owner}`))) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** Runs a program to its end (ten minutes at most) and gives its output; throws what it said when it failed. */
function run(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const [program = "", ...rest] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      env: { ...process.env, LC_ALL: "C.UTF-8", DEBIAN_FRONTEND: "noninteractive", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 600_000,
    });
    let output = "";
    let complaints = "";
    child.stdout.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
    child.stderr.on("data", (bytes: Buffer) => {
      complaints += bytes.toString();
    });
    child.once("error", (error) => reject(new Error(`${program} cannot run: ${error.message}`)));
    child.once("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${rest[0] ?? ""} failed (${code}): ${complaints.trim()}`));
    });
  });
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
