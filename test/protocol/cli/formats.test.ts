// The formats that services read: SARIF 2.1.0 and the workflow commands of GitHub Actions.
import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { builtCli } from "../../support/builtCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { at, put } = temporaryFolder();
beforeAll(() => {
  builtCli();
});

function check(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [builtCli(), "check", "--target", "257", ...args],
    { cwd: at(), encoding: "utf8", timeout: 30_000 },
  );
  return { code: status, out: stdout, err: stderr };
}

const clean = "[Service]\nExecStart=/bin/true\n";

describe("github", () => {
  const lines = (...args: readonly string[]) => check("--format", "github", ...args).out.split("\n");

  test("is a command a line, at the level that GitHub has for the severity", () => {
    put("units/a.service", "[Service]\nExecStart=bin/true\nFoo=1\nUser=nobody\n[Install]\nWantedBy=%H\n");
    expect(lines("./units")).toEqual([
      expect.stringMatching(
        /^::error file=units\/a\.service,line=2,col=11,endColumn=\d+,title=unitwright%3A /,
      ),
      expect.stringMatching(
        /^::warning file=units\/a\.service,line=3,col=1,endColumn=4,title=unitwright%3A /,
      ),
      expect.stringMatching(
        /^::notice file=units\/a\.service,line=4,.*,title=unitwright%3A user-nobody::What/,
      ),
      ...lines("./units").slice(3, -1),
      "",
    ]);
  });
  test("escapes what would end a property or the line", () => {
    put("a,b:c%.service", `${clean}X=%%0A::error::\n`);
    expect(lines("a,b:c%.service")).toEqual([
      "::warning file=a%2Cb%3Ac%25.service,line=3,col=1,endColumn=2,title=unitwright%3A unknown-directive::" +
        "[Service] has no directive `X=`. systemd ignores this line.",
      "",
    ]);
    put("b.service", `${clean}Restart=50%:\r,\n`);
    expect(lines("b.service")[0]).toContain("::`50%25:` is no value of this directive.");
  });
  test("names a file as seen from the current folder, where GitHub looks for it", () => {
    put("a.service", `${clean}Foo=1\n`);
    expect(lines(at("a.service"))[0]).toContain(" file=a.service,");
  });
  test("names both lines of what goes over several, and no columns", () => {
    put("a.service", "[Service]\nExecStart=/bin/true\nRestart=al \\\n ways\n");
    expect(lines("a.service")[0]).toContain(" file=a.service,line=3,endLine=4,title=");
  });
});

describe("sarif", () => {
  const log = (...args: readonly string[]) => JSON.parse(check("--format", "sarif", ...args).out);

  test("is one log with a rule for each code and a result for each problem", () => {
    put("units/a.service", `${clean}Foo=1\nRestart=\u{10400}\nUser=nobody\nBar=1\n`);
    const { code, out, err } = check("--format", "sarif", "units");
    expect([code, err]).toEqual([1, ""]);
    const { version, runs } = JSON.parse(out);
    expect([version, runs.length]).toEqual(["2.1.0", 1]);
    const [{ tool, results, columnKind, invocations }] = runs;
    expect(columnKind).toBe("utf16CodeUnits");
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    expect(tool.driver).toMatchObject({
      name: "Unitwright",
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["unknown-directive", "unknown-word", "user-nobody"]);
    for (const rule of tool.driver.rules) {
      expect(rule).toEqual({
        id: expect.any(String),
        shortDescription: { text: expect.stringMatching(/^[A-Z]/) },
        fullDescription: { text: expect.stringMatching(/\.$/) },
        help: { text: expect.any(String), markdown: expect.any(String) },
        defaultConfiguration: { level: expect.stringMatching(/^(?:error|warning|note)$/) },
      });
    }
    expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
      ["unknown-directive", "warning"],
      ["unknown-word", "warning"],
      ["user-nobody", "note"],
      ["unknown-directive", "warning"],
    ]);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
    expect(results[1]).toEqual({
      ruleId: "unknown-word",
      ruleIndex: 1,
      level: "warning",
      message: { text: expect.stringContaining("is no value of this directive") },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "units/a.service" },
            region: { startLine: 4, startColumn: 9, endLine: 4, endColumn: 11 },
          },
        },
      ],
      properties: { consequence: "line-ignored" },
    });
  });
  test("without a problem is a log without results", () => {
    put("a.service", clean);
    const { code, out } = check("--format", "sarif", "a.service");
    expect(code).toBe(0);
    expect(JSON.parse(out).runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });
  test("tells what could not be read, and that the run is not whole", () => {
    put("a.service", clean);
    const { code, out } = check("--format", "sarif", "a.service", "missing.service");
    expect(code).toBe(2);
    expect(JSON.parse(out).runs[0].invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: "error", message: { text: "missing.service: there is no such file or folder" } },
        ],
      },
    ]);
  });
  test("names files by addresses: from the current folder, or whole where they lie elsewhere", () => {
    const text = `${clean}Foo=1\n`;
    put("a b%ä.service", text);
    put("c:d.service", text);
    const uris = (...args: readonly string[]) =>
      log(...args).runs[0].results.map(
        // biome-ignore lint/suspicious/noExplicitAny: the log is checked as it comes.
        (result: any) => result.locations[0].physicalLocation.artifactLocation.uri,
      );
    expect(uris(".")).toEqual(["a%20b%25%C3%A4.service", "./c:d.service"]);
    expect(uris(at("a b%ä.service"))).toEqual(["a%20b%25%C3%A4.service"]);
    put("here/.keep");
    put("there/a.service", text);
    const { stdout } = spawnSync(process.execPath, [builtCli(), "check", "--format", "sarif", "../there"], {
      cwd: at("here"),
      encoding: "utf8",
      timeout: 30_000,
    });
    const [result] = JSON.parse(stdout).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^file:\/\/\/.*\/there\/a\.service$/,
    );
  });
  test("doubles braces, which stand for arguments in messages, and holds no broken characters", () => {
    put("a.service", Buffer.from(`${clean}Restart=\${x}\nDescription=\xff\n`, "latin1"));
    const { out } = check("--format", "sarif", "a.service");
    expect(JSON.parse(out).runs[0].results[0].message.text).toContain("{{x}}");
    expect(out).not.toMatch(/\\ud[89a-f]/i);
  });
});
