import { expect, test } from "vitest";
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
