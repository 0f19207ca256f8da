import { describe, expect, test } from "vitest";
import { hover } from "../../../server/src/language/features/hover.ts";
import { drawMarks, readCaretFixture } from "../../support/fixture.ts";
import { analysed, usualTarget } from "../../support/language.ts";

/** What is said at the caret, without the link to the manual. */
function said(marked: string, target = usualTarget): string {
  const { file, at } = readCaretFixture(marked);
  return hover(analysed(file, target), at)?.markdown.replace(/\n\n\[Manual\]\(\S+\)$/, "") ?? "";
}

function says(marked: string, ...expected: readonly string[]): void {
  const markdown = said(marked);
  for (const part of expected) expect(markdown).toContain(part);
}

/** The part of the document that it is said of. */
function about(marked: string): string {
  const { file, at } = readCaretFixture(marked);
  const found = hover(analysed(file), at);
  return found === undefined ? "" : file.text.slice(found.from, found.to);
}

describe("sections", () => {
  test("what one is for, and what is often set in it", () => {
    expect(said("#- /etc/systemd/system/a.timer\n[Ti$0mer]\n")).toMatchInlineSnapshot(`
      "**[Timer]**

      When the timer fires. It then starts the unit that \`Unit=\` names, or the service of the same name.

      Often set: \`OnCalendar=\`, \`Persistent=\`, \`OnBootSec=\`, \`OnUnitActiveSec=\`, \`RandomizedDelaySec=\`, \`AccuracySec=\`, \`Unit=\`, \`OnStartupSec=\`."
    `);
    expect(about("[Uni$0t]\n")).toBe("[Unit]");
    expect(about("$0[Unit]\n")).toBe("[Unit]");
  });
  test("one that this type of file does not have", () => {
    says("[Timer$0]", "Not in a .service file, where [Service] has its place: systemd skips it here.");
  });
  test("one for other programs", () =>
    says("[X-Bui$0ld]", "systemd skips sections whose names begin with `X-`"));
  test("nothing of one that nobody knows", () => expect(said("[Servi$0se]")).toBe(""));
});

describe("directives", () => {
  test("what it does, its words, what a second one does", () => {
    expect(said("[Service]\nRestart$0=always")).toMatchInlineSnapshot(`
      "**\`Restart=\`** in [Service]

      When a service is started again after it exited, died or timed out: \`no\` (default), \`on-failure\`, \`always\` etc.; never after \`systemctl stop\`.

      - \`no\`: Stays down, however it ended. Default.
      - \`on-success\`: Restarts only after a clean end: status 0, \`SIGTERM\` and the like; not with \`Type=oneshot\`.
      - \`on-failure\`: Restarts after a bad status, signal, core dump, timeout or missed watchdog; the usual choice.
      - \`on-abnormal\`: As \`on-failure\`, but a bad exit status is taken for the program's own wish to end.
      - \`on-watchdog\`: Restarts only when the \`WatchdogSec=\` deadline was missed.
      - \`on-abort\`: Restarts only when a signal ended it that does not count as clean, crashes included.
      - \`always\`: Restarts however it ended, short of \`systemctl stop\`; not with \`Type=oneshot\`."
    `);
    expect(said("[Service]\nEx$0ecStart=/bin/true")).toMatchInlineSnapshot(`
      "**\`ExecStart=\`** in [Service]

      Program the service runs, without a shell (no pipes, no \`>\`); only \`Type=oneshot\` takes several. To replace it in a drop-in, first set it empty.

      - \`-\`: A failure of this command counts as success.
      - \`@\`: The next word is the name the program is told it has.
      - \`:\`: \`$\` is an ordinary character: no variables are filled in.
      - \`+\`: Runs as root and outside the sandbox.
      - \`!\`: Runs as root, inside the rest of the sandbox.

      May stand several times; they add up. An empty one forgets those before it. Specifiers such as \`%n\` are filled in."
    `);
    expect(said("[Unit]\nAfte$0r=a.service")).toMatchInlineSnapshot(`
      "**\`After=\`** in [Unit]

      Holds this unit back until the listed ones are up or have failed, and stops it before them; pulls nothing in, so add \`Wants=\` or \`Requires=\`.

      May stand several times; they add up. Specifiers such as \`%n\` are filled in."
    `);
  });
  test("the link leads to the very entry", () => {
    const { file, at } = readCaretFixture("[Service]\nResta$0rt=no");
    expect(hover(analysed(file), at)?.markdown).toMatch(
      /\[Manual\]\(https:\S+systemd\.service\.html#Restart=\)$/,
    );
  });
  test("the same name means different things in different sections", () => {
    expect(said("[Service]\nTy$0pe=exec")).not.toBe(said("#- /a/b.mount\n[Mount]\nTy$0pe=ext4"));
  });
  test("that it is too old or too new for the target", () => {
    expect(said("[Service]\nCPUSh$0ares=5", 252)).toContain(
      "**Deprecated** since systemd 252. Use `CPUWeight=`.",
    );
    expect(said("[Service]\nCPUSh$0ares=5", 262)).toContain(
      "**Without effect** since systemd 258. Use `CPUWeight=`.",
    );
    expect(said("[Service]\nRestartSt$0eps=5", 252)).toContain(
      "**Too new:** systemd 254 brought it, and the target is 252.",
    );
    expect(said("[Unit]\nNa$0mes=a.service")).toContain("**Unknown** since systemd 186.");
    expect(said("[Unit]\nBind$0To=a.service")).toContain("An older name of `BindsTo=`");
  });
  test("that it stands in the wrong section", () => {
    says("[Service]\nAft$0er=a.service", "**`After=`** in [Unit]", "Here, in [Service], systemd ignores it.");
  });
  test("what a build of systemd can lack", () => {
    says("[Service]\nSystemCall$0Filter=read", "Ignored in silence where systemd was built without seccomp.");
  });
  test("nothing of one that nobody knows, nor in sections that are skipped", () => {
    expect(said("[Service]\nRestra$0t=always")).toBe("");
    expect(said("[X-Mine]\nResta$0rt=always")).toBe("");
    expect(said("Resta$0rt=always")).toBe("");
  });
  test("only the name is meant", () => expect(about("[Service]\n  Restar$0t  = no")).toBe("Restart"));
});

describe("values", () => {
  test("words", () => says("[Service]\nRestart=on-fai$0lure", "**`on-failure`**"));
  test("time spans", () => {
    says("[Service]\nTimeoutStartSec=1m$0in 30s", "1 min 30 s");
    says("[Service]\nRestartSec=10$00", "1 min 40 s");
  });
  test("modes", () => says("[Service]\nUMask=00$022", "`----w--w-`"));
  test("signals, by name and by number", () => {
    says("[Service]\nKillSignal=TE$0RM", "`SIGTERM` (15)");
    says("[Service]\nKillSignal=1$05", "`SIGTERM` (15)");
  });
  test("sizes and shares", () => {
    says("[Service]\nMemoryMax=1.5$0G", "1.5 GiB");
    says("[Service]\nCPUQuota=20$00%", "200 % of one CPU's time");
  });
  test("prefixes of a command", () => says("[Service]\nExecStart=$0-/bin/true", "counts as success"));
  test("only the part at the caret", () => {
    expect(about("[Unit]\nAfter=a.service network-onl$0ine.target b.service")).toBe("network-online.target");
  });
  test("behind a continuation", () => {
    says("[Unit]\nAfter=a.service \\\n# why\n  network-onl$0ine.target", "The network is up");
  });
  test("nothing of plain text, blanks and comments", () => {
    expect(said("[Unit]\nDescription=Some te$0xt")).toBe("");
    expect(said("[Unit]\nAfter=a.service \\\n# net$0work.target\n b.service")).toBe("");
    expect(said("# Rest$0art=no")).toBe("");
    expect(said("$0")).toBe("");
  });
});

describe("unit names", () => {
  test("what a path stands behind", () => {
    says(
      "[Unit]\nAfter=dev-disk-by\\x2dlabel-r$0oot.device",
      "Stands for the path `/dev/disk/by-label/root`.",
    );
    says("[Unit]\nAfter=home-a\\x20b.mou$0nt", "Stands for the path `/home/a b`.");
  });
  test("instances and templates", () => {
    says(
      "[Unit]\nAfter=systemd-fsck@dev-sda1.ser$0vice",
      "The instance `dev-sda1`, which unescaped is `dev/sda1`, of the template `systemd-fsck@.service`.",
    );
    says("[Unit]\nAfter=getty@tty1.ser$0vice", "The instance `tty1`, of the template `getty@.service`.");
  });
  test("with this unit's instance filled in", () => {
    says(
      "#- /a/job@x.service\n[Unit]\nAfter=wor$0k@%i.service",
      "Here: `work@x.service`",
      "The instance `x`",
    );
  });
  test("the place of a slice", () => says("[Service]\nSlice=a-b.sli$0ce", "Lies in `a.slice`."));
});

describe("specifiers", () => {
  test("what one means, and what it is here", () => {
    expect(said("[Service]\nExecStart=/bin/a $0%n")).toMatchInlineSnapshot(`
      "**\`%n\`**: full name of the unit.

      Here: \`app.service\`"
    `);
    says("#- /etc/systemd/system/a@b\\x20c.service\n[Service]\nExecStart=/bin/a %$0I", "Here: `b c`");
    says("#- /etc/systemd/system/a@.service\n[Service]\nExecStart=/bin/a %$0p", "Here: `a`");
    says("#- /etc/systemd/system/x-y@z.service\n[Service]\nExecStart=/bin/a %$0j", "Here: `y`");
    says("#- /etc/systemd/system/x@srv-data.service\n[Service]\nExecStart=/bin/a %$0f", "Here: `/srv/data`");
    says("[Service]\nExecStart=/bin/a %$0S", "Here: `/var/lib`");
  });
  test("that it stands for nothing where there is no instance", () => {
    says("[Service]\nExecStart=/bin/a %$0i", "Here: nothing, since the unit is no instance of a template.");
  });
  test("that it stands for nothing where the name ends in a dash", () => {
    says("#- /etc/systemd/system/a-@b.service\n[Service]\nExecStart=/bin/a %$0j", "Here: nothing.");
  });
  test("not what nobody can know", () => {
    for (const marked of [
      "#- /etc/systemd/system/a@.service\n[Service]\nExecStart=/bin/a %$0i",
      "#- /etc/systemd/system/a@.service\n[Service]\nExecStart=/bin/a %$0n",
      "#- /etc/systemd/system/a-.service.d/x.conf\n[Service]\nExecStart=/bin/a %$0n",
      "#- /etc/systemd/system/service.d/x.conf\n[Service]\nExecStart=/bin/a %$0p",
      "#- /etc/systemd/user/a.service\n[Service]\nExecStart=/bin/a %$0S",
      "[Service]\nExecStart=/bin/a %$0H",
    ]) {
      expect(said(marked)).not.toBe("");
      expect(said(marked)).not.toContain("Here");
    }
  });
  test("a drop-in takes the name of the unit it extends", () => {
    says("#- /etc/systemd/system/a.service.d/x.conf\n[Service]\nExecStart=/bin/a %$0n", "Here: `a.service`");
  });
  test("a percent sign", () =>
    expect(said("[Service]\nExecStart=/bin/a 5$0%%")).toBe("**`%%`**: a percent sign."));
  test("a path with all of them filled in", () => {
    says("[Service]\nWorkingDirectory=%S/%p/da$0ta", "Here: `/var/lib/app/data`");
  });
});

test("what is shown where", () => {
  const text = "[Service]\nRestart=always\nExecStart=-/bin/a %n\n";
  const marks = [];
  for (let at = 0; at < text.length; at++) {
    const found = hover(analysed({ path: "/etc/systemd/system/app.service", text, carets: [] }), at);
    if (found !== undefined && found.from === at) {
      marks.push({ from: found.from, to: found.to, label: found.markdown.split("\n")[0] ?? "" });
    }
  }
  expect(drawMarks(text, marks)).toMatchInlineSnapshot(`
    "[Service]
    #<^^^^^^^ **[Service]**
    Restart=always
    #<^^^^^ **\`Restart=\`** in [Service]
    #       ^^^^^^ **\`always\`**
    ExecStart=-/bin/a %n
    #<^^^^^^^ **\`ExecStart=\`** in [Service]
    #         ^ **\`-\`**
    #          ^^^^^^ **\`/bin/a\`**
    #                 ^^ **\`%n\`**: full name of the unit.
    "
  `);
});
