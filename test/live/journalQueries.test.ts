import { expect, test } from "vitest";
import { followJournal, lastEntries } from "../../client/src/systemd/journal.ts";
import type { JournalEntry } from "../../client/src/systemd/journalEntry.ts";
import type { JournalFilter } from "../../client/src/systemd/journalQuery.ts";
import { lastRun } from "../../client/src/systemd/lastRun.ts";
import type { Scope } from "../../client/src/systemd/manager.ts";
import { instancesPattern } from "../../client/src/systemd/namePattern.ts";
import { describeInBox, type LiveBox } from "./box.ts";
import { following } from "./journalHearing.ts";

describeInBox("what is asked of the journal", (live) => {
  const says = (text: string) => `[Service]\nType=oneshot\nExecStart=/usr/bin/echo ${text}\n`;

  test("instances of a pattern join in when they appear later, with what systemd says of them", async () => {
    await live.write("www@.service", says("hello from %i"));
    await live.write("wwwother@.service", says("hello from the other %i"));
    await live.run("systemctl", "start", "www@1.service");
    await live.run("journalctl", "--sync");
    const query = { subject: { scope: "system", units: ["www@*.service"] }, filter: {} } as const;
    await following(live, query, async (heard) => {
      await heard((entries) => spoken(entries).length === 1);
      await live.run("systemctl", "start", "wwwother@1.service");
      await live.run("systemctl", "start", "www@2.service", "www@3.service");
      await live.run("systemctl", "start", "www@1.service");
      const all = await heard((entries) => spoken(entries).length === 4);
      expect(spoken(all).sort()).toEqual(["1", "1", "2", "3"].map((name) => `hello from ${name}`));
      const ofSystemd = all.filter((entry) => entry.pid === 1 && entry.units[0] === "www@3.service");
      expect(ofSystemd.length).toBeGreaterThan(1);
      expect(all.every((entry) => entry.units.some((unit) => unit.startsWith("www@")))).toBe(true);
      expect(new Set(all.map((entry) => entry.cursor)).size).toBe(all.length);
    });
  });

  test("a pattern that nothing matches yet is no error, and its first instance joins in", async () => {
    await live.write("late@.service", says("late %i"));
    const query = { subject: { scope: "system", units: ["late@*.service"] }, filter: {} } as const;
    await following(live, query, async (heard) => {
      await live.run("systemctl", "start", "late@a.service");
      expect(spoken(await heard((entries) => spoken(entries).length > 0))).toEqual(["late a"]);
    });
  });

  test("the instances of a template with an escaped name are those, and the past has them", async () => {
    const template = "esc\\x2daped@";
    await live.write(`${template}.service`, says("escaped %i"));
    await live.run("systemctl", "start", `${template}1.service`);
    await live.run("journalctl", "--sync");
    const pattern = instancesPattern(`${template}1.service`) ?? "";
    expect(spoken(await past(live, [pattern], {}, 50))).toEqual(["escaped 1"]);
    await following(live, { subject: { scope: "system", units: [pattern] }, filter: {} }, async (heard) => {
      await live.run("systemctl", "start", `${template}2.service`);
      expect(spoken(await heard((all) => spoken(all).length > 1))).toEqual(["escaped 1", "escaped 2"]);
    });
  });

  test("several units are followed as one, in the order of time", async () => {
    await live.write("one.service", says("from one"));
    await live.write("two.service", says("from two"));
    const query = {
      subject: { scope: "system", units: ["one.service", "two.service"] },
      filter: {},
    } as const;
    await following(live, query, async (heard) => {
      for (const name of ["one", "two", "one"]) await live.run("systemctl", "start", `${name}.service`);
      const all = await heard((entries) => spoken(entries).length === 3);
      expect(spoken(all)).toEqual(["from one", "from two", "from one"]);
      expect(all.map((entry) => entry.time)).toEqual(all.map((entry) => entry.time).sort((a, b) => a - b));
    });
  });

  test("the journal of the system has every unit's, that of a user's manager only the user's", async () => {
    // Of what a user's process wrote before it ended, journald finds the unit only if it looks in time.
    const lasting = (text: string) =>
      `[Service]\nSyslogIdentifier=echo\nExecStart=/usr/bin/sh -c "echo ${text}; exec sleep infinity"\n`;
    await live.write("anyone.service", lasting("of the system"));
    await live.write("anyone.service", lasting("of the user"), "user");
    const ofAnyone = (entries: readonly JournalEntry[]) =>
      spoken(entries).filter((text) => text.startsWith("of the "));
    const all = (scope: Scope) => ({ subject: { scope, units: [] }, filter: {} });
    await following(live, all("user"), async (heardOfUser) => {
      await following(live, all("system"), async (heard) => {
        await live.run("systemctl", "start", "anyone.service");
        await live.run("systemctl", "--user", "start", "anyone.service");
        const both = await heard((entries) => ofAnyone(entries).length === 2);
        expect(ofAnyone(both).sort()).toEqual(["of the system", "of the user"]);
      });
      expect(ofAnyone(await heardOfUser((entries) => ofAnyone(entries).length > 0))).toEqual(["of the user"]);
    });
  });

  test("by priority, text, time and invocation, what is past", async () => {
    const script = "printf '<3>bad %%s\\n<4>Odd\\n<6>fine\\n<7>detail\\n' $$(cat /run/round)";
    await live.write("speaker.service", `[Service]\nType=oneshot\nExecStart=/usr/bin/sh -c "${script}"\n`);
    await live.writeFile("/run/round", "1\n");
    await live.run("systemctl", "start", "speaker.service");
    await live.run("journalctl", "--sync");
    const begin = Date.now();
    await live.writeFile("/run/round", "2\n");
    await live.run("systemctl", "start", "speaker.service");
    await live.run("journalctl", "--sync");

    const found = async (filter: JournalFilter, lines = 50) =>
      fromProgram(await past(live, ["speaker.service"], filter, lines)).map((entry) => entry.message);
    const round = (number: number) => [`bad ${number}`, "Odd", "fine", "detail"];
    expect(await found({})).toEqual([...round(1), ...round(2)]);
    expect(await found({ priority: 3 })).toEqual(["bad 1", "bad 2"]);
    expect(await found({ priority: 4 })).toEqual(["bad 1", "Odd", "bad 2", "Odd"]);
    expect(await found({ text: "odd" })).toEqual(["Odd", "Odd"]);
    expect(await found({ text: "ODD" })).toEqual([]);
    expect(await found({ text: "bad" }, 1)).toEqual(["bad 2"]);
    expect(await found({ since: begin })).toEqual(round(2));
    expect(await found({ since: Date.now() + 1000 })).toEqual([]);
    expect(await found({ boot: "this", priority: 3 })).toEqual(["bad 1", "bad 2"]);
    const run = await lastRun({ subject: { scope: "system", units: ["speaker.service"] } }, [
      ...live.door,
      "journalctl",
    ]);
    if (run === undefined) throw new Error("no run");
    expect(run.invocation).toMatch(/^[0-9a-f]{32}$/);
    expect(run.since).toBeGreaterThan(begin);
    const ofRun = { since: run.since, invocations: [run.invocation] };
    expect(await found(ofRun)).toEqual(round(2));
    expect(await found({ ...ofRun, text: "bad" })).toEqual(["bad 2"]);
    const all = await past(live, ["speaker.service"], ofRun, 50);
    // journald reads what a service writes and what systemd says of it from two sockets, in an order of its own.
    expect(all.map((entry) => entry.message)).toContainEqual(expect.stringMatching(/^Starting/));
  });

  test("what comes of one run ends with it", async () => {
    await live.write(
      "again.service",
      '[Service]\nExecStart=/usr/bin/sh -c "echo begin; sleep 1; echo end"\n',
    );
    await live.run("systemctl", "start", "again.service");
    await live.run("journalctl", "--sync");
    const subject = { scope: "system", units: ["again.service"] } as const;
    const run = await lastRun({ subject }, [...live.door, "journalctl"]);
    if (run === undefined) throw new Error("no run");
    const filter = { since: run.since, invocations: [run.invocation] };
    await following(live, { subject, filter }, async (heard) => {
      await heard((entries) => entries.some((entry) => entry.message.includes("Deactivated")));
      await following(live, { subject, filter: {} }, async (heardOfAll) => {
        await live.run("systemctl", "start", "again.service");
        await heardOfAll((entries) => fromProgram(entries).length === 4);
      });
      const all = await heard(() => true);
      expect(fromProgram(all).map((entry) => entry.message)).toEqual(["begin", "end"]);
    });
  });

  test("by priority and text, what comes", async () => {
    const script = "printf '<3>bad apple\\n<3>bad pear\\n<6>good apple\\n'";
    await live.write("fruit@.service", `[Service]\nType=oneshot\nExecStart=/usr/bin/sh -c "${script}"\n`);
    const subject = { scope: "system", units: ["fruit@*.service"] } as const;
    await following(live, { subject, filter: { text: "apple", priority: 4 } }, async (heard) => {
      await live.run("systemctl", "start", "fruit@1.service");
      await live.run("systemctl", "start", "fruit@2.service");
      const all = await heard((entries) => entries.length === 2);
      expect(all.map((entry) => entry.message)).toEqual(["bad apple", "bad apple"]);
    });
  });

  test("what another program does not read is told once", async () => {
    const notices: string[] = [];
    const query = { subject: { scope: "system", units: [] }, filter: { priority: 99 } } as const;
    const program = [...live.door, "journalctl"];
    const listener = { entries: () => {}, notice: (text: string) => void notices.push(text) };
    const follower = followJournal({ query, lines: 5, program }, listener);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    follower.close();
    expect(notices).toEqual([expect.stringMatching(/99/)]);
  });
});

const fromProgram = (entries: readonly JournalEntry[]) => entries.filter((entry) => entry.source === "sh");

const spoken = (entries: readonly JournalEntry[]) =>
  entries.filter((entry) => entry.source === "echo").map((entry) => entry.message);

function asked(live: LiveBox, units: readonly string[], filter: JournalFilter) {
  const subject = { scope: "system", units } as const;
  return { query: { subject, filter }, program: [...live.door, "journalctl"] };
}

function past(live: LiveBox, units: readonly string[], filter: JournalFilter, lines: number) {
  return lastEntries({ ...asked(live, units, filter), lines });
}
