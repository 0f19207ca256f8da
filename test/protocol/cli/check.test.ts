import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { builtCli } from "../../support/builtCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { at, put } = temporaryFolder();
beforeAll(() => {
  builtCli();
});

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command line; one that hangs is ended, and its code is null. */
function unitwright(args: readonly string[], cwd = at()): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtCli(), ...args], {
    cwd,
    encoding: "utf8",
    timeout: 30_000,
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}
const check = (...args: readonly string[]) => unitwright(["check", "--target", "257", ...args]);

const clean = "[Service]\nExecStart=/bin/true\n";

/** The files that JSON output names, in its order. */
function filesOf({ out }: Run): readonly string[] {
  const lines = out.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line).file);
}

describe("udev's rules", () => {
  test("are judged where they are named, and found in folders by their place or content", () => {
    put("udev/rules.d/70-a.rules", 'ACTION="add", MODE="0660"\n');
    put("udev/50-b.rules", '# ours\nKERNEL=="b" MODE="0660"\n');
    put("udev/rules.d/50-polkit.rules", "");
    put("udev/polkit-1/rules.d/50-c.rules", "polkit.addRule(function(action) {});\n");
    put("udev/audit/rules.d/audit.rules", "-D\n-b 8192\n");
    const { code, out, err } = check("udev");
    expect([code, err]).toEqual([1, ""]);
    expect(out).toBe(
      "udev/50-b.rules:2:13: hint: A comma is missing between the parts of the rule; udev does without. [udev-commas]\n" +
        "udev/rules.d/70-a.rules:1:7: warning: `ACTION` takes `==` or `!=`, not `=`. udev drops the whole rule. [udev-wrong-operator]\n",
    );
    expect(check("udev/audit/rules.d/audit.rules")).toMatchObject({
      code: 2,
      err: "unitwright: udev/audit/rules.d/audit.rules: no rules of udev by their content\n",
    });
  });

  test("are judged at both ends of a range of releases", () => {
    put("70-a.rules", 'KERNEL=="a", SYMLINK-="b"\n');
    expect(unitwright(["check", "--target", "252", "70-a.rules"]).code).toBe(1);
    expect(unitwright(["check", "--target", "252-257", "70-a.rules"]).code).toBe(1);
    expect(unitwright(["check", "--target", "257", "70-a.rules"]).code).toBe(0);
  });
});

describe("what is printed", () => {
  test("text: a line for each problem, at the place of the mistake", () => {
    put("a.service", "[Service]\nExecStart=/bin/true\n  Restrat=no\n");
    expect(check("a.service")).toEqual({
      code: 1,
      out: "a.service:3:3: warning: [Service] has no directive `Restrat=`. Did you mean `Restart=`? systemd ignores this line. [unknown-directive]\n",
      err: "",
    });
  });
  test("json: an object a line and nothing else, columns in UTF-16 units", () => {
    put("a.service", "[Service]\r\nExecStart=/bin/true\rEnvironment=𐐀 ä\nRestart=😀 no\n");
    const { code, out } = check("--format", "json", "a.service");
    expect(code).toBe(1);
    expect(out.endsWith("\n")).toBe(true);
    const objects = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (const object of objects) {
      expect(object).toEqual({
        file: "a.service",
        line: expect.any(Number),
        column: expect.any(Number),
        endLine: expect.any(Number),
        endColumn: expect.any(Number),
        code: expect.stringMatching(/^[a-z]+(-[a-z]+)*$/),
        severity: expect.stringMatching(/^(error|warning|information|hint)$/),
        consequence: expect.stringMatching(
          /^(unit-refused|rest-dropped|start-fails|line-ignored|noted|none)$/,
        ),
        message: expect.any(String),
      });
    }
    expect(objects.at(-1)).toMatchObject({
      line: 4,
      column: 9,
      endLine: 4,
      endColumn: 14,
      code: "unknown-word",
    });
  });
  test.each([
    ["units/a.service", "units/a.service"],
    ["./units/a.service", "./units/a.service"],
    ["./units", "./units/a.service"],
    ["units/", "units/a.service"],
  ])("a file is named as it was given: %s", (given, file) => {
    put("units/a.service", `${clean}x\n`);
    expect(filesOf(check("--format", "json", given))).toEqual([file]);
    const whole = at(given);
    expect(filesOf(check("--format", "json", whole))).toEqual([at("units/a.service")]);
  });
  test("a file that several arguments lead to is judged once, as it was named first", () => {
    put("units/a.service", `${clean}x\n`);
    put("units/b.service", `${clean}x\n`);
    const given = ["./units/b.service", "units", at("units/a.service"), "units/b.service"];
    expect(filesOf(check("--format", "json", ...given))).toEqual(["./units/b.service", "units/a.service"]);
  });
  test("text shows control characters and never sends them to the terminal", () => {
    put("a.service", "[Service]\nExecStart=/bin/true\nRestart=\u001b[31mno\u0085\n");
    const { out } = check("a.service");
    expect(out).toContain("\\x1b[31mno\\x85");
    expect(out.replace(/[\n -~]/g, "")).toBe("");
  });
  test("much output arrives whole at a pipe", () => {
    put("a.service", "[Service]\n".padEnd(160_010, "Foo\n"));
    const { code, out } = check("--format", "json", "a.service");
    expect(code).toBe(1);
    const lines = out.trimEnd().split("\n");
    expect(lines.filter((line) => JSON.parse(line).code === "missing-equals")).toHaveLength(40_000);
  });
  test("a reader that goes away ends it quietly", () => {
    put("a.service", clean.padEnd(160_031, "Foo\n"));
    const shell = `"$0" "$1" check a.service | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", shell, process.execPath, builtCli()], {
      cwd: at(),
      encoding: "utf8",
      timeout: 30_000,
    });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^a\.service:3:1: .*\n2\n$/);
  });
});

describe("the exit status", () => {
  test("0 when nothing is at error or warning", () => {
    put("clean.service", clean);
    put("noted.service", `${clean}PermissionsStartOnly=yes\n`);
    expect(check("clean.service")).toEqual({ code: 0, out: "", err: "" });
    const noted = check("noted.service");
    expect([noted.code, noted.out]).toEqual([
      0,
      expect.stringMatching(/^(?:noted\.service:3:1: (?:information|hint): .*\n)?$/),
    ]);
  });
  test("2 outranks 1, and the rest is judged all the same", () => {
    put("bad.service", "[Service]\nFoo=1\n");
    const { code, out, err } = check("missing.service", "bad.service");
    expect(code).toBe(2);
    expect(out).toContain("bad.service:2:1: warning:");
    expect(err).toBe("unitwright: missing.service: there is no such file or folder\n");
  });
  test.each([
    [["check"], "Name at least one file"],
    [["check", "--format", "xml", "a.service"], "Formats are: text, json, sarif, github."],
    [["check", "--severity", "user-nobdy=off", "a.service"], "Did you mean `user-nobody`?"],
    [["check", "--severity", "user-nobody", "a.service"], "one of error, warning, information, hint, off."],
    [
      ["check", "--severity", "user-nobody=none", "a.service"],
      "one of error, warning, information, hint, off.",
    ],
    [["check", "--target", "old", "a.service"], "no release of systemd"],
    [["check", "--nonsense", "a.service"], "Unknown option `--nonsense`. See unitwright --help.\n"],
    [["chekc"], "Commands are: check, server."],
    [["server"], "--stdio"],
    [[], "unitwright check"],
  ])("2 for the wrong call %j", (args, message) => {
    const { code, out, err } = unitwright(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(err).not.toContain("    at ");
  });
  test.each([["--help"], ["check", "--help"], ["server", "--help"], ["--version"]])(
    "0 for %s %s",
    (...args) => {
      const { code, out, err } = unitwright(args.filter((arg) => arg !== undefined));
      expect([code, err]).toEqual([0, ""]);
      expect(out).toMatch(args.includes("--version") ? /^\d+\.\d+\.\d+\n$/ : /^Unitwright|^unitwright/);
    },
  );
});

describe("severities", () => {
  const text = `${clean}Foo=1\nUser=nobody\n`;
  const severities = (...args: readonly string[]) => {
    put("a.service", text);
    const { code, out } = check(...args, "a.service");
    return { code, said: [...out.matchAll(/: (\w+): .* \[([a-z-]+)\]$/gm)].map(([, ...what]) => what) };
  };
  test("follow from what systemd does", () => {
    expect(severities()).toEqual({
      code: 1,
      said: [
        ["warning", "unknown-directive"],
        ["information", "user-nobody"],
      ],
    });
  });
  test("are what was chosen for the code, and decide the exit status", () => {
    expect(severities("--severity", "unknown-directive=hint")).toEqual({
      code: 0,
      said: [
        ["hint", "unknown-directive"],
        ["information", "user-nobody"],
      ],
    });
    expect(severities("--severity", "unknown-directive=off", "--severity", "user-nobody=error")).toEqual({
      code: 1,
      said: [["error", "user-nobody"]],
    });
    expect(severities("--severity=unknown-directive=error", "--severity=unknown-directive=off").code).toBe(0);
  });
});

describe("what is no plain file", () => {
  test("named on the command line, it cannot be read", () => {
    execFileSync("mkfifo", [at("fifo.service")]);
    symlinkSync("nothing", at("dangling.service"));
    symlinkSync("circle.service", at("circle.service"));
    mkdirSync(at("folder.service"));
    symlinkSync("/dev/zero", at("zero.service"));
    put("README.md");
    const names = ["fifo", "dangling", "circle", "folder", "zero"].map((name) => `${name}.service`);
    expect(check(...names, "README.md")).toEqual({
      code: 2,
      out: "",
      err: [
        "unitwright: fifo.service: a FIFO",
        "unitwright: dangling.service: a link to nothing",
        "unitwright: circle.service: a link that leads in a circle",
        "unitwright: folder.service: a folder, not a unit file",
        "unitwright: zero.service: a device",
        "unitwright: README.md: not named like a unit file, a drop-in or udev's rules",
        "",
      ].join("\n"),
    });
  });
  test("found in a folder, it is passed over with a line", () => {
    execFileSync("mkfifo", [at("fifo.service")]);
    symlinkSync("nothing", at("dangling.service"));
    put("folder.service/inner.service", clean);
    put("README.md");
    expect(check(".")).toEqual({
      code: 0,
      out: "",
      err: [
        "unitwright: ./fifo.service: skipped: a FIFO",
        "unitwright: ./folder.service: skipped: a folder, not a unit file",
        "unitwright: ./dangling.service: skipped: a link to nothing",
        "",
      ].join("\n"),
    });
  });
  test("a masked unit is right as it is", () => {
    symlinkSync("/dev/null", at("masked.service"));
    expect(check(".", "masked.service")).toEqual({ code: 0, out: "", err: "" });
  });
  test("what is much too large is not read", () => {
    truncateSync(put("huge.service"), 1 << 30);
    expect(check(".")).toEqual({
      code: 2,
      out: "",
      err: "unitwright: ./huge.service: larger than 16 MiB, which no unit file is\n",
    });
  });
  test("what may not be read makes 2, and the rest is judged", () => {
    chmodSync(put("secret.service"), 0);
    put("secrets/a.service");
    chmodSync(at("secrets"), 0);
    put("z.target", "[Unit]\nFoo=1\n");
    chmodSync(at(), 0o755);
    // Root may read everything: then someone else has to try.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { status, stdout, stderr } = spawnSync(process.execPath, [builtCli(), "check", "."], {
      ...nobody,
      cwd: at(),
      encoding: "utf8",
      timeout: 30_000,
    });
    expect([status, stderr]).toEqual([
      2,
      "unitwright: ./secret.service: permission denied\nunitwright: ./secrets: permission denied\n",
    ]);
    expect(stdout).toMatch(/^\.\/z\.target:2:1: warning: .*\n$/);
    chmodSync(at("secrets"), 0o755);
  });
  test("D-Bus activation files and Eclipse targets are not ours", () => {
    put("org.x.service", "[D-BUS Service]\nName=org.x\nExec=/bin/true\n");
    put("platform.target", '<?xml version="1.0"?>\n<target/>\n');
    put("dbus-1/services/org.y.service", "nonsense\n");
    const { code, out, err } = check(".");
    expect([code, out]).toEqual([0, ""]);
    expect(err.split("\n").sort()).toEqual([
      "",
      "unitwright: ./org.x.service: skipped: no unit file by its content",
      "unitwright: ./platform.target: skipped: no unit file by its content",
    ]);
  });
});

describe("a folder", () => {
  test("is searched for units and drop-ins of all kinds, in order, each file once", () => {
    const bad = "[Unit]\nFoo=1\n";
    for (const path of [
      "b.timer",
      "a@.service",
      "sub/c.mount",
      "a@.service.d/x.conf",
      "service.d/y.conf",
      "t.service.in",
    ]) {
      put(path, bad);
    }
    put("notes.conf", bad);
    put("mount", bad);
    put("target/debug/notes.txt", bad);
    put("node_modules/no.service", bad);
    symlinkSync("a@.service", at("a@one.service"));
    mkdirSync(at("multi-user.target.wants"));
    symlinkSync("../b.timer", at("multi-user.target.wants/b.timer"));
    const { out } = check("--format", "json", ".");
    const problems = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const files = problems.filter(({ code }) => code === "unknown-directive").map(({ file }) => file);
    expect(files).toEqual([
      "./a@.service",
      "./a@.service.d/x.conf",
      "./b.timer",
      "./service.d/y.conf",
      "./sub/c.mount",
      "./t.service.in",
    ]);
  });
  test("without units in it is fine", () => {
    expect(check(".")).toEqual({ code: 0, out: "", err: "" });
  });
  test("a link to a unit elsewhere is judged under its own name", () => {
    put("elsewhere/bad.service", `${clean}Foo=1\n`);
    mkdirSync(at("units"));
    symlinkSync("../elsewhere/bad.service", at("units/linked.service"));
    expect(check("units").out).toMatch(/^units\/linked\.service:3:1: warning/);
  });
});

describe("a unit as a whole", () => {
  const added = "[Service]\nExecStart=/bin/b\n";

  test("a unit file is judged with the drop-ins beside it, and each file is told of what stands in it", () => {
    put("a.service", "[Service]\nType=oneshot\n");
    put("a.service.d/10-start.conf", added);
    put("a.service.d/20-again.conf", "[Service]\nRestart=always\n");
    expect(filesOf(check("--format", "json", "a.service"))).toEqual([]);
    expect(filesOf(check("--format", "json", "a.service.d", "a.service"))).toEqual([
      "a.service.d/20-again.conf",
    ]);
  });
  test("a drop-in that adds a second command is told how to replace the first", () => {
    put("a.service", clean);
    put("a.service.d/10.conf", added);
    put("a.service.d/20.conf", "[Service]\nExecStart=\nExecStart=/bin/c\n");
    expect(check(".").code).toBe(0);
    put("a.service.d/20.conf", "[Service]\nUser=a\n");
    expect(check(".").out).toMatch(
      /^\.\/a\.service\.d\/10\.conf:2:1: error: .*an empty `ExecStart=`.*\[several-commands\]\n$/,
    );
  });
  test("a drop-in alone is not told what it lacks", () => {
    put("nowhere.service.d/10.conf", "[Unit]\nDescription=x\n");
    put("service.d/10.conf", added);
    put("nowhere-.service.d/10.conf", added);
    expect(check(".")).toEqual({ code: 0, out: "", err: "" });
  });
  test("a drop-in is judged with its unit under --root", () => {
    put("root/usr/lib/systemd/system/deep.service", clean);
    put("deep.service.d/10.conf", added);
    expect(check("deep.service.d").code).toBe(0);
    expect(check("--root", "root", "deep.service.d").out).toContain("[several-commands]");
    put("root/etc/systemd/system/deep.service.d/05.conf", "[Service]\nType=oneshot\n");
    expect(check("--root", "root", "deep.service.d").code).toBe(0);
  });
  test("is told nothing of where a part of it cannot be read", () => {
    put("a.service", "[Unit]\nDescription=x\n");
    expect(check("a.service").out).toContain("[no-command]");
    mkdirSync(at("a.service.d"));
    execFileSync("mkfifo", [at("a.service.d/10.conf")]);
    expect(check("a.service")).toEqual({ code: 0, out: "", err: "" });
  });
});

describe("for which systemd", () => {
  const newer = "[Service]\nExecStart=/bin/true\nMemoryZSwapWriteback=no\n";
  test("a target that does not know a directive yet", () => {
    put("a.service", newer);
    expect(unitwright(["check", "--target", "252", "a.service"])).toMatchObject({
      code: 1,
      out: expect.stringContaining("[directive-too-new]"),
    });
    expect(unitwright(["check", "--target", "257", "a.service"]).code).toBe(0);
  });
  test("a range is judged at both ends", () => {
    put("a.service", `${newer}Foo=1\n`);
    const { out } = unitwright(["check", "--target", "252-262", "a.service"]);
    expect(out.match(/\[[a-z-]+\]$/gm)).toEqual(["[directive-too-new]", "[unknown-directive]"]);
  });
  test("the one installed under --root", () => {
    put("a.service", newer);
    put("root/usr/lib/systemd/libsystemd-shared-252.so");
    expect(unitwright(["check", "--root", at("root"), "a.service"]).out).toContain("the target is 252");
  });
});

describe("bytes of any kind", () => {
  test("invalid UTF-8 is found where it stands", () => {
    put("a.service", Buffer.from("[Service]\nDescription=\xe4\xff\n", "latin1"));
    const { code, out } = check("a.service");
    expect([code, out]).toEqual([1, expect.stringMatching(/^a\.service:2:13: error: .*\[invalid-text\]$/m)]);
  });
  test("NUL is a character of its line to editors", () => {
    put("a.service", "[Service]\nExecStart=/bin/true\0Foo=1\nBar=1\n");
    const places = check("a.service").out.match(/^a\.service:\d+:\d+/gm);
    expect(places).toEqual(["a.service:2:21", "a.service:3:1"]);
  });
  test("a line of 1 MiB", () => {
    put("a.service", `[Service]\nExecStart=/bin/true\nEnvironment=${"a".repeat(1 << 20)}\nFoo=1\n`);
    const { code, out } = check("a.service");
    expect(code).toBe(1);
    expect(out).toMatch(/^a\.service:3:\d+: error: .*\[line-too-long\]$/m);
  });
  test("noise of every kind gets a verdict", () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return seed;
    };
    for (let file = 0; file < 60; file++) {
      put(
        `noise${file}.service`,
        Uint8Array.from({ length: 1 + (random() % 5000) }, () => random() & 0xff),
      );
    }
    const { code, out, err } = check("--format", "json", ".");
    expect(code).toBeLessThanOrEqual(1);
    for (const line of out.trimEnd().split("\n")) JSON.parse(line);
    expect(
      err
        .split("\n")
        .filter((line) => !/^unitwright: .*: skipped: no unit file by its content$|^$/.test(line)),
    ).toEqual([]);
  });
});
