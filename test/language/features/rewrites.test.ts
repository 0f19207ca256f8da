import { describe, expect, test } from "vitest";
import { rewritesAt } from "../../../server/src/language/features/rewrites.ts";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { readFixture } from "../../support/fixture.ts";
import { analysed } from "../../support/language.ts";

/** The titles of what is offered at the carets of a file, with the line that comes of each. */
function offered(path: string, marked: string, instance?: string): readonly string[] {
  const [file] = readFixture(marked, `/etc/systemd/system/${path}`);
  const [from = 0, to = from] = file?.carets ?? [];
  if (file === undefined) throw new Error("The fixture has no file.");
  const name = instance === undefined ? undefined : parseUnitName(instance);
  const unit = { ...analysed(file), ...(name && { viewpoint: { instance: name } }) };
  return rewritesAt(unit, { from, to }).map(({ title, edits: [edit] }) => {
    if (edit === undefined) throw new Error("These have one edit.");
    const text = file.text.slice(0, edit.from) + edit.newText + file.text.slice(edit.to);
    return `${title.replace(/:.*?(?=$| \()/s, "")}: ${text.split("\n")[1]}`;
  });
}

describe("another specifier for the same part of the name", () => {
  test.each([
    [
      "a path gets a path",
      "[Service]\nExecStart=/bin/mount /%$0i/x",
      ["Use `%I`: ExecStart=/bin/mount /%I/x", "Use `%f`: ExecStart=/bin/mount %f/x"],
    ],
    [
      "a word of a command",
      "[Service]\nExecStart=/bin/fsck %$0I",
      ["Use `%i`: ExecStart=/bin/fsck %i", "Use `%f`: ExecStart=/bin/fsck %f"],
    ],
    [
      "an option with a path",
      "[Service]\nExecStart=/bin/a --d=/$0%I",
      ["Use `%i`: ExecStart=/bin/a --d=/%i", "Use `%f`: ExecStart=/bin/a --d=%f"],
    ],
    [
      "a part of a file name is no path",
      "[Service]\nExecStart=/bin/a /run/x-%$0i",
      ["Use `%I`: ExecStart=/bin/a /run/x-%I"],
    ],
    [
      "below a folder %f would double the slash",
      "[Service]\nExecStart=/bin/a /run/%$0i",
      ["Use `%I`: ExecStart=/bin/a /run/%I"],
    ],
    ["a path as the other", "[Service]\nWorkingDirectory=%$0f", ["Use `%I`: WorkingDirectory=/%I"]],
    ["a unit's name takes nothing but what is escaped", "[Unit]\nAfter=db@%$0i.service", []],
    ["the prefix", "[Unit]\nDescription=%$0p", ["Use `%P` (here `app`): Description=%P"]],
    ["other specifiers", "[Unit]\nDescription=%$0H", []],
    ["no specifier", "[Unit]\nDescription=1$0%%i", []],
  ])("%s", (_what, marked, expected) => {
    expect(offered("app@.service", marked)).toEqual(expected);
  });

  test("is none in a unit without an instance", () => {
    expect(offered("app.service", "[Unit]\nDescription=%$0i")).toEqual([]);
  });

  test("tells what it stands for in the instance that is shown", () => {
    const [title] = offered("app@.service", "[Service]\nExecStart=/bin/fsck %$0i", "app@srv-a\\x2db.service");
    expect(title).toContain("(here `srv/a-b`)");
  });
});

describe("a selected path or text", () => {
  test.each([
    [
      "[Unit]\nAfter=a.service $0/srv/my-data$0\n",
      ["Escape to `srv-my\\x2ddata.mount`: After=a.service srv-my\\x2ddata.mount"],
    ],
    ["[Unit]\nAfter=$0/dev/sda1.device$0\n", ["Escape to `dev-sda1.device`: After=dev-sda1.device"]],
    ["[Unit]\nAfter=$0/srv/my data$0\n", ["Escape to `srv-my\\x20data.mount`: After=srv-my\\x20data.mount"]],
    [
      "[Unit]\nAfter=db@$0/srv/a b$0.service\n",
      [
        "Escape to `srv-a\\x20b`: After=db@srv-a\\x20b.service",
        "Escape to `-srv-a\\x20b`: After=db@-srv-a\\x20b.service",
      ],
    ],
    ["[Unit]\nAfter=db@$0a-b$0.service\n", ["Escape to `a\\x2db`: After=db@a\\x2db.service"]],
    [
      "[Service]\nSockets=$0x@a-b/c.socket$0\n",
      ["Escape to `x@a\\x2db-c.socket`: Sockets=x@a\\\\x2db-c.socket"],
    ],
    ["[Unit]\nAfter=$0db.service$0\n", []],
    ["[Service]\nExecStart=$0/bin/true$0\n", []],
    ["[Unit]\nDescription=$0/srv/data$0\n", []],
    ["[Timer]\nUnit=$0/srv/data$0\n", []],
  ])("%s", (marked, expected) => {
    expect(offered("app.service", marked)).toEqual(expected);
  });
});
