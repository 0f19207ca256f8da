// udev's rules at work: a real device comes, udev reads the rules, systemd starts what they want.
import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyseRules } from "../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../server/src/language/udev/judgeRules.ts";
import { fixesForRules } from "../../server/src/language/udev/ruleFixes.ts";
import { bootSystemd, type SystemdBox, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";
import { udevPackages } from "../support/udevadm.ts";

const whyNot = await whyNoSystemdBox();
const suite = whyNot === undefined ? describe : describe.skip;

const template = "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n";

suite(`rules at work${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let box: SystemdBox;

  beforeAll(async () => {
    const suite = process.env.UNITWRIGHT_SUITE;
    const root = await ensureSystemdRoot({
      packages: udevPackages,
      ...(suite === undefined ? {} : { suite }),
    });
    box = await bootSystemd({ root, name: "rules" });
    for (const name of ["seen", "path", "odd", "gone"]) {
      writeFileSync(box.path(`/etc/systemd/system/${name}@.service`), template);
    }
    await run("systemctl", "daemon-reload");
  }, 300_000);
  afterAll(() => box.stop());

  async function run(...argv: string[]): Promise<string> {
    const { code, stdout, stderr } = await box.run(argv, { timeout: 30_000 });
    if (code !== 0) throw new Error(`${argv.join(" ")} failed (${code}): ${stderr}`);
    return stdout.trim();
  }

  /** Plugs a device in under these rules and pulls it out again; gives the instances that were started. */
  async function startedBy(rules: string, device: string, wanted: number): Promise<readonly string[]> {
    writeFileSync(box.path("/etc/udev/rules.d/90-probe.rules"), rules);
    await run("udevadm", "control", "--reload");
    await run("ip", "link", "add", device, "type", "veth", "peer", "name", `${device}-peer`);
    await run("udevadm", "settle", "--timeout=20");
    let started: readonly string[] = [];
    // What shall not start is given as long as what does start needs.
    for (let turn = 0; turn < 100; turn++) {
      started = await instances();
      if (wanted > 0 ? started.length >= wanted : turn > 10) break;
      await delay(100);
    }
    await run("ip", "link", "del", device);
    await run("udevadm", "settle", "--timeout=20");
    return [...new Set([...started, ...(await instances())])].sort();
  }

  async function instances(): Promise<readonly string[]> {
    const listing = await run(
      "systemctl",
      "list-units",
      "--plain",
      "--no-legend",
      "--state=active",
      ...patterns,
    );
    return listing
      .split("\n")
      .flatMap((line) => line.split(" ")[0] || [])
      .sort();
  }

  test("with mistakes nothing starts; with each mended as we offer, the right instances do", async () => {
    const wrong = String.raw`ACTION="add", SUBSYSTEM=="net" KERNEL=="probe?", ENV{SYSTEMD_WANTS}+="seen@$env{INTERFACE}:a\x20b.service path@.service odd@b/c.service"
`;
    expect(await startedBy(wrong, "probe0", 0)).toEqual([]);
    const right = mended(wrong);
    expect(right).toContain('ACTION=="add", SUBSYSTEM=="net", KERNEL==');
    expect(right).toContain("odd@b-c.service");
    expect(await startedBy(right, "probe1", 3)).toEqual([
      "odd@b-c.service",
      "path@sys-devices-virtual-net-probe1.service",
      String.raw`seen@probe1:a\x20b.service`,
    ]);
    await run("systemctl", "stop", ...patterns);
  });

  test("what no unit name can hold becomes the name that we tell", async () => {
    const rule = 'ACTION=="add", SUBSYSTEM=="net", KERNEL=="probe?", ENV{SYSTEMD_WANTS}="odd@b/c(d).service"';
    const [problem] = judgeRules(analyseRules(rule, 257));
    expect(problem).toMatchObject({ code: "udev-odd-unit-name" });
    expect(await startedBy(`${rule}\n`, "probe2", 1)).toEqual([problem?.args[1]]);
    await run("systemctl", "stop", ...patterns);
  });

  test("what is wanted when a device goes never starts", async () => {
    const rule =
      'ACTION=="remove", SUBSYSTEM=="net", KERNEL=="probe?", ENV{SYSTEMD_WANTS}+="gone@.service"\n';
    expect(judgeRules(analyseRules(rule, 257)).map(({ code }) => code)).toEqual(["udev-wants-on-remove"]);
    expect(await startedBy(rule, "probe3", 0)).toEqual([]);
  });

  test("what is left in the background is ended some seconds after the event", async () => {
    const command = "/bin/sh -c '/bin/touch /run/began; /bin/sleep 4321 &'";
    const rule = `ACTION=="add", SUBSYSTEM=="net", KERNEL=="probe4", RUN+="${command}"\n`;
    expect(judgeRules(analyseRules(rule, 257)).map(({ code }) => code)).toEqual(["udev-run-background"]);
    await startedBy(rule, "probe4", 0);
    expect(existsSync(box.path("/run/began"))).toBe(true);
    // udev waits until it has had nothing to do for three seconds.
    let isRunning = true;
    for (let turn = 0; isRunning && turn < 200; turn++) {
      const { code } = await box.run(["pgrep", "-f", "sleep 4321"], { timeout: 10_000 });
      isRunning = code === 0;
      await delay(100);
    }
    expect(isRunning).toBe(false);
  });
});

const patterns = ["seen@*", "path@*", "odd@*", "gone@*"];

/** The rules after the likeliest fix of every problem, one after another. */
function mended(rules: string): string {
  let text = rules;
  for (let turn = 0; turn < 10; turn++) {
    const analysed = analyseRules(text, 257);
    const fix = judgeRules(analysed)
      .flatMap((problem) => fixesForRules(analysed, problem))
      .find(({ isPreferred }) => isPreferred);
    if (fix === undefined) return text;
    for (const { from, to, newText } of [...fix.edits].reverse()) {
      text = text.slice(0, from) + newText + text.slice(to);
    }
  }
  throw new Error(`There is no end of mending: ${text}`);
}
