import { describe, expect, test } from "vitest";
import { valueInEffect } from "../../server/src/language/effectiveUnit.ts";
import { isSectionName } from "../../server/src/language/knowledge/sections.ts";
import { unitIn } from "../support/wholeUnit.ts";

/** What is in effect of a directive, as `path: value`. */
function effective(files: string, directive: string, name = "a.service", target?: number): readonly string[] {
  const { whole, pathOf } = unitIn(files, name, target);
  const [section = "", key = ""] = directive.split(".");
  if (!isSectionName(section)) throw new Error(`There is no section ${section}.`);
  return whole
    .inEffect(section, key)
    .map(({ unit, assignment }) => `${pathOf(unit)}: ${assignment.node.value.content}`);
}

describe("the files", () => {
  test("are read in the order of their names, after the unit file", () => {
    const files = `
#- a.service.d/20.conf
[Unit]
After=c.target
#- service.d/15.conf
[Unit]
After=b.target
#- a.service
[Unit]
After=a.target
#- a.service.d/9.conf
[Unit]
After=d.target`;
    expect(effective(files, "Unit.After")).toEqual([
      "a.service: a.target",
      "service.d/15.conf: b.target",
      "a.service.d/20.conf: c.target",
      "a.service.d/9.conf: d.target",
    ]);
  });
  test("hide others of their name, even when empty", () => {
    const files = `
#- a-b.service
[Service]
User=one
#- a-.service.d/10.conf
[Service]
User=two
#- a-b.service.d/10.conf
#- service.d/10.conf
[Service]
User=three`;
    expect(effective(files, "Service.User", "a-b.service")).toEqual(["a-b.service: one"]);
  });
  test("of an instance are the template's, with its specifiers", () => {
    const files = `
#- a@.service
[Unit]
Description=for %i
#- a@.service.d/10.conf
[Unit]
Description=for %i on tty
#- a@x.service.d/20.conf
[Service]
User=%i`;
    const { whole } = unitIn(files, "a@x.service");
    expect(valueInEffect(whole, "Unit", "Description")).toBe("for x on tty");
    expect(valueInEffect(whole, "Service", "User")).toBe("x");
  });
});

describe("a later assignment", () => {
  test("replaces, adds, or comes too late, by the kind of directive", () => {
    const files = `
#- a.service
[Unit]
Description=one
Documentation=man:one
[Service]
ExecStart=/bin/one
LoadCredential=a:/one
#- a.service.d/10.conf
[Unit]
Description=two
Documentation=man:two
[Service]
ExecStart=/bin/two`;
    expect(effective(files, "Unit.Description")).toEqual(["a.service.d/10.conf: two"]);
    expect(effective(files, "Unit.Documentation")).toHaveLength(2);
    expect(effective(files, "Service.ExecStart")).toHaveLength(2);
  });
  test("that is empty clears a list, and what follows begins it anew", () => {
    const files = `
#- a.service
[Service]
ExecStart=/bin/one
ExecStart=/bin/two
#- a.service.d/10.conf
[Service]
ExecStart=
ExecStart=/bin/three`;
    expect(effective(files, "Service.ExecStart")).toEqual(["a.service.d/10.conf: /bin/three"]);
  });
  test("that is empty clears its whole group", () => {
    const files = `
#- a.socket
[Socket]
ListenStream=80
ListenFIFO=/run/x
#- a.socket.d/10.conf
[Socket]
ListenDatagram=
ListenStream=81`;
    expect(effective(files, "Socket.ListenStream", "a.socket")).toEqual(["a.socket.d/10.conf: 81"]);
    expect(effective(files, "Socket.ListenFIFO", "a.socket")).toEqual([]);
  });
  test("that is empty counts itself where empty is not the default", () => {
    const files = `
#- a.service
[Service]
CapabilityBoundingSet=CAP_KILL
AmbientCapabilities=CAP_KILL
#- a.service.d/10.conf
[Service]
CapabilityBoundingSet=
AmbientCapabilities=
#- a.service.d/20.conf
[Service]
CapabilityBoundingSet=CAP_CHOWN`;
    expect(effective(files, "Service.CapabilityBoundingSet")).toEqual([
      "a.service.d/10.conf: ",
      "a.service.d/20.conf: CAP_CHOWN",
    ]);
    expect(effective(files, "Service.AmbientCapabilities")).toEqual([]);
  });
  test("with a mistake behind good words counts, for systemd keeps those", () => {
    const files = `
#- a.service
[Service]
BindPaths=/a "/b
BindReadOnlyPaths="/a /b
ExecSearchPath=/a:b
ExecStartPre=/bin/a ; -./b ; /bin/c
ExecStartPost=-./a ; /bin/b
StateDirectory=a b "" c
CacheDirectory="" a
Delegate=cpu "io
StandardInputText=a "b \\q
[Unit]
Documentation=man:a "man:b
[Service]
SupplementaryGroups=a b 65535`;
    expect(effective(files, "Service.BindPaths")).toHaveLength(1);
    expect(effective(files, "Service.ExecSearchPath")).toHaveLength(1);
    expect(effective(files, "Service.BindReadOnlyPaths")).toEqual([]);
    expect(effective(files, "Service.ExecStartPre")).toHaveLength(1);
    expect(effective(files, "Service.ExecStartPost")).toEqual([]);
    expect(effective(files, "Service.StateDirectory", "a.service", 252)).toHaveLength(1);
    expect(effective(files, "Service.CacheDirectory", "a.service", 252)).toEqual([]);
    expect(effective(files, "Service.SupplementaryGroups")).toHaveLength(1);
    expect(effective(files, "Service.Delegate")).toEqual([]);
    expect(effective(files, "Service.StandardInputText")).toEqual([]);
    expect(effective(files, "Unit.Documentation", "a.service", 252)).toHaveLength(1);
    expect(effective(files, "Unit.Documentation", "a.service", 257)).toEqual([]);
  });
  test("of address families in which there is none counts, for it forbids them all", () => {
    const files = `
#- a.service
[Service]
RestrictAddressFamilies=INET AF_UNIX`;
    for (const target of [252, 262]) {
      expect(effective(files, "Service.RestrictAddressFamilies", "a.service", target)).toHaveLength(1);
    }
  });
  test("of folders that is empty takes their mode back, and no mode the folders", () => {
    const files = `
#- a.service
[Service]
StateDirectory=a
StateDirectoryMode=0700
CacheDirectory=b
CacheDirectoryMode=0700
#- a.service.d/10.conf
[Service]
StateDirectory=
CacheDirectoryMode=`;
    expect(effective(files, "Service.StateDirectoryMode")).toEqual([]);
    expect(effective(files, "Service.CacheDirectoryMode")).toEqual(["a.service: 0700"]);
    expect(effective(files, "Service.CacheDirectory")).toEqual(["a.service: b"]);
  });
  test("of TasksMax= that is empty is a limit to a slice, and the default to others", () => {
    const files = (type: string) => `
#- a.${type}
[${type === "slice" ? "Slice" : "Service"}]
TasksMax=5
#- a.${type}.d/10.conf
[${type === "slice" ? "Slice" : "Service"}]
TasksMax=`;
    expect(effective(files("slice"), "Slice.TasksMax", "a.slice")).toEqual(["a.slice.d/10.conf: "]);
    expect(effective(files("service"), "Service.TasksMax")).toEqual([]);
  });
  test("that is empty does nothing where the directive cannot be cleared", () => {
    const files = `
#- a.service
[Unit]
After=a.target
[Service]
Restart=always
#- a.service.d/10.conf
[Unit]
After=
[Service]
Restart=`;
    expect(effective(files, "Unit.After")).toEqual(["a.service: a.target"]);
    expect(effective(files, "Service.Restart")).toEqual(["a.service: always"]);
  });
  test("that systemd does not take leaves the earlier one", () => {
    const files = `
#- a.service
[Service]
Restart=always
Type=oneshot
#- a.service.d/10.conf
[Service]
Restart=allways
Typ=simple
[Servise]
Type=simple`;
    expect(effective(files, "Service.Restart")).toEqual(["a.service: always"]);
    expect(effective(files, "Service.Type")).toEqual(["a.service: oneshot"]);
  });
  test("under the new name replaces one under the old name, wherever that stood", () => {
    const files = `
#- a.service
[Service]
StartLimitInterval=5
[Unit]
BindTo=a.device
#- a.service.d/10.conf
[Unit]
StartLimitIntervalSec=9
BindsTo=b.device`;
    expect(effective(files, "Unit.StartLimitIntervalSec")).toEqual(["a.service.d/10.conf: 9"]);
    expect(effective(files, "Unit.BindsTo")).toHaveLength(2);
  });
  test("that the release does not know yet says nothing", () => {
    const files = `
#- a.service
[Service]
ExecStart=/bin/a
PrivatePIDs=yes`;
    expect(effective(files, "Service.PrivatePIDs", "a.service", 252)).toEqual([]);
    expect(effective(files, "Service.PrivatePIDs", "a.service", 257)).toHaveLength(1);
  });
});

describe("a drop-in that systemd stops reading", () => {
  test("counts down to that line", () => {
    const files = `
#- a.service
[Service]
User=one
#- a.service.d/10.conf
[Service]
User=two
[Service
User=three
#- a.service.d/20.conf
[Service]
Group=four`;
    expect(effective(files, "Service.User")).toEqual(["a.service.d/10.conf: two"]);
    expect(effective(files, "Service.Group")).toEqual(["a.service.d/20.conf: four"]);
  });
  test("does not count with the line itself", () => {
    const files = `
#- a.service
[Service]
ExecStart=/bin/a
#- a.service.d/10.conf
[Service]
User=one
ExecStart=/bin/b "open
User=two`;
    expect(effective(files, "Service.ExecStart")).toEqual(["a.service: /bin/a"]);
    expect(effective(files, "Service.User")).toEqual(["a.service.d/10.conf: one"]);
  });
});
