import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { readTable } from "../../../server/generate/gperf.ts";
import { readVersions } from "../../../server/generate/manual.ts";
import { readFacts, type SourceTree } from "../../../server/generate/sourceTree.ts";

const root = join(import.meta.dirname, "../../..");

describe("the table of directives", () => {
  const table = (body: string): string => `{%- macro ITEMS(type) -%}
{{type}}.Shared, config_parse_bool, 0, offsetof({{type}}, shared)
{%- endmacro -%}
%{
struct ignored;
%}
%%
{# a remark #}
${body}`;

  test("fills macros in and keeps the constant of a parser", () => {
    expect(readTable(table("Unit.First,  config_parse_a , KIND, 0\n{{ ITEMS('Mount') }}\n"))).toEqual([
      { section: "Unit", name: "First", parser: "config_parse_a", ltype: "KIND" },
      { section: "Mount", name: "Shared", parser: "config_parse_bool" },
    ]);
  });

  test("tells what needs a build option", () => {
    const body = `{% if HAVE_X %}
Unit.Maybe, config_parse_a, 0, 0
{% else %}
Unit.Maybe, config_parse_warn_compat, DISABLED_CONFIGURATION, 0
{% endif %}
`;
    expect(readTable(table(body))).toEqual([
      { section: "Unit", name: "Maybe", parser: "config_parse_a", needs: "HAVE_X" },
    ]);
  });

  test.each([
    ["a line that is no entry", "Unit.First config_parse_a\n"],
    ["a macro that nobody defines", "{{ OTHER('Mount') }}\n"],
    ["an entry that stands twice", "Unit.First, config_parse_a, 0, 0\nUnit.First, config_parse_b, 0, 0\n"],
    ["a condition of another kind", "{% if A and B %}\nUnit.First, config_parse_a, 0, 0\n{% endif %}\n"],
    [
      "a branch that does something else",
      "{% if A %}\n{% else %}\nUnit.First, config_parse_a, 0, 0\n{% endif %}\n",
    ],
  ])("refuses %s", (_, body) => {
    expect(() => readTable(table(body))).toThrow();
  });
});

test("a version in the manual belongs to the innermost list entry that is open", () => {
  const page = `
<varlistentry>
  <term><varname>Outer=</varname></term>
  <term><varname>Twin=</varname></term>
  <listitem>
    <varlistentry><term><option>word</option></term><xi:include href="x" xpointer="v258"/></varlistentry>
    <xi:include href="x" xpointer="v240"/>
  </listitem>
</varlistentry>`;
  expect([...readVersions(page)]).toEqual([
    ["Outer", 240],
    ["Twin", 240],
  ]);
});

describe("a source tree", () => {
  const files: Readonly<Record<string, string>> = {
    "meson.version": "300.1\n",
    "src/core/load-fragment-gperf.gperf.in": `%%
Service.Mood, config_parse_mood, 0, 0
Service.Bits, config_parse_bits, 0, 0
Install.Alias, NULL, 0, 0
`,
    "src/shared/install.c": `{ "Install", "Alias",   config_parse_alias,  0, 0 },`,
    "src/core/mood.c": `
/* static const char *const mood_table[1] = { [0] = "wrong" }; */
static const char* const mood_table[_MOOD_MAX] = {
        [MOOD_GOOD] = "good", /* "remark" */
        [MOOD_BAD]  = "bad",
};
DEFINE_STRING_TABLE_LOOKUP_WITH_BOOLEAN(mood, Mood, MOOD_GOOD);
DEFINE_CONFIG_PARSE_ENUM(config_parse_mood, mood, Mood);
static const char *glob = "/*";
int config_parse_bits(
                const char *rvalue) {
        if (streq(rvalue, "grammar"))
                return 0;
        return secure_bits_from_string(rvalue);
}
int secure_bits_from_string(const char *s) {
        if (streq(s, "one"))
                return 1;
}
`,
    "src/core/unit-printf.c": `
int unit_name_printf(const Unit *u, char **ret) {
        const Specifier table[] = {
                { 'n', name, NULL },
                COMMON_SPECIFIERS,
        };
}
int unit_full_printf_full(const Unit *u,
                          char **ret) {
        const Specifier table[] = {
                COMMON_SPECIFIERS(u),
                { 'f', path, NULL },
                /* { 'x', nothing, NULL }, */
        };
}
`,
    "src/shared/install-printf.c":
      "int install_name_printf(char **ret) {\n        { 'i', instance, NULL },\n}\n",
    "src/shared/specifier.h":
      "#define COMMON_SPECIFIERS   \\\n        { 'b', boot, NULL }, \\\n        { 'a', arch, NULL }\n",
    "man/systemd.service.xml":
      '<varlistentry><term><varname>Mood=</varname></term><xi:include xpointer="v299"/></varlistentry>' +
      '<varlistentry><term><varname>Bits=</varname></term><xi:include xpointer="v200"/></varlistentry>',
  };
  const tree = (given: Readonly<Record<string, string>>): SourceTree => ({
    read: (path) => given[path],
    list: (folder) => Object.keys(given).filter((path) => path.startsWith(`${folder}/`)),
  });

  test("gives its facts", () => {
    expect(readFacts(tree(files), 256)).toEqual({
      systemd: 300,
      release: "300.1",
      specifiers: { full: "abf", name: "abn", install: "i" },
      directives: [
        { section: "Service", name: "Mood", parser: "config_parse_mood", since: 299 },
        { section: "Service", name: "Bits", parser: "config_parse_bits" },
        { section: "Install", name: "Alias", parser: "NULL", installer: "config_parse_alias" },
      ],
      words: { mood: { words: ["good", "bad"], boolean: true }, secure_bits: { words: ["one"] } },
      lookups: { config_parse_bits: ["secure_bits"], config_parse_mood: ["mood"] },
    });
  });

  test("tells its version in meson.build where there is no file for it", () => {
    const { "meson.version": _, ...older } = files;
    const facts = readFacts(
      tree({ ...older, "meson.build": "project('systemd', 'c',\n        version : '252',\n" }),
      256,
    );
    expect(facts.systemd).toBe(252);
  });

  test.each([
    ["an empty folder", {}],
    ["a table without a version", { "src/core/load-fragment-gperf.gperf.in": "%%\n" }],
  ])("%s is none, and said to be none", (_, given) => {
    expect(() => readFacts(tree(given), 256)).toThrow(/^no systemd source tree: /);
  });

  test("that is none ends `npm run generate` with one line", async () => {
    const main = join(root, "server/generate/main.ts");
    const run = promisify(execFile)(process.execPath, ["--import", "tsx", main, join(root, "server")], {
      cwd: root,
      timeout: 15_000,
    });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^generate: no systemd source tree: .*\n$/),
    });
  });
});
