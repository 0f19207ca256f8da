import { expect, test } from "vitest";
import { mostFieldBytes } from "../../client/src/systemd/journalExport.ts";
import { describeInBox } from "./box.ts";
import { following, numbersOf } from "./journalHearing.ts";

describeInBox("a journal followed through what happens to it", (live) => {
  const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

  test("none of 10,000 lines is lost or doubled while files are rotated and removed", async () => {
    await throughTenThousand("rotated", async () => {
      await live.run("journalctl", "--rotate");
      await pause(500);
      await live.run("journalctl", "--vacuum-files=1");
      await live.run("journalctl", "--vacuum-size=1");
    });
  });

  test("none of 10,000 lines is lost or doubled while journald and journalctl are killed and started again", async () => {
    await live.write("systemd-journald.service.d/often.conf", "[Unit]\nStartLimitIntervalSec=0\n");
    await live.write("systemd-journald.socket.d/often.conf", "[Unit]\nStartLimitIntervalSec=0\n");
    await throughTenThousand("killed", async () => {
      await live.run("systemctl", "restart", "systemd-journald.service");
      await pause(300);
      await live.run("pkill", "-KILL", "-x", "journalctl");
      await pause(500);
    });
  });

  test("a burst of 50,000 lines comes whole and in order", async () => {
    await live.write("burst.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/seq 1 50000\n");
    await following(live, "burst.service", async (heard) => {
      await live.run("systemctl", "start", "burst.service");
      expect(numbersOf(await heard((entries) => numbersOf(entries.slice(-50)).includes(50_000)))).toEqual(
        upTo(50_000),
      );
    });
  });

  test("a line of 3 MB, and bytes that are no text, come and hold nothing up", async () => {
    await live.run("mkdir", "-p", "/etc/systemd/journald.conf.d");
    await live.writeFile("/etc/systemd/journald.conf.d/long.conf", "[Journal]\nLineMax=4M\n");
    await live.run("systemctl", "restart", "systemd-journald.service");
    const script = "head -c 3000000 /dev/zero | tr '\\\\0' x; echo; printf '\\\\377\\\\001\\\\n'; echo last";
    await live.write(
      "long.service",
      `[Service]\nSyslogIdentifier=long\nExecStart=/usr/bin/sh -c "${script}"\n`,
    );
    await following(live, "long.service", async (heard) => {
      await live.run("systemctl", "start", "long.service");
      const all = await heard((entries) => entries.some((entry) => entry.message === "last"));
      const said = all.filter((entry) => entry.source === "long");
      expect(said.map((entry) => entry.length)).toEqual([3_000_000, 2, 4]);
      expect(said[0]?.message).toMatch(/^x+$/);
      expect(said[0]?.message.length).toBeLessThanOrEqual(mostFieldBytes);
      expect(said[1]?.message).toBe("\ufffd\u0001");
    });
  });

  test("journalctl ends with what follows", async () => {
    const running = async () =>
      (
        await live.box.run(["pgrep", "--full", "journalctl.*--unit=anything.service.*--follow"])
      ).stdout.trim();
    await following(live, "anything.service", async () => {
      await expect.poll(running, { timeout: 20_000 }).toMatch(/^\d+$/);
    });
    await expect.poll(running, { timeout: 20_000 }).toBe("");
  });

  /** Follows a pattern, whose entries are chosen from all others, while a unit counts and `strike` is done. */
  async function throughTenThousand(name: string, strike: () => Promise<void>): Promise<void> {
    const counting = "for i in {1..10000}; do echo $$i; (( i %% 20 )) || sleep 0.01; done";
    await live.write("ten@.service", `[Service]\nExecStart=/usr/bin/bash -c "${counting}"\n`);
    const query = { subject: { scope: "system", units: [`ten@${name}*.service`] }, filter: {} } as const;
    await following(live, query, async (heard) => {
      await live.run("systemctl", "start", `ten@${name}-1.service`);
      let strikes = 0;
      for (; (await live.state(`ten@${name}-1.service`)) === "active"; strikes++) await strike();
      expect(strikes).toBeGreaterThan(2);
      const all = numbersOf(await heard((entries) => numbersOf(entries.slice(-50)).includes(10_000)));
      expect(all.length, missing(all)).toBe(10_000);
      expect(all).toEqual(upTo(10_000));
    });
    await live.run("systemctl", "reset-failed");
  }
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function missing(numbers: readonly number[]): string {
  const there = new Set(numbers);
  const absent = Array.from({ length: 10_000 }, (_, index) => index + 1).filter(
    (number) => !there.has(number),
  );
  return `missing: ${absent.slice(0, 100).join(" ")}`;
}
