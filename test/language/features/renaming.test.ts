import { describe, expect, test } from "vitest";
import type { Edit } from "../../../server/src/language/features/codeActions.ts";
import {
  isRenamed,
  nameTriggered,
  type Renaming,
  renamed,
  renameInRules,
  renameInUnit,
  renamePath,
} from "../../../server/src/language/features/renaming.ts";
import { unitMentions } from "../../../server/src/language/features/unitMentions.ts";
import { parseUnitName, type UnitName } from "../../../server/src/language/names/unitName.ts";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { ruleMentions } from "../../../server/src/language/udev/ruleMentions.ts";
import { analysed } from "../../support/language.ts";

function name(text: string): UnitName {
  const parsed = parseUnitName(text);
  if (parsed === undefined) throw new Error(`${text} is no unit name.`);
  return parsed;
}

function renaming(from: string, to: string): Renaming {
  return { from: name(from), to: name(to) };
}

function apply(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (made, { from, to, newText }) => made.slice(0, from) + newText + made.slice(to),
    text,
  );
}

/** The text of `app@shop.service` afterwards. */
function renamedText(text: string, change: Renaming, after = "app@shop.service"): string {
  const unit = analysed({ path: "/etc/systemd/system/app@shop.service", text, carets: [] });
  return apply(text, renameInUnit(unit, unitMentions(unit), change, name(after)));
}

describe("a unit that is renamed", () => {
  test.each([
    ["a.service", "b.service", "[Unit]\nAfter=a.service x.service\n", "[Unit]\nAfter=b.service x.service\n"],
    [
      "a@.service",
      "b@.service",
      "[Unit]\nAfter=a@%i.service a@\\x2d.service\n",
      "[Unit]\nAfter=b@%i.service b@\\x2d.service\n",
    ],
    [
      "a@x.service",
      "a@y.service",
      "[Unit]\nAfter=a@x.service a@z.service\n",
      "[Unit]\nAfter=a@y.service a@z.service\n",
    ],
    ["app.socket", "b.socket", "[Unit]\nAfter=%p.socket\n", "[Unit]\nAfter=b.socket\n"],
    ["a.socket", "b\\x2d.socket", "[Service]\nSockets=a.socket\n", "[Service]\nSockets=b\\\\x2d.socket\n"],
    [
      "a.service",
      "b.service",
      "[Install]\nAlso=a.service\nAlias=a.service.wants/app@shop.service\n",
      "[Install]\nAlso=b.service\nAlias=b.service.wants/app@shop.service\n",
    ],
  ])("%s to %s", (from, to, before, after) => {
    expect(renamedText(before, renaming(from, to))).toBe(after);
  });

  test("keeps what follows from the name of its own file", () => {
    const text = "[Unit]\nAfter=%p@x.service app@y.service\n";
    expect(renamedText(text, renaming("app@.service", "web@.service"), "web@shop.service")).toBe(
      "[Unit]\nAfter=%p@x.service web@y.service\n",
    );
  });

  test("is renamed in udev's rules, with what udev puts in left as it is", () => {
    const text = 'ENV{SYSTEMD_WANTS}+="a.service web@$kernel.service"\n';
    const rules = analyseRules(text, 257);
    const edits = renameInRules(rules, ruleMentions(rules), renaming("web@.service", "www@.service"));
    expect(apply(text, edits)).toBe('ENV{SYSTEMD_WANTS}+="a.service www@$kernel.service"\n');
  });
});

test("a template that is renamed takes its instances along, another unit does not", () => {
  const template = renaming("a@.service", "b@.service");
  expect(renamed(name("a@x.service"), template)).toBe("b@x.service");
  expect(isRenamed(name("a.service"), template)).toBe(false);
  expect(isRenamed(name("a@x.socket"), template)).toBe(false);
  expect(isRenamed(name("a@.service"), renaming("a@x.service", "a@y.service"))).toBe(false);
});

test("a unit that is called after a path gets the path of its new name, where it says another", () => {
  const path = (text: string, to: string, own = "srv-data.mount") => {
    const unit = analysed({ path: `/etc/systemd/system/${own}`, text, carets: [] });
    return apply(text, renamePath(unit, renaming(own, to)));
  };
  expect(path("[Mount]\nWhere=/srv/data\n", "srv-100\\x25.mount")).toBe("[Mount]\nWhere=/srv/100%%\n");
  expect(path("[Mount]\nWhere=/srv/x/\n", "srv-x.mount")).toBe("[Mount]\nWhere=/srv/x/\n");
  expect(path("[Mount]\nWhere=/%P\n", "srv-x.mount")).toBe("[Mount]\nWhere=/%P\n");
  expect(path("[Mount]\nWhat=a\n", "srv-x.mount")).toBe("[Mount]\nWhat=a\n");
  expect(path("[Swap]\nWhat=/dev/sda\n", "dev-sdb.swap", "dev-sda.swap")).toBe("[Swap]\nWhat=/dev/sdb\n");
});

test("what a timer, a path or a socket starts by its name is written down once it is needed", () => {
  const written = (file: string, text: string, service = "a.service") => {
    const unit = analysed({ path: `/etc/systemd/system/${file}`, text, carets: [] });
    const edits = nameTriggered(unit, name(service));
    return edits === "impossible" ? edits : apply(text, edits);
  };
  expect(written("a.timer", "[Timer]\nOnBootSec=1\n")).toBe("[Timer]\nUnit=a.service\nOnBootSec=1\n");
  expect(written("a.path", "[Path]")).toBe("[Path]\nUnit=a.service");
  expect(written("a.socket", "[Socket]\n")).toBe("[Socket]\nService=a.service\n");
  expect(written("a@.timer", "[Timer]\n", "a@.service")).toBe("[Timer]\nUnit=a@%i.service\n");
  expect(written("a.timer", "[Timer]\nUnit=x.service\n")).toBe("[Timer]\nUnit=x.service\n");
  expect(written("a.socket", "[Socket]\nAccept=yes\n")).toBe("impossible");
});
