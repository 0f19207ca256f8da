import { describe, expect, test } from "vitest";
import { type Completion, complete } from "../../../server/src/language/features/completion.ts";
import { readCaretFixture } from "../../support/fixture.ts";
import { analysed, unitsOf, usualTarget } from "../../support/language.ts";

function completionsOf(marked: string, target = usualTarget): readonly Completion[] {
  const { file, at } = readCaretFixture(marked);
  return complete(analysed(file, target), at, unitsOf(marked));
}

/** All that is offered at the caret, in order. */
function completes(marked: string, expected: readonly string[], target = usualTarget): void {
  expect(completionsOf(marked, target).map(({ label }) => label)).toEqual(expected);
}

/** What is offered first at the caret. */
function completesFirst(marked: string, expected: readonly string[], target = usualTarget): void {
  const labels = completionsOf(marked, target).map(({ label }) => label);
  expect(labels.slice(0, expected.length)).toEqual(expected);
}

function offers(marked: string, label: string, target = usualTarget): Completion {
  const found = completionsOf(marked, target).find((one) => one.label === label);
  if (found === undefined) throw new Error(`${label} is not offered.`);
  return found;
}

function doesNotOffer(marked: string, unwanted: readonly string[], target = usualTarget): void {
  const labels = completionsOf(marked, target).map(({ label }) => label);
  expect(labels.filter((label) => unwanted.includes(label))).toEqual([]);
}

/** The file after `label` was chosen at the caret. */
function accepting(marked: string, label: string): string {
  const { text } = readCaretFixture(marked).file;
  const { from, to, insertText } = offers(marked, label);
  return text.slice(0, from) + insertText + text.slice(to);
}

describe("sections", () => {
  test("an empty file begins with them, in the order people write them", () => {
    completes("$0", ["[Unit]", "[Service]", "[Install]"]);
    completes("#- /etc/systemd/system/backup.timer\n$0", ["[Unit]", "[Timer]", "[Install]"]);
  });
  test("those in the file are not offered again", () => {
    completes("[Unit]\nDescription=x\n\n[$0", ["[Service]", "[Install]"]);
    completes("[Unit]\n[Service]\n[In$0]", ["[Install]"]);
  });
  test("the one at the caret can be changed", () => {
    completes("[Unit]\n\n[Serv$0ise]\nType=exec", ["[Service]"]);
    completes("[Unit]\n\n[Serv$0ice]\nType=exec", ["[Service]"]);
    expect(accepting("[Unit]\n\n[Serv$0ise]\nType=exec", "[Service]")).toBe("[Unit]\n\n[Service]\nType=exec");
  });
  test("an editor's closing bracket is not doubled", () => {
    expect(accepting("[$0]", "[Unit]")).toBe("[Unit]\n");
    expect(accepting("[Uni$0", "[Unit]")).toBe("[Unit]\n");
  });
  test("a line is begun below a header only where nothing stands there", () => {
    expect(accepting("[U$0\nAfter=a.service", "[Unit]")).toBe("[Unit]\nAfter=a.service");
    expect(accepting("[U$0]\n[Service]\n", "[Unit]")).toBe("[Unit]\n\n[Service]\n");
  });
  test("they follow the directives on an empty line", () => {
    const labels = completionsOf("[Unit]\n$0").map(({ label }) => label);
    expect(labels.indexOf("[Service]")).toBeGreaterThan(labels.indexOf("Wants"));
  });
  test("nothing is offered behind a header", () => {
    completes("[Unit]$0", []);
    completes("[Unit] $0", []);
  });
});

describe("directives", () => {
  test("the most used come first", () => {
    completesFirst("[Unit]\n$0", ["Description", "Documentation", "After", "Wants", "Requires"]);
    completesFirst("[Service]\n$0", ["Type", "ExecStart", "Restart", "RestartSec", "User"]);
    completesFirst("[Install]\n$0", ["WantedBy", "RequiredBy", "Also"]);
    completesFirst("#- /etc/systemd/system/a.socket\n[Socket]\n$0", [
      "ListenStream",
      "ListenDatagram",
      "Accept",
    ]);
  });
  test("those that begin as typed come before those that only hold the letters", () => {
    completesFirst("[Service]\nres$0", ["Restart", "RestartSec", "RestartForceExitStatus"]);
  });
  test("what counts once is not offered twice", () => {
    doesNotOffer("[Service]\nType=exec\n$0", ["Type"]);
    doesNotOffer("[Service]\n$0\nType=exec", ["Type"]);
    doesNotOffer("[Service]\nType=exec\n[Install]\n[Service]\n$0", ["Type"]);
    doesNotOffer("#- /etc/systemd/system/a.timer\n[Timer]\nUnit=b.service\n$0", ["Unit"]);
  });
  test("the one at the caret can be changed", () => {
    offers("[Service]\nTy$0pe=exec", "Type");
  });
  test("lists may go on", () => {
    offers("[Service]\nExecStartPre=/bin/true\n$0", "ExecStartPre");
    offers("[Service]\nEnvironment=A=1\n$0", "Environment");
    offers("[Unit]\nAfter=a.service\n$0", "After");
  });
  test("the same name in another section is another directive", () => {
    offers("#- /etc/systemd/system/a.mount\n[Unit]\n$0\n[Mount]\nType=ext4", "Description");
    offers("[Unit]\nDescription=x\n[Service]\n$0", "Type");
  });
  test("the name is completed up to its =, which is never doubled", () => {
    expect(accepting("[Service]\nRes$0", "Restart")).toBe("[Service]\nRestart=");
    expect(accepting("[Service]\nRes$0=always", "Restart")).toBe("[Service]\nRestart=always");
    expect(accepting("[Service]\nRes$0trat = always", "Restart")).toBe("[Service]\nRestart = always");
    expect(accepting("[Service]\n$0=always", "Restart")).toBe("[Service]\nRestart=always");
  });
  test("indentation stays", () => {
    expect(accepting("[Service]\n  Res$0", "Restart")).toBe("[Service]\n  Restart=");
    expect(accepting("[Service]\n\t$0", "Restart")).toBe("[Service]\n\tRestart=");
  });
  test("completion goes on behind the = where words can follow", () => {
    expect(offers("[Service]\n$0", "Restart").triggersNext).toBe(true);
    expect(offers("[Unit]\n$0", "After").triggersNext).toBe(true);
    expect(offers("[Service]\n$0", "PrivateTmp").triggersNext).toBe(true);
    expect(offers("[Service]\n$0", "ExecStart").triggersNext).toBe(true);
    expect(offers("[Unit]\n$0", "Description").triggersNext).toBeUndefined();
    expect(offers("[Service]\nRes$0=", "Restart").triggersNext).toBeUndefined();
  });
  test("the target release decides", () => {
    doesNotOffer("[Service]\nRestartS$0", ["RestartSteps"], 252);
    offers("[Service]\nRestartS$0", "RestartSteps", 257);
  });
  test("what is on its way out comes last, struck through; what is out, never", () => {
    expect(offers("[Service]\n$0", "CPUShares", 252).isDeprecated).toBe(true);
    const labels = completionsOf("[Service]\n$0", 252).map(({ label }) => label);
    expect(labels.indexOf("CPUShares")).toBeGreaterThan(labels.indexOf("UMask"));
    doesNotOffer("[Service]\n$0", ["CPUShares", "SysVStartPriority"], 262);
  });
  test("older spellings are not offered", () => {
    doesNotOffer("[Unit]\n$0", ["BindTo", "PropagateReloadTo"]);
  });
  test("nothing in a section that systemd skips or takes no directives in", () => {
    completes("[X-Build]\nRes$0", []);
    completes("[Servcie]\nRes$0", []);
    completes("#- /etc/systemd/system/a.target\n[Target]\nAf$0", []);
  });
  test("nothing before the first section but sections", () => {
    completes("Res$0", []);
    completes("$0\n[Service]", ["[Unit]", "[Install]"]);
  });
  test("nothing in a comment", () => {
    completes("[Service]\n# Res$0", []);
    completes("[Service]\n  ;Res$0", []);
    completes("#$0", []);
  });
  test("nothing in the second word of a line", () => {
    completes("[Service]\nRestart al$0", []);
  });
  test("a drop-in is completed by its unit's type", () => {
    offers("#- /etc/systemd/system/a.socket.d/x.conf\n[Socket]\n$0", "ListenStream");
    offers("#- /etc/systemd/system/service.d/x.conf\n[Service]\n$0", "ExecStart");
  });
  test("the description tells what it does", () => {
    expect(offers("[Service]\n$0", "RestartSec").documentation).toContain("**`RestartSec=`** in [Service]");
  });
});

describe("words", () => {
  const restarts = ["no", "on-success", "on-failure", "on-abnormal", "on-watchdog", "on-abort", "always"];
  test("all of an enumeration, with their meaning", () => {
    completes("[Service]\nRestart=$0", restarts);
    expect(offers("[Service]\nRestart=$0", "always").documentation).not.toBeUndefined();
  });
  test("the whole word is replaced", () => {
    expect(accepting("[Service]\nRestart=al$0", "always")).toBe("[Service]\nRestart=always");
    expect(accepting("[Service]\nRestart=al$0wys", "always")).toBe("[Service]\nRestart=always");
    expect(accepting("[Service]\nRestart=$0no\n", "always")).toBe("[Service]\nRestart=always\n");
    expect(accepting("[Service]\nRestart = on-$0", "on-abort")).toBe("[Service]\nRestart = on-abort");
  });
  test("booleans", () => {
    completes("[Service]\nRemainAfterExit=$0", ["yes", "no"]);
    completes("[Service]\nPrivateTmp=$0", ["yes", "no"], 252);
  });
  test("signals", () => {
    completesFirst("[Service]\nKillSignal=SIGT$0", ["SIGTRAP", "SIGTERM"]);
  });
  test("only those of the target release", () => {
    doesNotOffer("[Service]\nType=$0", ["notify-reload"], 252);
    offers("[Service]\nType=$0", "notify-reload", 257);
  });
  test("those that systemd remarks on come last, struck through", () => {
    completes("[Service]\nKillMode=$0", ["control-group", "process", "mixed", "none"]);
    expect(offers("[Service]\nKillMode=$0", "none").isDeprecated).toBe(true);
  });
  test("words that a time span cannot become are not offered", () => {
    completes("[Service]\nTimeoutStartSec=5min $0", []);
    completes("[Service]\nTimeoutStartSec=in$0", ["infinity"]);
  });
  test("nothing for a directive that systemd does not know", () => {
    completes("[Service]\nRestrat=$0", []);
    completes("[Unit]\nRestart=$0", []);
  });
  test("nothing where a template source fills in the value", () => {
    completes("#- /src/app.service.in\n[Service]\nRestart=@restart@$0", []);
  });
  test("nothing behind the backslash that continues a line", () => {
    completes("[Unit]\nAfter=\\$0\nb.service", []);
  });
});

describe("unit names", () => {
  const files =
    "\n#- /etc/systemd/system/alpha.service\n[Unit]\nDescription=First\n#- /etc/systemd/system/beta.socket\n#- /etc/systemd/system/worker@.service\n";
  test("the units every systemd has come first, then those of the workspace", () => {
    completesFirst(`[Unit]\nAfter=network$0${files}`, [
      "network.target",
      "network-online.target",
      "network-pre.target",
    ]);
    completesFirst(`[Unit]\nAfter=alpha$0${files}`, ["alpha.service"]);
    expect(offers(`[Unit]\nAfter=$0${files}`, "alpha.service").documentation).toBe("First");
  });
  test("what boot leads to is thought of where a unit is installed, not where it is ordered", () => {
    completesFirst("[Unit]\nAfter=$0", ["network.target", "network-online.target"]);
    completesFirst("[Install]\nWantedBy=$0", ["multi-user.target", "graphical.target"]);
    completesFirst("#- /etc/systemd/system/a.timer\n[Install]\nWantedBy=$0", ["timers.target"]);
  });
  test("only of the types that may stand there", () => {
    const socket = `#- /etc/systemd/system/a.socket\n[Socket]\nService=$0${files}`;
    offers(socket, "alpha.service");
    doesNotOffer(socket, ["beta.socket", "network.target"]);
  });
  test("in the middle of a list, and not those named already", () => {
    const list = `[Unit]\nAfter=alpha.service al$0 beta.socket${files}`;
    doesNotOffer(list, ["alpha.service", "beta.socket"]);
    expect(accepting(`[Unit]\nAfter=beta.socket $0 network.target${files}`, "alpha.service")).toContain(
      "After=beta.socket alpha.service network.target",
    );
    expect(accepting(`[Unit]\nAfter=al$0pha.sock network.target${files}`, "alpha.service")).toContain(
      "After=alpha.service network.target",
    );
  });
  test("behind a dash and at the end of the line", () => {
    expect(accepting("[Unit]\nAfter=network-on$0", "network-online.target")).toBe(
      "[Unit]\nAfter=network-online.target",
    );
    expect(accepting("[Unit]\nAfter=a.service $0", "network.target")).toBe(
      "[Unit]\nAfter=a.service network.target",
    );
  });
  test("in continued lines, also at the end of the file, but not in their comments", () => {
    const end = accepting(`[Unit]\nAfter=a.service \\\n  al$0${files}`, "alpha.service");
    expect(end).toContain("After=a.service \\\n  alpha.service");
    expect(accepting("[Unit]\nAfter=a.service \\\n$0", "network.target")).toBe(
      "[Unit]\nAfter=a.service \\\nnetwork.target",
    );
    expect(accepting("[Unit]\nAfter=a.service \\\n# why\n  $0", "network.target")).toContain(
      "  network.target",
    );
    offers("[Unit]\nAfter=a.service \\\n# why\n$0", "network.target");
    completes("[Unit]\nAfter=a.service \\\n# netw$0\n  b.service", []);
  });
  test("a line below the last one begins a new one", () => {
    doesNotOffer("[Unit]\nAfter=a.service\n$0", ["network.target"]);
    doesNotOffer("[Unit]\nAfter=a.service \\\n\n$0", ["network.target"]);
  });
  test("not the unit itself", () => {
    doesNotOffer(`#- /etc/systemd/system/alpha.service\n[Unit]\nAfter=$0`, ["alpha.service"]);
  });
  test("a template with this unit's instance", () => {
    completes(`#- /etc/systemd/system/job@.service\n[Unit]\nAfter=worker@$0${files}`, ["worker@%i.service"]);
    completes(`[Unit]\nAfter=worker@$0${files}`, ["worker@.service"]);
  });
  test("a template asks for its instance where a unit is started, not where it is enabled along", () => {
    const asked = (text: string) => offers(`${text}${files}`, "worker@.service").asksInstance;
    expect(asked("[Unit]\nAfter=work$0")).toEqual({ template: "worker@.service", backslashes: "kept" });
    expect(asked("[Install]\nAlso=work$0")).toBeUndefined();
    expect(offers(`[Unit]\nAfter=al$0${files}`, "alpha.service").asksInstance).toBeUndefined();
  });
  test("with backslashes as the directive reads them", () => {
    const escaped = "\n#- /etc/systemd/system/a\\x2db.socket\n#- /etc/systemd/system/a@.socket\n";
    const inserted = (text: string) => offers(`${text}${escaped}`, "a\\x2db.socket").insertText;
    expect(inserted("[Unit]\nAfter=a$0")).toBe("a\\x2db.socket");
    expect(inserted("[Service]\nSockets=a$0")).toBe("a\\\\x2db.socket");
    expect(offers(`[Service]\nSockets=a$0${escaped}`, "a@.socket").asksInstance?.backslashes).toBe("doubled");
  });
  test("those of the manager that reads the unit", () => {
    doesNotOffer("[Unit]\nAfter=$0", ["graphical-session.target"]);
    offers("#- /etc/systemd/user/a.service\n[Unit]\nAfter=$0", "graphical-session.target");
    doesNotOffer("#- /etc/systemd/user/a.service\n[Unit]\nAfter=$0", ["network-online.target"]);
  });
});

describe("specifiers", () => {
  test("the name of the unit first, with what it is here", () => {
    completesFirst("[Service]\nExecStart=/bin/a %$0", ["%n", "%i"]);
    expect(offers("[Service]\nExecStart=/bin/a %$0", "%n").detail).toBe("app.service");
    expect(offers("[Service]\nExecStart=/bin/a %$0", "%S").detail).toBe("/var/lib");
    expect(offers("[Service]\nExecStart=/bin/a %$0", "%H").detail).toBe("host name of the machine");
    expect(offers("#- /srv/a@b.service\n[Service]\nExecStart=/bin/a %$0", "%i").detail).toBe("b");
  });
  test("only the percent sign is replaced", () => {
    expect(accepting("[Service]\nExecStart=/bin/%$0/b c", "%p")).toBe("[Service]\nExecStart=/bin/%p/b c");
  });
  test("those of the table that the directive is expanded with", () => {
    offers("[Unit]\nAfter=a@%$0", "%i");
    doesNotOffer("[Unit]\nAfter=a@%$0", ["%I", "%t"]);
    offers("[Service]\nExecStart=/bin/a %$0", "%I");
  });
  test("a percent sign that is one already needs none", () => {
    completes("[Service]\nExecStart=/bin/a %%$0", []);
    offers("[Service]\nExecStart=/bin/a %%%$0", "%n");
  });
  test("nothing where the percent sign is an ordinary character", () => {
    completes("[Service]\nCPUQuota=20%$0", []);
  });
  test("the ones systemd warns about come last", () => {
    expect(offers("[Service]\nExecStart=/bin/a %$0", "%c").isDeprecated).toBe(true);
  });
});

test("Windows' line ends change nothing", () => {
  expect(accepting("[Service]\r\nRes$0\r\nUser=a\r\n", "Restart")).toBe(
    "[Service]\r\nRestart=\r\nUser=a\r\n",
  );
  expect(accepting("[Unit]\r\nAfter=a.service \\\r\n$0", "network.target")).toBe(
    "[Unit]\r\nAfter=a.service \\\r\nnetwork.target",
  );
});
