import { describe, expect, test } from "vitest";
import { fixesFor } from "../../../server/src/language/features/codeActions.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { unitIn } from "../../support/wholeUnit.ts";

interface FoundFix {
  readonly title: string;
  readonly isPreferred: boolean;
  readonly result: string;
}

/** The fixes for what is wrong with the unit `a.service` as a whole, by the file that they mend. */
function fixesOf(files: string): Readonly<Record<string, readonly FoundFix[]>> {
  const { whole, parts } = unitIn(files, "a.service");
  return Object.fromEntries(
    [...parts].map(([path, part]) => {
      const { document } = part.tree;
      const fixes = judge(part, whole).flatMap((problem) => fixesFor(part, problem));
      return [
        path,
        fixes.map(({ title, isPreferred, edits }) => {
          const [edit] = edits;
          if (edit === undefined || edits.length > 1) throw new Error("These fixes have one edit.");
          const result = document.slice(0, edit.from) + edit.newText + document.slice(edit.to);
          return { title, isPreferred, result };
        }),
      ];
    }),
  );
}

describe("a drop-in that adds a command", () => {
  test("replaces the unit's command instead", () => {
    const files =
      "#- a.service\n[Service]\nExecStart=/bin/a\n#- a.service.d/10.conf\n[Service]\n  ExecStart=/bin/b";
    expect(fixesOf(files)).toEqual({
      "a.service": [],
      "a.service.d/10.conf": [
        {
          title: "Put an empty `ExecStart=` before it",
          isPreferred: true,
          result: "[Service]\n  ExecStart=\n  ExecStart=/bin/b",
        },
      ],
    });
  });
  test("with another before it of the same drop-in is another matter", () => {
    const files =
      "#- a.service\n[Service]\nExecStart=/bin/a\n#- a.service.d/10.conf\n[Service]\nExecStart=\nExecStart=/bin/b\nExecStart=/bin/c";
    expect(fixesOf(files)).toEqual({ "a.service": [], "a.service.d/10.conf": [] });
  });
});

describe("a unit file with several commands", () => {
  const title = "Change to `Type=oneshot`";

  test("becomes a oneshot service, below the header of the commands", () => {
    expect(fixesOf("#- a.service\n[Service]\r\n# One.\r\nExecStart=/bin/a\r\nExecStart=/bin/b")).toEqual({
      "a.service": [
        {
          title,
          isPreferred: false,
          result: "[Service]\r\nType=oneshot\r\n# One.\r\nExecStart=/bin/a\r\nExecStart=/bin/b",
        },
      ],
    });
  });
  test("has its type changed where it has one", () => {
    expect(fixesOf("#- a.service\n[Service]\nType = exec\nExecStart=/bin/a ; /bin/b")).toEqual({
      "a.service": [
        { title, isPreferred: false, result: "[Service]\nType = oneshot\nExecStart=/bin/a ; /bin/b" },
      ],
    });
  });
  test("is left alone where it is a daemon, or where a drop-in says what it is", () => {
    const commands = "ExecStart=/bin/a\nExecStart=/bin/b";
    expect(fixesOf(`#- a.service\n[Service]\nType=notify\n${commands}`)).toEqual({ "a.service": [] });
    expect(
      fixesOf(`#- a.service\n[Service]\n${commands}\n#- a.service.d/10.conf\n[Service]\nType=exec`),
    ).toEqual({ "a.service": [], "a.service.d/10.conf": [] });
  });
});

test("a oneshot service restarts on failure only", () => {
  expect(fixesOf("#- a.service\n[Service]\nType=oneshot\nExecStart=/bin/a\nRestart=always")).toEqual({
    "a.service": [
      {
        title: "Change to `on-failure`",
        isPreferred: true,
        result: "[Service]\nType=oneshot\nExecStart=/bin/a\nRestart=on-failure",
      },
    ],
  });
});

describe("what is wrong with one line of a unit", () => {
  /** The only fix of a unit without drop-ins, and what the unit says then. */
  function fixOf(text: string): readonly [string, string] | undefined {
    const [fix, ...others] = fixesOf(`#- a.service\n${text}`)["a.service"] ?? [];
    expect(others).toEqual([]);
    return fix && [fix.title, fix.result];
  }
  const run = "[Service]\nExecStart=/bin/a\n";

  test("a device among the units of Before= goes alone", () => {
    const fixed = (names: string) => fixOf(`${run}[Unit]\nBefore=${names}\nDescription=x`)?.[1];
    expect(fixed("dev-x.device b.service")).toBe(`${run}[Unit]\nBefore=b.service\nDescription=x`);
    expect(fixed("b.service  dev-x.device")).toBe(`${run}[Unit]\nBefore=b.service\nDescription=x`);
    expect(fixed("b.service dev-x.device c.service")).toBe(
      `${run}[Unit]\nBefore=b.service c.service\nDescription=x`,
    );
    expect(fixed("dev-x.device")).toBe(`${run}[Unit]\nDescription=x`);
  });
  test("a service that stops only is told to remain", () => {
    const stop = "ExecStop=/bin/a";
    expect(fixOf(`[Service]\r\n${stop}`)?.[1]).toBe(`[Service]\r\nRemainAfterExit=yes\r\n${stop}`);
    expect(fixOf(`[Service]\n${stop}\nRemainAfterExit=no`)?.[1]).toBe(
      `[Service]\n${stop}\nRemainAfterExit=yes`,
    );
  });
  test("a limit moves to where it counts, if nothing is there", () => {
    const oneshot = `${run}Type=oneshot\n`;
    expect(fixOf(`${oneshot}RuntimeMaxSec = 5`)?.[1]).toBe(`${oneshot}TimeoutStartSec = 5`);
    expect(fixOf(`${oneshot}TimeoutSec=9\nRuntimeMaxSec=5`)?.[0]).toBe("Remove `RuntimeMaxSec=`");
  });
  test("a line for a shell is given to one, quotes and all", () => {
    expect(fixOf("[Service]\nExecStart=-/bin/a %n | /bin/b")?.[1]).toBe(
      "[Service]\nExecStart=-/bin/sh -c '/bin/a %n | /bin/b'",
    );
    expect(fixOf('[Service]\nExecStart=/bin/a "x y" > /z')?.[1]).toBe(
      "[Service]\nExecStart=/bin/sh -c '/bin/a \"x y\" > /z'",
    );
    expect(fixOf("[Service]\nExecStart=@/bin/a b > /z")).toBe(undefined);
  });
  test("what is needed is waited for", () => {
    expect(fixOf(`${run}[Unit]\n  Requires=b.service c.socket`)?.[1]).toBe(
      `${run}[Unit]\n  Requires=b.service c.socket\n  After=b.service`,
    );
  });
});
