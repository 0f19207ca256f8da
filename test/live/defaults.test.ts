// The defaults that we show, beside those that a real systemd reports of units that set next to nothing.
import { expect, test } from "vitest";
import { defaultOf } from "../../server/src/language/knowledge/defaults.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import type { SectionName } from "../../server/src/language/knowledge/sections.ts";
import { readSignal } from "../../server/src/language/values/signal.ts";
import { readTimeSpan, secondsScale } from "../../server/src/language/values/timeSpan.ts";
import { describeInBox } from "./box.ts";

const bareUnits: readonly (readonly [SectionName, string])[] = [
  ["Service", "ExecStart=/bin/true"],
  ["Socket", "ListenStream=/run/bare"],
  ["Timer", "OnBootSec=1h"],
  ["Path", "PathExists=/nowhere"],
  ["Mount", "What=/dev/nowhere\nWhere=/bare"],
  ["Automount", "Where=/bare"],
  ["Swap", "What=/bare"],
];

describeInBox("defaults", (live) => {
  test("are those that systemd reports", async () => {
    const wrong: string[] = [];
    let count = 0;
    const version = Number(/^systemd (\d+)/.exec(await live.run("systemctl", "--version"))?.[1]);
    for (const [section, text] of bareUnits) {
      const unit = `bare.${section.toLowerCase()}`;
      await live.write(unit, `[${section}]\n${text}\n`);
      const shown = propertiesOf(await live.run("systemctl", "show", unit));
      const sections: readonly SectionName[] = section === "Service" ? ["Unit", section] : [section];
      for (const { directive } of sections.flatMap((one) => directivesFor(version).inSection(one))) {
        const ours = defaultOf(directive.section, directive.name)?.value;
        const theirs = reported(shown, directive.name);
        if (ours === undefined || theirs === undefined) continue;
        count++;
        if (comparable(ours) !== comparable(theirs)) {
          wrong.push(`[${directive.section}] ${directive.name}=${ours}: systemd says ${theirs}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(150);
  });
});

function propertiesOf(shown: string): ReadonlyMap<string, string> {
  return new Map(
    shown.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

/** What is reported under the directive's name or that of its property; undefined for nothing and for odd spellings. */
function reported(shown: ReadonlyMap<string, string>, name: string): string | undefined {
  const value = shown.get(name) ?? shown.get(name.replace(/Sec$/, "USec"));
  if (value === undefined || value === "" || value === "[not set]") return undefined;
  // These are numbers of the kernel or of the C library in the place of words.
  return /^(?:CPUSchedulingPolicy|SyslogFacility|SyslogLevel|TimerSlackNSec)$/.test(name) ? undefined : value;
}

/** Signals as numbers, time spans in microseconds, and numbers without zeros in front, so that spellings do not count. */
function comparable(value: string): string {
  const signal = value.startsWith("SIG") ? readSignal(value) : undefined;
  if (signal !== undefined) return `${signal}`;
  if (/^[0-9]+$/.test(value)) return `${BigInt(value)}`;
  const span = readTimeSpan(value, secondsScale);
  return span.kind === "span" ? `${span.ticks} µs` : value;
}
