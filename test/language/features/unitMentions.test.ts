import { describe, expect, test } from "vitest";
import { documentLinks } from "../../../server/src/language/features/documentLinks.ts";
import { unitMentionAt, unitMentions } from "../../../server/src/language/features/unitMentions.ts";
import { knownUnit } from "../../../server/src/language/names/meantUnit.ts";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { ruleMentions } from "../../../server/src/language/udev/ruleMentions.ts";
import { readFixture } from "../../support/fixture.ts";
import { analysed } from "../../support/language.ts";

function unitOf(path: string, text: string) {
  const [file] = readFixture(text, path);
  if (file === undefined) throw new Error("The fixture has no file.");
  return analysed(file);
}

/** What is written for each unit that is named, and the name that is meant. */
function named(path: string, text: string): readonly string[] {
  const unit = unitOf(`/etc/systemd/system/${path}`, text);
  return unitMentions(unit).map(
    ({ from, to, name }) => `${unit.tree.document.slice(from, to)} ${name.replaceAll("\uffff", "?")}`,
  );
}

describe("the units that a file names", () => {
  test.each([
    ["app.service", "[Unit]\nAfter=a.service \\\n  b.target\n", ["a.service a.service", "b.target b.target"]],
    [
      "app.service",
      "[Service]\nSlice=web-shop.slice\nSockets=a.socket\n",
      ["web-shop.slice web-shop.slice", "a.socket a.socket"],
    ],
    ["app.timer", "[Timer]\nUnit=job.service\n", ["job.service job.service"]],
    ["app.socket", "[Socket]\nService=job.service\n", ["job.service job.service"]],
    ["app.service", "[Unit]\nOnFailure=mail@%n.service\n", ["mail@%n.service mail@app.service.service"]],
    ["app@x.service", "[Unit]\nAfter=db@%i.service\n", ["db@%i.service db@x.service"]],
    ["app@.service", "[Unit]\nAfter=db@%i.service\n", ["db@%i.service db@?.service"]],
    ["app@x.service", "[Unit]\nAfter=db@.service\n", ["db@.service db@x.service"]],
    ["app.service", "[Unit]\nAfter=db@.service\n", ["db@.service db@app.service"]],
    ["app@x.service", "[Install]\nAlso=db@.service\n", ["db@.service db@.service"]],
    [
      "app.service",
      "[Unit]\nAfter=dev-disk-by\\x2did-a.device\n",
      ["dev-disk-by\\x2did-a.device dev-disk-by\\x2did-a.device"],
    ],
    [
      "app.service",
      "[Install]\nWantedBy=multi-user.target\nAlias=shop.service\n",
      ["multi-user.target multi-user.target", "shop.service shop.service"],
    ],
    [
      "app.service",
      "[Install]\nAlias=default.target.wants/app.service\n",
      ["default.target default.target", "app.service app.service"],
    ],
    [
      "app.service",
      "[Unit]\nAfter=nothing\nDescription=a.service\n# After=b.service\n[Other]\nAfter=c.service\n",
      [],
    ],
  ])("%s: %s", (path, text, expected) => {
    expect(named(path, text)).toEqual(expected);
  });

  test("are those of the instance that a template is looked at as", () => {
    const unit = unitOf("/etc/systemd/system/app@.service", "[Unit]\nAfter=db@%i.service\n");
    const instance = parseUnitName("app@shop.service");
    if (instance === undefined) throw new Error("That is a name.");
    expect(unitMentions({ ...unit, viewpoint: { instance } })[0]?.name).toBe("db@shop.service");
  });

  test("are asked for by an offset, and the file itself by a section header", () => {
    const text = "[Unit]\nAfter=a.service b.service\n";
    const unit = unitOf("/etc/systemd/system/app.service", text);
    const at = (words: string) => unitMentionAt(unit, text.indexOf(words))?.name;
    expect(at("a.service")).toBe("a.service");
    expect(at("service b")).toBe("a.service");
    expect(at(" b.service")).toBe("a.service");
    expect(at("b.service")).toBe("b.service");
    expect(at("Unit]")).toBe("app.service");
    expect(at("After")).toBeUndefined();
    expect(unitMentionAt(unitOf("/etc/systemd/system/app.service.d/x.conf", text), 0)?.name).toBe(
      "app.service",
    );
  });
});

test("a name of which only the instance is unknown leads to its template, any other unknown one nowhere", () => {
  expect(knownUnit("db@\uffff.service")?.name).toBe("db@.service");
  expect(knownUnit("db@a-\uffff-b.service")?.name).toBe("db@.service");
  expect(knownUnit("db\uffff.service")).toBeUndefined();
  expect(knownUnit("db\uffff@x.service")).toBeUndefined();
  expect(knownUnit("db@x.\uffff")).toBeUndefined();
});

test("udev's rules name the units that systemd is to start", () => {
  const text =
    'TAG+="systemd", ENV{SYSTEMD_WANTS}+="a.service web@$kernel.service"\n' +
    'ENV{SYSTEMD_USER_WANTS}="player"\nENV{SYSTEMD_WANTS}=="match.service"\n';
  expect(
    ruleMentions(analyseRules(text, 257)).map(({ from, to, name, scope }) => [
      text.slice(from, to),
      name.replaceAll("\uffff", "?"),
      scope,
    ]),
  ).toEqual([
    ["a.service", "a.service", "system"],
    ["web@$kernel.service", "web@?.service", "system"],
    ["player", "player.service", "user"],
  ]);
});

test("files and manual pages that values name are links, where they are known", () => {
  const text = [
    "[Unit]",
    "Documentation=man:bash(1) https://example.org info:x",
    "[Service]",
    "EnvironmentFile=-/etc/default/%p",
    "EnvironmentFile=/etc/%H",
    "ExecStart=@-/usr/lib/app/run.sh --config /etc/app",
    "ExecStartPre=true",
  ].join("\n");
  const unit = unitOf("/etc/systemd/system/app.service", text);
  expect(
    documentLinks(unit).map((link) => [
      text.slice(link.from, link.to),
      link.kind === "file" ? link.path : `${link.page} ${link.section}`,
    ]),
  ).toEqual([
    ["man:bash(1)", "bash 1"],
    ["/etc/default/%p", "/etc/default/app"],
    ["/usr/lib/app/run.sh", "/usr/lib/app/run.sh"],
  ]);
});

test("files are links by what their specifiers stand for on the reader's machine", () => {
  const unit = unitOf(
    "/etc/systemd/system/app.service",
    "[Service]\nEnvironmentFile=/etc/default/%H\nReadOnlyPaths=/srv/%m\n",
  );
  const seen = { ...unit, viewpoint: { machine: new Map([["H", "host"]]) } };
  expect(documentLinks(seen).map((link) => link.kind === "file" && link.path)).toEqual(["/etc/default/host"]);
  expect(documentLinks(unit)).toEqual([]);
});
