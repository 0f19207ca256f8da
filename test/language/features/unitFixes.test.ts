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
