import { expect, test } from "vitest";
import { followJournal, lastEntries } from "../../client/src/systemd/journal.ts";
import { describeInBox } from "./box.ts";
import { following, type Heard, numbersOf } from "./journalHearing.ts";

describeInBox("the journal of a unit", (live) => {
  test("loses none of 1000 lines of a unit that had none before", async () => {
    await live.write("counts.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/seq 1 1000\n");
    // On a busy machine the first lines are there before the follower is.
    const lines = 2000;
    const body = async (heard: Heard) => {
      await live.run("systemctl", "start", "counts.service");
      await heard((entries) => numbersOf(entries).length >= 1000);
      expect(numbersOf(await heard(() => true))).toEqual(
        Array.from({ length: 1000 }, (_, index) => index + 1),
      );
    };
    await following(live, "counts.service", body, "system", lines);
  });

  test("begins with the last entries and goes on without losing or doubling one", async () => {
    await live.write(
      "goes-on.service",
      "[Service]\nType=oneshot\nRemainAfterExit=no\nExecStart=/usr/bin/seq 1 50\n",
    );
    await live.run("systemctl", "start", "goes-on.service");
    await following(live, "goes-on.service", async (heard) => {
      await heard((entries) => entries.length >= 20);
      await live.run("systemctl", "start", "goes-on.service");
      const all = await heard((entries) => numbersOf(entries).filter((number) => number === 50).length === 2);
      expect(new Set(all.map((entry) => entry.cursor)).size).toBe(all.length);
      expect(numbersOf(all).slice(-50)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });
  });

  test("goes on where it was after files were rotated and journalctl was killed", async () => {
    await live.write(
      "ticks.service",
      "[Service]\nExecStart=/usr/bin/sh -c 'i=0; while [ $$i -lt 600 ]; do i=$$((i+1)); echo $$i; sleep 0.005; done; sleep infinity'\n",
    );
    await following(live, "ticks.service", async (heard) => {
      await live.run("systemctl", "start", "ticks.service");
      for (let round = 0; round < 3; round++) {
        const before = (await heard(() => true)).length;
        await heard((entries) => entries.length > before + 20);
        await live.run("journalctl", "--rotate");
        await live.run("pkill", "-KILL", "-x", "journalctl");
      }
      await heard((entries) => numbersOf(entries).includes(600));
      expect(numbersOf(await heard(() => true))).toEqual(
        Array.from({ length: 600 }, (_, index) => index + 1),
      );
    });
    await live.run("systemctl", "stop", "ticks.service");
  });

  test("reads bytes, colours, long lines, priorities, and what systemd says of the unit", async () => {
    const script =
      "printf '\\033[31mred\\033[0m \\303\\244 \\377\\n<3>bad\\n'; head -c 20000 /dev/zero | tr '\\0' x; echo";
    await live.write(
      "speaks.service",
      `[Service]\nType=oneshot\nSyslogIdentifier=speaker\nExecStart=/usr/bin/sh -c "${script.replaceAll("\\", "\\\\")}"\n`,
    );
    await live.run("systemctl", "start", "speaks.service");
    await live.run("journalctl", "--sync");
    const entries = await lastEntries({
      query: { subject: { scope: "system", units: ["speaks.service"] }, filter: {} },
      lines: 50,
      program: [...live.door, "journalctl"],
    });
    const spoken = entries.filter((entry) => entry.source === "speaker");
    expect(spoken.map((entry) => entry.message)).toEqual(["red ä \ufffd", "bad", "x".repeat(20_000)]);
    expect(spoken.map((entry) => entry.priority)).toEqual([6, 3, 6]);
    expect(entries.some((entry) => entry.source === "systemd" && /Finish|Start/.test(entry.message))).toBe(
      true,
    );
  });

  test("reads the units of a user's manager", async () => {
    await live.write(
      "counts.service",
      "[Service]\nExecStart=/usr/bin/sh -c 'sleep 2; for i in 1 2 3 4 5 6 7 8 9 10; do echo $$i; done; sleep infinity'\n",
      "user",
    );
    await following(
      live,
      "counts.service",
      async (heard) => {
        await live.run("systemctl", "--user", "start", "counts.service");
        await heard((entries) => numbersOf(entries).length >= 10);
        expect(numbersOf(await heard(() => true))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      },
      "user",
    );
  });

  test("says so when there is no journalctl", async () => {
    const said = await new Promise<string>((resolve) => {
      followJournal(
        {
          query: { subject: { scope: "system", units: [] }, filter: {} },
          lines: 1,
          program: ["/nowhere/journalctl"],
        },
        { entries: () => {}, notice: resolve },
      );
    });
    expect(said).toMatch(/journalctl cannot run/);
  });
});
