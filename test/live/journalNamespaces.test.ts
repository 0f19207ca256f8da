import { expect, test } from "vitest";
import type { JournalEntry } from "../../client/src/systemd/journalEntry.ts";
import type { JournalQuery } from "../../client/src/systemd/journalQuery.ts";
import { lastRun } from "../../client/src/systemd/lastRun.ts";
import { describeInBox } from "./box.ts";
import { following } from "./journalHearing.ts";

describeInBox("journals with namespaces", (live) => {
  const says = (text: string, namespace: string) =>
    `[Service]\nType=oneshot\nExecStart=/usr/bin/echo ${text}\n${namespace === "" ? "" : `LogNamespace=${namespace}\n`}`;

  const query = async (...units: readonly string[]): Promise<JournalQuery> => {
    const namespaces = await (await live.manager()).journalNamespaces(units);
    return { subject: { scope: "system", units }, filter: {}, namespaces };
  };

  test("are found for units, for several of them, and for patterns", async () => {
    await live.write("plain.service", says("plain", ""));
    await live.write("apart.service", says("apart", "first"));
    await live.write("apart-too.service", says("apart too", "first"));
    await live.write("elsewhere.service", says("elsewhere", "second"));
    const found = async (...units: readonly string[]) => (await query(...units)).namespaces;
    expect(await found("plain.service", "multi-user.target", "there-is-none.service")).toEqual([]);
    expect(await found("apart.service")).toEqual(["first"]);
    expect(await found("apart.service", "apart-too.service", "plain.service")).toEqual(["first"]);
    expect(await found("apart.service", "elsewhere.service")).toEqual(["first", "second"]);
    expect(await found("apart*.service")).toEqual(["*"]);
  });

  const linesIn = async (namespace: string) => {
    const argv = ["journalctl", "--quiet", "--output=cat", `--namespace=${namespace}`];
    return (await live.box.run(argv)).stdout.split("\n").filter((line) => line.startsWith("from "));
  };

  /**
   * Starts a unit until what it says is in the journal of its namespace: the first line that wakes a journald may get lost
   * there (252, measured), whoever follows.
   */
  async function sayIn(namespace: string, unit: string): Promise<void> {
    const before = (await linesIn(namespace)).length;
    for (let tries = 0; tries < 5; tries++) {
      await live.run("systemctl", "start", unit);
      for (let looks = 0; looks < 10; looks++) {
        if ((await linesIn(namespace)).length > before) return;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
    throw new Error(`${unit} says nothing in ${namespace}.`);
  }

  test("show what a unit says from its first line on, and what systemd says of it", async () => {
    await live.write("alone.service", says("from apart", "alone"));
    // Nobody has written there yet.
    await following(live, await query("alone.service"), async (heard) => {
      await sayIn("alone", "alone.service");
      await sayIn("alone", "alone.service");
      const lines = await linesIn("alone");
      const all = await heard(
        (entries) => spoken(entries).length >= lines.length && ofSystemd(entries).length > 1,
      );
      expect(spoken(all)).toEqual(lines);
      expect(new Set(all.map((entry) => entry.cursor)).size).toBe(all.length);
    });
    // What was written before is there too, in the order of time.
    await following(live, await query("alone.service"), async (heard) => {
      const all = await heard((entries) => spoken(entries).length > 1);
      const times = all.map((entry) => entry.time);
      expect(times).toEqual([...times].sort((one, other) => one - other));
    });
    const run = await lastRun(await query("alone.service"), [...live.door, "journalctl"]);
    expect(run?.invocation).toMatch(/^[0-9a-f]{32}$/);
  });

  test("are followed side by side where units write into different ones", async () => {
    await live.write("here.service", says("from here", "here"));
    await live.write("there.service", says("from there", "there"));
    await live.write("nowhere.service", says("from the machine", ""));
    const units = ["here.service", "there.service", "nowhere.service"];
    await sayIn("here", "here.service");
    await sayIn("there", "there.service");
    await following(live, await query(...units), async (heard) => {
      await heard((entries) => spoken(entries).length === 2);
      await live.run("systemctl", "start", ...units);
      const all = await heard((entries) => spoken(entries).length === 5);
      const each = ["from here", "from there"];
      expect(spoken(all).sort()).toEqual([...each, ...each, "from the machine"].sort());
      expect(new Set(all.map((entry) => entry.cursor)).size).toBe(all.length);
    });
  });

  test("are followed for the units that match a pattern, each into its own", async () => {
    await live.write("later@.service", says("from %i", "later-%i"));
    await sayIn("later-1", "later@1.service");
    await sayIn("later-2", "later@2.service");
    await following(live, await query("later@*.service"), async (heard) => {
      await heard((entries) => spoken(entries).length === 2);
      await live.run("systemctl", "start", "later@1.service", "later@2.service");
      const all = await heard((entries) => spoken(entries).length === 4);
      expect(spoken(all).sort()).toEqual(["from 1", "from 1", "from 2", "from 2"]);
      expect(new Set(all.map((entry) => entry.cursor)).size).toBe(all.length);
    });
  });
});

const spoken = (entries: readonly JournalEntry[]) =>
  entries.filter((entry) => entry.source === "echo").map((entry) => entry.message);

const ofSystemd = (entries: readonly JournalEntry[]) => entries.filter((entry) => entry.pid === 1);
