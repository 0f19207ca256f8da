import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { builtCli } from "../../support/builtCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { at, put } = temporaryFolder();
beforeAll(() => {
  builtCli();
});

const verdict =
  "a.service:3:1: warning: [Service] has no directive `Restrat=`. Did you mean `Restart=`? systemd ignores this line. [unknown-directive]\n";

/** Checks a unit and holds the verdict against the one that it always gets. */
function check(environment: NodeJS.ProcessEnv = {}): void {
  put("a.service", "[Service]\nExecStart=/bin/true\nRestrat=no\n");
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [builtCli(), "check", "--target", "257", "a.service"],
    {
      cwd: at(),
      env: {
        ...process.env,
        XDG_CACHE_HOME: at("caches"),
        NODE_DISABLE_COMPILE_CACHE: undefined,
        ...environment,
      },
      encoding: "utf8",
      timeout: 30_000,
    },
  );
  expect({ status, signal, stdout, stderr }).toEqual({
    status: 1,
    signal: null,
    stdout: verdict,
    stderr: "",
  });
}

const folder = () => at("caches/unitwright");

/** The one file that is kept. */
function kept(): string {
  const names = readdirSync(folder());
  expect(names).toEqual([`check.js-${process.version}`]);
  return join(folder(), names[0] ?? "");
}

test("what is run is plain ASCII, which V8 reads faster and keeps at half the size", () => {
  const bundle = readFileSync(join(dirname(builtCli()), "check.js"), "latin1");
  expect(bundle.match(/[^\0-\x7f]+/g)).toBeNull();
});

test("what V8 has compiled is kept for the user alone, and taken for the next run", () => {
  check();
  const { mode, ino } = statSync(kept());
  expect(mode & 0o777).toBe(0o600);
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  check();
  // What is of no use is replaced.
  expect(statSync(kept()).ino).toBe(ino);
});

test.each<[string, (bytes: Buffer) => Uint8Array]>([
  ["cut off", (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ["empty", () => Buffer.alloc(0)],
  [
    "damaged",
    (bytes) => bytes.map((byte, index) => (index >= 100_000 && index < 300_000 ? byte ^ 255 : byte)),
  ],
  ["damaged at its head", (bytes) => bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte))],
])("what was kept and is %s is passed over and replaced", (_, damage) => {
  check();
  const whole = readFileSync(kept());
  put(`caches/unitwright/check.js-${process.version}`, damage(whole));
  check();
  expect(readFileSync(kept()).length).toBeGreaterThan(whole.length / 2 + 1);
  const { ino } = statSync(kept());
  check();
  expect(statSync(kept()).ino).toBe(ino);
});

test("what was kept of another build is passed over and replaced", () => {
  check();
  const { ino } = statSync(kept());
  utimesSync(join(dirname(builtCli()), "check.js"), new Date(), new Date());
  check();
  expect(statSync(kept()).ino).not.toBe(ino);
});

test("nothing is kept in a folder that others can write to, that is a link, or where it is turned off", () => {
  mkdirSync(folder(), { recursive: true });
  chmodSync(folder(), 0o777);
  check();
  expect(readdirSync(folder())).toEqual([]);
  mkdirSync(at("links"));
  symlinkSync(at("caches"), at("links/unitwright"));
  check({ XDG_CACHE_HOME: at("links") });
  expect(readdirSync(at("caches"))).toEqual(["unitwright"]);
  check({ XDG_CACHE_HOME: at("off"), NODE_DISABLE_COMPILE_CACHE: "1" });
  expect(existsSync(at("off"))).toBe(false);
});

test("nobody is told where nothing can be kept", () => {
  check({ XDG_CACHE_HOME: "/dev/null" });
  check({ XDG_CACHE_HOME: "/proc/self" });
  put("full/unitwright", "");
  check({ XDG_CACHE_HOME: at("full") });
});

test("a folder for caches that is no whole path counts as none", () => {
  mkdirSync(at("home"));
  check({ XDG_CACHE_HOME: "caches", HOME: at("home") });
  expect(existsSync(at("caches"))).toBe(false);
  expect(readdirSync(at("home/.cache/unitwright"))).toHaveLength(1);
});
