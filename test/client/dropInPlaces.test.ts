import { expect, test } from "vitest";
import { dropInPath, dropInPlaces, dropInText } from "../../client/src/editing/dropInPlaces.ts";
import { unitOfFile } from "../../client/src/editing/unitOfFile.ts";
import { ownFolders } from "../../client/src/systemd/ownFolders.ts";

const system = ownFolders("system", { home: "/home/a", user: 1000 });
const spelt = (unit: string, inEffect: readonly string[]) =>
  dropInPlaces(unit, inEffect, system).map(
    ({ path, presence, unit: whose }) => `${presence} ${whose} ${path}`,
  );

test("a unit without drop-ins may get one for good, or until the next boot", () => {
  expect(spelt("nginx.service", [])).toEqual([
    "new nginx.service /etc/systemd/system/nginx.service.d/override.conf",
    "new nginx.service /run/systemd/system/nginx.service.d/override.conf",
  ]);
});

test("what people wrote comes first, and what the distribution ships is not to be edited", () => {
  const inEffect = [
    "/usr/lib/systemd/system/service.d/10-distribution.conf",
    "/etc/systemd/system/nginx.service.d/override.conf",
    "/run/systemd/system/nginx.service.d/50-try.conf",
  ];
  expect(spelt("nginx.service", inEffect)).toEqual([
    "there nginx.service /etc/systemd/system/nginx.service.d/override.conf",
    "there nginx.service /run/systemd/system/nginx.service.d/50-try.conf",
    "new nginx.service /run/systemd/system/nginx.service.d/override.conf",
  ]);
});

test("an instance is changed alone, or with all others of its template", () => {
  expect(spelt("www@1.service", [])).toEqual([
    "new www@1.service /etc/systemd/system/www@1.service.d/override.conf",
    "new www@.service /etc/systemd/system/www@.service.d/override.conf",
    "new www@1.service /run/systemd/system/www@1.service.d/override.conf",
    "new www@.service /run/systemd/system/www@.service.d/override.conf",
  ]);
});

test("a user's drop-ins lie in the user's folders", () => {
  expect(ownFolders("user", { home: "/home/a", user: 1000 })).toEqual({
    "for-good": "/home/a/.config/systemd/user",
    "until-reboot": "/run/user/1000/systemd/user",
  });
  const environment = { home: "/home/a", user: 1000, XDG_CONFIG_HOME: "/c", XDG_RUNTIME_DIR: "/r" };
  expect(Object.values(ownFolders("user", environment))).toEqual(["/c/systemd/user", "/r/systemd/user"]);
});

test("a drop-in has the ending that systemd reads, and begins with the section of its unit", () => {
  expect(dropInPath("a.socket", "10-port", "/etc/systemd/system")).toBe(
    "/etc/systemd/system/a.socket.d/10-port.conf",
  );
  expect(dropInText("a.socket")).toContain("\n[Socket]\n");
  expect(dropInText("a.target")).toContain("\n[Unit]\n");
});

test.each([
  ["/etc/systemd/system/a.service", "system a.service"],
  ["/etc/systemd/system/a@.service.d/override.conf", "system a@.service"],
  ["/home/a/.config/systemd/user/b.timer", "user b.timer"],
  ["/run/user/1000/systemd/user/b.timer.d/50-x.conf", "user b.timer"],
  ["/home/a/project/a.service", "none"],
  ["/etc/systemd/system/a.service.wants/b.service", "none"],
  ["/etc/systemd/system/notes.txt", "none"],
  ["/etc/udev/rules.d/99-a.rules", "none"],
])("once %s is saved, what is to be read again is: %s", (path, wanted) => {
  const unit = unitOfFile(path);
  expect(unit === undefined ? "none" : `${unit.scope} ${unit.name}`).toBe(wanted);
});
