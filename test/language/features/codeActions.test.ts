import { describe, expect, test } from "vitest";
import { type Edit, type Fix, fixesFor } from "../../../server/src/language/features/codeActions.ts";
import { judge } from "../../../server/src/language/judge.ts";
import type { Problem } from "../../../server/src/language/problems/catalogue.ts";
import { readFixture } from "../../support/fixture.ts";
import { analysed, usualTarget } from "../../support/language.ts";

interface FoundFix extends Fix {
  readonly code: string;
  /** The file after the fix. */
  readonly result: string;
}

function apply(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { from, to, newText } of edits) {
    expect(at <= from && from <= to && to <= text.length).toBe(true);
    result += text.slice(at, from) + newText;
    at = to;
  }
  return result + text.slice(at);
}

/** Every fix of every problem of the file. Each must mend its problem and bring no other. */
function fixesOf(marked: string, target = usualTarget): readonly FoundFix[] {
  const [file] = readFixture(marked);
  if (file === undefined) throw new Error("The fixture has no file.");
  const unit = analysed(file, target);
  const problems = judge(unit);
  return problems.flatMap((problem) =>
    fixesFor(unit, problem).map((fix) => {
      const result = apply(file.text, fix.edits);
      const left = judge(analysed({ ...file, text: result }, target));
      expect(left.length, `${fix.title} leaves ${left.map(({ code }) => code).join(" ")}`).toBeLessThan(
        problems.length,
      );
      return { ...fix, code: problem.code, result };
    }),
  );
}

/** The only fix there is, which is preferred. */
function fixes(marked: string, title: string, result: string, target = usualTarget): void {
  expect(
    fixesOf(marked, target).map(({ title, isPreferred, result }) => ({ title, isPreferred, result })),
  ).toEqual([{ title, isPreferred: true, result }]);
}

/** The fixes there are, none of them preferred. */
function offers(marked: string, expected: Readonly<Record<string, string>>, target = usualTarget): void {
  const found = fixesOf(marked, target);
  expect(found.filter(({ isPreferred }) => isPreferred)).toEqual([]);
  expect(Object.fromEntries(found.map(({ title, result }) => [title, result]))).toEqual(expected);
}

function hasNoFix(marked: string, code: Problem["code"], target = usualTarget): void {
  const [file] = readFixture(marked);
  if (file === undefined) throw new Error("The fixture has no file.");
  const unit = analysed(file, target);
  const problems = judge(unit).filter((problem) => problem.code === code);
  expect(problems).not.toEqual([]);
  expect(problems.flatMap((problem) => fixesFor(unit, problem))).toEqual([]);
}

describe("section headers", () => {
  test("misspelt", () => fixes("[Servise]\nType=exec", "Change to [Service]", "[Service]\nType=exec"));
  test("in the wrong case", () => fixes("[unit]\n", "Change to [Unit]", "[Unit]\n"));
  test("of another type of file have no fix", () => hasNoFix("[Timer]\n", "unknown-section"));
  test("without their bracket", () =>
    fixes("[Unit\nAfter=a.service", "Change to [Unit]", "[Unit]\nAfter=a.service"));
  test("with a comment behind them", () => {
    fixes("[Unit] # about\n", "Put the comment above [Unit]", "# about\n[Unit]\n");
    fixes("[Unit] # about\r\n", "Put the comment above [Unit]", "# about\r\n[Unit]\r\n");
  });
});

describe("directives", () => {
  test("misspelt", () => {
    fixes("[Service]\nRestrat=always", "Change to `Restart=`", "[Service]\nRestart=always");
    fixes("[Service]\n  ExcStart = /bin/a", "Change to `ExecStart=`", "[Service]\n  ExecStart = /bin/a");
  });
  test("in the wrong case", () =>
    fixes("[Service]\nexecstart=/bin/a", "Change to `ExecStart=`", "[Service]\nExecStart=/bin/a"));
  test("that could be two", () => {
    offers("[Service]\nMemoryMx=5G", {
      "Change to `MemoryMax=`": "[Service]\nMemoryMax=5G",
      "Change to `MemoryMin=`": "[Service]\nMemoryMin=5G",
    });
  });
  test("without anything like them have no fix", () =>
    hasNoFix("[Service]\nFrobnicate=1", "unknown-directive"));
  test("written with a colon or a blank", () => {
    fixes("[Service]\nRestart: always", "Change to `Restart=`", "[Service]\nRestart=always");
    fixes("[Service]\nRestart always", "Change to `Restart=`", "[Service]\nRestart=always");
    hasNoFix("[Service]\nHello world", "missing-equals");
  });
  test("older spellings", () =>
    fixes("[Unit]\nBindTo=a.service", "Change to `BindsTo=`", "[Unit]\nBindsTo=a.service"));
  test("older spellings that moved to another section", () => {
    fixes(
      "[Unit]\nDescription=a\n\n[Service]\nType=exec\nStartLimitInterval=5\n",
      "Change to `StartLimitIntervalSec=` in [Unit]",
      "[Unit]\nDescription=a\nStartLimitIntervalSec=5\n\n[Service]\nType=exec\n",
    );
    fixes(
      "[Unit]\n[Service]\nStartLimitBurst=5\n",
      "Move to [Unit]",
      "[Unit]\nStartLimitBurst=5\n[Service]\n",
    );
  });
  test("deprecated ones, where the new one is read alike", () => {
    fixes("[Service]\nMemoryLimit=5G", "Change to `MemoryMax=`", "[Service]\nMemoryMax=5G", 252);
    hasNoFix("[Service]\nCPUShares=512", "deprecated-directive", 252);
  });
  test("that systemd ignores can go", () => {
    offers("[Unit]\nDescription=a\n# note\nIgnoreOnSnapshot=yes\nAfter=b.service", {
      "Remove `IgnoreOnSnapshot=`": "[Unit]\nDescription=a\n# note\nAfter=b.service",
    });
    offers("#- /a/b.timer\n[Timer]\nUnit=c.service\nUnit=d.service\n", {
      "Remove `Unit=`": "[Timer]\nUnit=c.service\n",
    });
  });
});

describe("misplaced directives", () => {
  test("go to the end of their section, before its blank lines", () => {
    fixes(
      "[Unit]\nDescription=a\n\n[Service]\nAfter=b.service\nType=exec\n",
      "Move to [Unit]",
      "[Unit]\nDescription=a\nAfter=b.service\n\n[Service]\nType=exec\n",
    );
    fixes(
      "[Unit]\nRestart=no\nDescription=a\n\n[Service]\nType=exec",
      "Move to [Service]",
      "[Unit]\nDescription=a\n\n[Service]\nType=exec\nRestart=no",
    );
  });
  test("take their comments and their continued lines along", () => {
    fixes(
      "[Unit]\n\n[Service]\nType=exec\n\n# First\n# second\nAfter=b.service \\\n  c.service\nUser=a\n",
      "Move to [Unit]",
      "[Unit]\n# First\n# second\nAfter=b.service \\\n  c.service\n\n[Service]\nType=exec\n\nUser=a\n",
    );
  });
  test("leave the next header its comment", () => {
    fixes(
      "[Unit]\n# The program\n[Service]\nAfter=b.service\n",
      "Move to [Unit]",
      "[Unit]\nAfter=b.service\n# The program\n[Service]\n",
    );
  });
  test("have their section made, at its usual place", () => {
    fixes(
      "# The program\n[Service]\nType=exec\nAfter=b.service\n",
      "Move to [Unit]",
      "[Unit]\nAfter=b.service\n\n# The program\n[Service]\nType=exec\n",
    );
    fixes(
      "[Unit]\nRestart=no\n\n[Install]\nWantedBy=a.target\n",
      "Move to [Service]",
      "[Unit]\n\n[Service]\nRestart=no\n\n[Install]\nWantedBy=a.target\n",
    );
    fixes(
      "[Service]\nWantedBy=a.target\nType=exec",
      "Move to [Install]",
      "[Service]\nType=exec\n\n[Install]\nWantedBy=a.target\n",
    );
  });
  test("with Windows' line ends", () => {
    fixes(
      "[Service]\r\nType=exec\r\nAfter=b.service\r\n",
      "Move to [Unit]",
      "[Unit]\r\nAfter=b.service\r\n\r\n[Service]\r\nType=exec\r\n",
    );
  });
  test("before the first header", () => {
    fixes("Type=exec\n[Service]\nUser=a\n", "Move to [Service]", "[Service]\nUser=a\nType=exec\n");
  });
  test("above the first header get the headers that they lack", () => {
    const text =
      "# The program\nDescription=a\n# It runs.\nExecStart=/bin/a\n\n[Install]\nWantedBy=a.target\n";
    const headers =
      "# The program\n[Unit]\nDescription=a\n\n[Service]\n# It runs.\nExecStart=/bin/a\n\n[Install]\nWantedBy=a.target\n";
    expect(fixesOf(text).map(({ title, result }) => [title, result])).toEqual([
      ["Add the headers [Unit] and [Service]", headers],
      ["Add the headers [Unit] and [Service]", headers],
    ]);
    fixes("ExecStart=/bin/a\r\n", "Add the header [Service]", "[Service]\r\nExecStart=/bin/a\r\n");
  });
  test("above the first header are moved where headers would come twice", () => {
    const text = "Description=a\nType=exec\nAfter=b.service\n\n[Install]\nWantedBy=a.target\n";
    const titles = fixesOf(text).map(({ title }) => title);
    expect(titles).toEqual(["Move to [Unit]", "Move to [Service]", "Move to [Unit]"]);
  });
  test("that end in a backslash at the file's end stay", () => {
    hasNoFix("[Unit]\n[Service]\nAfter=b.service \\", "misplaced-directive");
  });
});

describe("words", () => {
  test("misspelt", () =>
    fixes("[Service]\nRestart=allways", "Change to `always`", "[Service]\nRestart=always"));
  test("in the wrong case", () => {
    fixes("[Service]\nRestart=Always", "Change to `always`", "[Service]\nRestart=always");
    fixes("[Service]\nKillSignal=sigterm", "Change to `SIGTERM`", "[Service]\nKillSignal=SIGTERM");
  });
  test("booleans", () => {
    fixes("[Service]\nRemainAfterExit=yess", "Change to `yes`", "[Service]\nRemainAfterExit=yes");
    fixes("[Service]\nRemainAfterExit=ture", "Change to `true`", "[Service]\nRemainAfterExit=true");
  });
  test("without anything like them have no fix", () =>
    hasNoFix("[Service]\nRestart=sometimes", "unknown-word"));
});

describe("quantities in the spelling of other programs", () => {
  test("sizes", () => {
    fixes("[Service]\nMemoryMax=512MB", "Change to `512M`", "[Service]\nMemoryMax=512M");
    fixes("[Service]\nMemoryMax=2GiB", "Change to `2G`", "[Service]\nMemoryMax=2G");
    fixes("[Service]\nMemoryMax=100k", "Change to `100K`", "[Service]\nMemoryMax=100K");
    fixes("[Service]\nMemoryMax=800 megabytes", "Change to `800M`", "[Service]\nMemoryMax=800M");
  });
  test("time spans", () => {
    fixes("[Service]\nRestartSec=5 mins", "Change to `5min`", "[Service]\nRestartSec=5min");
    fixes("[Service]\nRestartSec=10S", "Change to `10s`", "[Service]\nRestartSec=10s");
    fixes("[Service]\nRestartSec=5 secnds", "Change to `5 seconds`", "[Service]\nRestartSec=5 seconds");
    fixes("[Service]\nRestartSec=2ours", "Change to `2 hours`", "[Service]\nRestartSec=2 hours");
    hasNoFix("[Service]\nRestartSec=soon", "not-time-span");
    hasNoFix("[Service]\nRestartSec=1 fortnight", "not-time-span");
  });
  test("percentages", () => fixes("[Service]\nCPUQuota=20 %", "Change to `20%`", "[Service]\nCPUQuota=20%"));
  test("modes", () => fixes("[Service]\nUMask=0o022", "Change to `0022`", "[Service]\nUMask=0022"));
});

describe("unit names", () => {
  test("without their type", () => {
    fixes(
      "[Unit]\nAfter=a.service nginx b.service",
      "Change to `nginx.service`",
      "[Unit]\nAfter=a.service nginx.service b.service",
    );
    fixes(
      "[Unit]\nAfter=network-online",
      "Change to `network-online.target`",
      "[Unit]\nAfter=network-online.target",
    );
    fixes("[Service]\nSlice=mine", "Change to `mine.slice`", "[Service]\nSlice=mine.slice");
  });
  test("that are none at all have no fix", () => hasNoFix("[Unit]\nAfter=a,b", "not-unit-name"));
});

describe("paths", () => {
  test("of the home folder", () => {
    fixes("[Service]\nWorkingDirectory=~/app", "Change to `%h/app`", "[Service]\nWorkingDirectory=%h/app");
  });
  test("in quotes", () => {
    fixes(
      '[Service]\nWorkingDirectory="/srv/my app"',
      "Change to `/srv/my app`",
      "[Service]\nWorkingDirectory=/srv/my app",
    );
  });
  test("without their first slash", () => {
    fixes(
      "[Service]\nWorkingDirectory=srv/app",
      "Change to `/srv/app`",
      "[Service]\nWorkingDirectory=/srv/app",
    );
    fixes(
      "[Service]\nExecStart=usr/bin/app --x",
      "Change to `/usr/bin/app`",
      "[Service]\nExecStart=/usr/bin/app --x",
    );
  });
  test("that could lie anywhere have no fix", () => {
    hasNoFix("[Service]\nWorkingDirectory=app/data", "path-not-absolute");
    hasNoFix("[Service]\nExecStart=./app", "command-not-absolute");
  });
});

describe("signs", () => {
  test("a percent sign that is to stay one", () => {
    fixes("[Service]\nExecStart=/bin/date +%z", "Change to `%%z`", "[Service]\nExecStart=/bin/date +%%z");
  });
  test("a specifier in the case that is known there", () => {
    fixes(
      "#- /etc/systemd/system/a@.service\n[Unit]\nAfter=b-%I.service\n[Service]\nExecStart=/bin/true",
      "Change to `%i`",
      "[Unit]\nAfter=b-%i.service\n[Service]\nExecStart=/bin/true",
    );
    hasNoFix("[Unit]\nAfter=worker-%z.service", "unknown-specifier");
  });
  test("an escaped specifier for what no unit's name can hold", () => {
    fixes(
      "#- /etc/systemd/system/a@.service\n[Unit]\nAfter=%f.device\n[Service]\nExecStart=/bin/true",
      "Change to `%i`",
      "[Unit]\nAfter=%i.device\n[Service]\nExecStart=/bin/true",
    );
  });
  test("a backslash that is to stay one", () => {
    fixes("[Service]\nExecStart=/bin/grep \\d", "Change to `\\\\d`", "[Service]\nExecStart=/bin/grep \\\\d");
  });
});

describe("names that were not escaped", () => {
  test("a path is replaced by the name of the unit that is named after it", () => {
    fixes(
      "#- /etc/systemd/system/a.target\n[Unit]\nAfter=/srv/my-data",
      "Change to `srv-my\\x2ddata.mount`",
      "[Unit]\nAfter=srv-my\\x2ddata.mount",
    );
    fixes(
      "#- /etc/systemd/system/a.target\n[Unit]\nWants=b.target /dev/sda1.device c.target",
      "Change to `dev-sda1.device`",
      "[Unit]\nWants=b.target dev-sda1.device c.target",
    );
  });
  test("an instance is escaped, of a path as of a text", () =>
    fixes(
      "#- /etc/systemd/system/a.target\n[Unit]\nWants=backup@/srv/data.service",
      "Change to `backup@srv-data.service`",
      "[Unit]\nWants=backup@srv-data.service",
    ));
  test("a name that lost its backslashes gets them back", () =>
    fixes(
      "#- /etc/systemd/system/a.target\n[Unit]\nWants=serial-getty@serial-byx2dpath-x.service",
      "Change to `serial-getty@serial-by\\x2dpath-x.service`",
      "[Unit]\nWants=serial-getty@serial-by\\x2dpath-x.service",
    ));
});
