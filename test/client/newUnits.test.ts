import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newUnitKinds } from "../../client/src/newUnits/kinds.ts";
import { askedQuestions, type Place } from "../../client/src/newUnits/newUnit.ts";
import { snippetText } from "../../client/src/newUnits/snippetText.ts";
import { judgeExample } from "../../server/generate/judgedExample.ts";
import { analyse } from "../../server/src/language/analysis.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { specifierFromName } from "../../server/src/language/names/specifierFromName.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { allNewUnits, changedUnit } from "../support/newUnits.ts";
import { expansions, snippets } from "../support/snippet.ts";

const place: Place = {
  folder: "/etc/systemd/system",
  scope: "system",
  taken: new Set(["shop.socket", "there.service"]),
  units: ["ssh.service"],
};

describe.each([252, 257, 262])(
  "our own server has nothing to say of what the questions make, for systemd %i",
  (target) => {
    test.each(newUnitKinds.map(({ label }) => [label]))("%s", (label) => {
      const made = allNewUnits().filter(({ what }) => what.startsWith(`${label}, `));
      expect(made.length).toBeGreaterThan(0);
      const told = made.flatMap(({ what, folder, files }) =>
        files.flatMap(({ name, text }) => {
          const at = (file: string) => `${folder}/${file}`;
          const among = [...files, changedUnit].map((file) => ({ path: at(file.name), text: file.text }));
          const isDropIn = name.includes(".d/");
          const beside = isDropIn ? [{ path: at(changedUnit.name), text: changedUnit.text }] : [];
          const problems = judgeExample({ path: at(name), text, target, among, beside });
          return problems.map(({ code, from, to }) => `${what}: ${name}: ${code}: ${text.slice(from, to)}`);
        }),
      );
      expect(told).toEqual([]);
    });
  },
);

test("every type of unit that can have a file of its own is made by some kind", () => {
  const names = allNewUnits().flatMap(({ files }) => files.map(({ name }) => name));
  const types = new Set(names.map((name) => name.slice(name.lastIndexOf(".") + 1)));
  expect([...types].sort()).toEqual(
    ["automount", "conf", "mount", "path", "service", "slice", "socket", "swap", "target", "timer"].sort(),
  );
});

test("a snippet that nobody answers is what the editor leaves of it", () => {
  for (const snippet of snippets) {
    const [left] = expansions(snippet, "srv-my\\x2ddata.service");
    expect(snippetText(snippet.trigger, "srv-my\\x2ddata", {})).toBe(left);
  }
});

test("whatever is typed as description, source or path is what systemd reads", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  const part = fc.string({ unit: fc.constantFrom(..."ab% -_\\é.'\"$;#=~"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, fc.array(part, { minLength: 1, maxLength: 3 }), (description, parts) => {
      const where = `/${parts.filter((one) => !/^\.+$/.test(one)).join("/")}x`;
      if (where.trim() !== where) return;
      const answers = { where, source: where, description, type: "ext4" };
      const [file] = kind("mount").files(answers, place);
      const name = unitFileOf(`/etc/systemd/system/${file?.name}`);
      if (file === undefined || name?.name === undefined) throw new Error("That is a unit file.");
      expect(specifierFromName("f", name.name)).toBe(where);
      const read = valuesOf(file.text, file.name);
      expect(read("Where")).toBe(where);
      expect(read("What")).toBe(where);
      const wanted = description.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff\uffff]+/gu, " ").trim();
      expect(read("Description")).toBe(wanted.replace(/[\\\s]+$/, "") || where);
    }),
    { numRuns: 500 },
  );
});

test("a mount is named after its folder, and a file system by its label is the link that udev makes", () => {
  const [file] = kind("mount").files({ where: "/srv//my-data/", source: "LABEL=a/b c", type: "auto" }, place);
  expect(file?.name).toBe("srv-my\\x2ddata.mount");
  expect(file?.text).toContain("What=/dev/disk/by-label/a\\x2fb\\x20c\n");
  expect(file?.text).not.toContain("Type=");
  expect(file?.text).toContain("WantedBy=local-fs.target");
});

test("a share of the network waits for the network, and a unit of a user for the login", () => {
  const share = { where: "/srv/a", source: "host:/a", type: "nfs" };
  expect(kind("mount").files(share, place)[0]?.text).toContain("WantedBy=remote-fs.target");
  const ofUser = kind("mount").files(share, { ...place, scope: "user" });
  expect(ofUser[0]?.text).toContain("WantedBy=default.target");
});

test("a name is checked while it is typed, and tells the files that it makes", () => {
  const [name] = kind("socket").questions;
  if (name?.kind !== "text") throw new Error("The name is typed.");
  expect(name.check?.("shop", {}, place)).toBe("shop.socket exists here already.");
  expect(name.check?.("my shop", {}, place)).toContain("letters");
  expect(name.check?.("a@b", {}, place)).toContain("@");
  expect(name.check?.("web.socket", {}, place)).toBeUndefined();
  expect(name.note?.("web.socket", {}, place)).toBe(
    "Makes web.socket and web.service in /etc/systemd/system",
  );
});

test("a command is a whole path or the name of a program", () => {
  const question = kind("service").questions.find(({ key }) => key === "command");
  if (question?.kind !== "text") throw new Error("The command is typed.");
  expect(question.check?.("./run.sh", {}, place)).toContain("whole path");
  expect(question.check?.("", {}, place)).toBeDefined();
  expect(question.check?.("-/bin/true x", {}, place)).toBeUndefined();
  expect(question.check?.("python3 x.py", {}, place)).toBeUndefined();
});

test("only what is needed is asked", () => {
  const { questions } = kind("service");
  const keys = (answers: Readonly<Record<string, string>>) =>
    askedQuestions(questions, answers).map(({ key }) => key);
  expect(keys({ run: "exec" })).not.toContain("stop");
  expect(keys({ run: "once" })).toContain("stop");
});

test("a service that starts by hand has no [Install], and one for the network waits for it", () => {
  const answers = { name: "shop", command: "/bin/true", run: "exec" };
  const [byHand] = kind("service").files({ ...answers, start: "" }, place);
  expect(byHand?.text).not.toContain("[Install]");
  const [online] = kind("service").files({ ...answers, start: "network" }, place);
  expect(online?.text).toContain("Wants=network-online.target\nAfter=network-online.target\n\n[Service]");
});

function kind(id: string) {
  const found = newUnitKinds.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no kind ${id}.`);
  return found;
}

/** The values of a file as systemd has them in the end. */
function valuesOf(text: string, name: string): (directive: string) => string | undefined {
  const file = unitFileOf(`/etc/systemd/system/${name}`);
  if (file === undefined) throw new Error(`${name} is no unit file.`);
  const { assignments } = analyse(text, file, directivesFor(257));
  return (directive) => {
    const found = assignments.find(({ node }) => node.key.content === directive);
    const value = found?.node.value.content.replaceAll("%%", "%");
    return directive === "Description" ? value : value?.replace(/(?<=\\)\/$/, "");
  };
}
