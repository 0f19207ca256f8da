import { describe, expect, test } from "vitest";
import { effectiveUnit } from "../../../server/src/language/effectiveUnit.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { drawMarks, readFixture } from "../../support/fixture.ts";
import { analysed } from "../../support/language.ts";

/** Holds the marks of a fixture against the advice given for it. */
function advises(marked: string): void {
  for (const file of readFixture(marked)) {
    const unit = analysed(file);
    const advice = judge(unit, effectiveUnit(unit, [])).filter(({ consequence }) => consequence === "none");
    const drawn = drawMarks(
      file.text,
      advice.map(({ from, to, code }) => ({ from, to, label: code })),
    );
    expect(drawn).toBe(marked);
  }
}

describe("ordering", () => {
  test("a needed unit that is not ordered", () => {
    advises(`
[Unit]
BindsTo=sys-subsystem-net-devices-gamelink0.device postgresql.service
#                                                  ^^^^^^^^^^^^^^^^^^ needed-not-ordered
After=sys-subsystem-net-devices-gamelink0.device
[Service]
ExecStart=/usr/bin/true
`);
  });

  test("Before= is an order too, and slices, mounts and sockets order themselves", () => {
    advises(`
[Unit]
Requires=a.service app.slice srv.mount app.socket
Before=a.service
[Service]
ExecStart=/usr/bin/true
`);
  });

  test("a name that nobody can know is left alone", () => {
    advises(`
[Unit]
Requires=a.service %H.service
After=%H.service
[Service]
ExecStart=/usr/bin/true
`);
  });

  test("waiting for the network that nothing wants", () => {
    advises(`
[Unit]
After=network-online.target
#     ^^^^^^^^^^^^^^^^^^^^^ online-not-wanted
[Service]
ExecStart=/usr/bin/true
`);
    advises(`
[Unit]
Wants=network-online.target
After=network-online.target
[Service]
ExecStart=/usr/bin/true
`);
  });
});

describe("commands", () => {
  test("signs that only a shell understands", () => {
    advises(`
[Service]
Type=oneshot
ExecStart=/usr/bin/du -s /srv | /usr/bin/sort
#                             ^ needs-shell
ExecStart=/usr/bin/date >/run/date
#                       ^^^^^^^^^^ needs-shell
ExecStart=/usr/bin/grep "|" ">" /etc/hosts
ExecStart=/bin/sh -c 'du -s /srv | sort'
ExecStart=/usr/bin/find / -size >=5 -name '*>'
`);
  });

  test("an instance in a unit that has none", () => {
    advises(`
[Service]
ExecStart=/usr/bin/echo %i 100%%i
#                       ^^ no-instance
`);
  });
});

test("an instance's name inside a shell's line can be any command", () => {
  const [file] = readFixture(
    "#- /etc/systemd/system/job@.service\n[Service]\nExecStart=/bin/sh -c 'process %I %i'\n",
  );
  if (file === undefined) throw new Error("no file");
  const unit = analysed(file);
  const found = judge(unit, effectiveUnit(unit, []));
  expect(found.map(({ code, from, to }) => [code, file.text.slice(from, to)])).toEqual([
    ["instance-in-shell", "%I"],
  ]);
});
