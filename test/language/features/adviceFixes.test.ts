import { describe, expect, test } from "vitest";
import { effectiveUnit } from "../../../server/src/language/effectiveUnit.ts";
import { fixesFor } from "../../../server/src/language/features/codeActions.ts";
import { judge } from "../../../server/src/language/judge.ts";
import type { Problem } from "../../../server/src/language/problems/catalogue.ts";
import { writtenCommands } from "../../../server/src/language/values/writtenCommands.ts";
import { analysed } from "../../support/language.ts";

const path = "/etc/systemd/system/app@.service";

function problemsOf(text: string, code: Problem["code"]): readonly Problem[] {
  const unit = analysed({ path, text, carets: [] });
  return judge(unit, effectiveUnit(unit, [])).filter((problem) => problem.code === code);
}

/** The file after the only fix of the first problem of that code, which must be gone then; undefined without a fix. */
function mended(text: string, code: Problem["code"]): string | undefined {
  const problems = problemsOf(text, code);
  const [problem] = problems;
  if (problem === undefined) throw new Error(`${code} is not said of ${text}`);
  const [fix, ...others] = fixesFor(analysed({ path, text, carets: [] }), problem);
  if (fix === undefined) return undefined;
  expect([fix.isPreferred, fix.edits.length, others]).toEqual([true, 1, []]);
  const [edit] = fix.edits;
  const result = text.slice(0, edit?.from) + edit?.newText + text.slice(edit?.to);
  expect(problemsOf(result, code)).toHaveLength(problems.length - 1);
  return result;
}

const start = (command: string) => `[Service]\nType=oneshot\nExecStart=${command}\n`;

describe("a line that needs a shell", () => {
  /** What the shell of the mended line gets to read, once systemd has read its part. */
  function scriptOf(command: string): string | undefined {
    const result = mended(start(command), "needs-shell");
    const value = result?.slice(start("").length - 1, -1);
    if (value === undefined) return undefined;
    const [shell, flag, script, ...more] =
      writtenCommands({ content: value, origin: 0 })[0]?.words.map(({ text }) => text.content) ?? [];
    expect([flag, more]).toEqual(["-c", []]);
    expect(shell).toMatch(/^[-:+!]*\/bin\/sh$/);
    const dollar = shell?.includes(":") ? script : script?.replaceAll("$$", "$");
    return dollar?.replaceAll("%%", "%");
  }

  test.each([
    "/usr/bin/du -s /srv | /usr/bin/sort",
    `/usr/bin/awk '{ print $1 }' /etc/passwd | "/usr/bin/sort" -u`,
    "/usr/bin/echo \\\\ a\\tb >> /run/a",
    "/usr/bin/test -e /a && /usr/bin/touch $HOME/a $${B}",
    "/usr/bin/kill $(cat /run/a.pid)",
    "/usr/bin/kill `cat /run/a.pid`",
    "/bin/rm -f /tmp/a*.log",
    "/usr/bin/echo it''s | cat",
    "-+/usr/bin/true < /run/a",
    ":/usr/bin/echo $A | cat",
  ])("goes to the shell as it was typed: %s", (command) => {
    expect(scriptOf(command)).toBe(command.replace(/^[-:+]*/, ""));
  });

  test("leaves specifiers to systemd, and percent signs that are none to the shell", () => {
    expect(mended(start("/usr/bin/echo %n 5%% | cat"), "needs-shell")).toBe(
      start("/bin/sh -c '/usr/bin/echo %n 5%% | cat'"),
    );
    expect(mended(start("/bin/date +%Z | cat"), "needs-shell")).toBe(
      start("/bin/sh -c '/bin/date +%%Z | cat'"),
    );
  });

  test("is one command of several", () => {
    expect(mended(start("/bin/a ; -/bin/b > /c ; /bin/d"), "needs-shell")).toBe(
      start("/bin/a ; -/bin/sh -c '/bin/b > /c' ; /bin/d"),
    );
  });

  test("loses the sign that would put it in the background", () => {
    expect(mended(start("/bin/a --b &"), "needs-shell")).toBe(start("/bin/a --b"));
  });

  test("is left alone where it is continued, or the program is told another name", () => {
    expect(mended(start("/bin/a \\\n | /bin/b"), "needs-shell")).toBeUndefined();
    expect(mended(start("@/bin/a b | c"), "needs-shell")).toBeUndefined();
  });

  test("is not one whose signs are meant for the program, or for a shell that is named", () => {
    for (const command of [
      "/usr/bin/find /tmp -name *.log",
      "/bin/rm -f '/tmp/a*'",
      "/bin/sh -c 'a $(b) | c' ; /bin/bash -lc 'rm *'",
      "-/bin/sh -c 'a > b'",
      "/usr/bin/grep -e '`a`' /b",
    ]) {
      expect([command, problemsOf(start(command), "needs-shell")]).toEqual([command, []]);
    }
  });
});

test("nothing waits for timers and path units, which are there at once", () => {
  expect(problemsOf("[Unit]\nRequires=a.timer b.path\n", "needed-not-ordered")).toEqual([]);
});

test("a unit that is started with the network need not want it", () => {
  const text = "[Unit]\nAfter=network-online.target\n[Install]\nWantedBy=network-online.target\n";
  expect(problemsOf(text, "online-not-wanted")).toEqual([]);
});

describe("restarts", () => {
  const unit = (...lines: readonly string[]) =>
    `[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=/a\n${lines.join("\n")}\n`;
  test("without a limit and a pause never end", () => {
    for (const restart of ["always", "on-failure"]) {
      expect(problemsOf(unit(`Restart=${restart}`), "endless-restarts")).toHaveLength(1);
    }
    expect(
      problemsOf("[Service]\nExecStart=/a\nStartLimitInterval=0\nRestart=always\n", "endless-restarts"),
    ).toHaveLength(1);
  });
  test("with a pause, with growing pauses, with a limit, or none at all are fine", () => {
    for (const lines of [
      ["Restart=always", "RestartSec=1"],
      ["Restart=always", "RestartSteps=3", "RestartMaxDelaySec=60"],
      ["Restart=on-abort"],
      [],
    ]) {
      expect(problemsOf(unit(...lines), "endless-restarts")).toEqual([]);
    }
    const limited = unit("Restart=always").replace("=0", "=10");
    expect(problemsOf(limited, "endless-restarts")).toEqual([]);
  });
});

describe("an instance that is a path", () => {
  const template = (names: string, command: string) =>
    `[Unit]\nBindsTo=${names}\nAfter=${names}\n\n[Service]\nExecStart=${command}\n`;

  test.each([
    ["dev-%i.device", "-/bin/a --to /dev/%i \\\n  --slowly", "-/bin/a --to /dev/%I \\\n  --slowly"],
    ["dev-%i.device", '/bin/a "%i"', '/bin/a "%I"'],
    ["%i.device", "/bin/a %i", "/bin/a %f"],
    ["%i.mount", "/bin/a --slowly %i", "/bin/a --slowly %f"],
  ])("reaches a program unescaped: %s, %s", (names, command, result) => {
    expect(mended(template(names, command), "escaped-instance")).toBe(template(names, result));
  });

  test.each([
    ["dev-%i.device", "/bin/a --log=/var/log/%i.log"],
    ["dev-%i.device", "/bin/systemd-escape --unescape %i"],
    ["dev-block-%i.device", "/sbin/lvm pvscan --cache %i"],
    ["%i.device", "/bin/sh -c 'echo %i'"],
  ])("may be meant escaped: %s, %s", (names, command) => {
    expect(problemsOf(template(names, command), "escaped-instance")).toEqual([]);
  });
});
