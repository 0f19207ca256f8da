import { describe, expect, test } from "vitest";
import { type DeviceAtHand, deviceOfPath } from "../../client/src/newUnits/device.ts";
import { deviceFiles, deviceKind } from "../../client/src/newUnits/deviceUnits.ts";
import { askedQuestions, type Place } from "../../client/src/newUnits/newUnit.ts";
import { addedDevice } from "../../client/src/systemd/udev.ts";
import { judgeExample } from "../../server/generate/judgedExample.ts";
import { analyseRules } from "../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../server/src/language/udev/judgeRules.ts";
import { someDevices, waysForDevice } from "../support/newUnits.ts";

const { token, cable, adapter } = someDevices;

const place: Place = { folder: "/etc/systemd/system", scope: "system", taken: new Set(), units: [] };

describe.each([252, 257, 262])(
  "our own server has nothing to say of the files for devices, for systemd %i",
  (target) => {
    test.each(Object.entries(someDevices))("%s", (_, device) => {
      for (const scope of ["system", "user"] as const) {
        const folder = `/etc/systemd/${scope}`;
        for (const { given, files } of waysForDevice(device, { ...place, folder, scope })) {
          for (const { name, text } of files) {
            const path = name.startsWith("/") ? name : `${folder}/${name}`;
            const among = files
              .filter((file) => !file.name.endsWith(".rules"))
              .map((file) => ({ path: `${folder}/${file.name}`, text: file.text }));
            const problems = path.endsWith(".rules")
              ? judgeRules(analyseRules(text, target))
              : judgeExample({ path, text, target, among });
            const told = problems.map(({ code, from, to }) => `${code}: ${text.slice(from, to)}`);
            expect(told, `${JSON.stringify(given)}\n${text}`).toEqual([]);
          }
        }
      }
    });
  },
);

test("a device with a unit needs no rule to start and stop a service", () => {
  const [file, ...more] = deviceFiles(
    cable,
    { how: "start-stop", name: "gamelink", command: "/bin/play" },
    place,
  );
  expect(more).toEqual([]);
  const unit = "sys-subsystem-net-devices-gamelink0.device";
  expect(file?.name).toBe("gamelink.service");
  for (const line of [`BindsTo=${unit}`, `After=${unit}`, `WantedBy=${unit}`, "ExecStart=/bin/play"]) {
    expect(file?.text.split("\n")).toContain(line);
  }
});

test("what only starts is not bound to the device", () => {
  const [file] = deviceFiles(cable, { how: "start", name: "gamelink", command: "/bin/play" }, place);
  expect(file?.text).not.toMatch(/BindsTo|After/);
  expect(file?.text).toContain("WantedBy=sys-subsystem");
});

test("a device without a unit gets a rule that tags and names it, with what could be a pattern taken out", () => {
  const answers = { how: "start-stop", which: "this", name: "my-token", command: "/bin/handle" };
  const [service, rule] = deviceFiles(token, answers, place);
  expect(rule?.name).toBe("/etc/udev/rules.d/90-my-token.rules");
  expect(rule?.text.split("\n").at(-2)).toBe(
    [
      'ACTION!="remove", SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ENV{ID_VENDOR_ID}=="0529"',
      'ENV{ID_MODEL_ID}=="0600", ENV{ID_SERIAL_SHORT}=="A?1?", TAG+="systemd"',
      'ENV{SYSTEMD_ALIAS}+="/device/my-token", ENV{SYSTEMD_WANTS}+="my-token.service"',
    ].join(", "),
  );
  expect(service?.text).toContain("BindsTo=device-my\\x2dtoken.device\n");
  expect(service?.text).not.toContain("[Install]");
});

test("an instance for each device is a template that the rule starts, bound to the device of its name", () => {
  const answers = { how: "instances", name: "serial", command: "/bin/read %f" };
  const [template, rule] = deviceFiles(adapter, answers, place);
  expect(template?.name).toBe("serial@.service");
  expect(template?.text).toContain("BindsTo=%i.device\n");
  expect(template?.text).toContain("ExecStart=/bin/read %f\n");
  expect(rule?.text).toContain('ENV{ID_VENDOR_ID}=="0403", ENV{ID_MODEL_ID}=="6001"');
  expect(rule?.text).toContain('ENV{SYSTEMD_WANTS}+="serial@.service"');
});

test("a rule for one's own units lies beside them, and names the manager of the user where it runs them", () => {
  const answers = { how: "instances", name: "serial", command: "/bin/read" };
  const beside = deviceFiles(adapter, answers, { ...place, folder: "/home/me/project" });
  expect(beside.map(({ name }) => name)).toEqual(["serial@.service", "90-serial.rules"]);
  const ofUser = deviceFiles(adapter, answers, { ...place, scope: "user" });
  expect(ofUser[1]?.text).toContain("ENV{SYSTEMD_USER_WANTS}");
});

test("the names of a device come with the steadiest first", () => {
  expect(adapter.names).toEqual([
    "dev-serial-by\\x2did-usb\\x2dFTDI_A\\x2dif00.device",
    "dev-ttyUSB0.device",
    "dev-serial-by\\x2dpath-pci\\x2d0000:00:1d.0\\x2dusb\\x2d0:1.4:1.1\\x2dport0.device",
    "sys-devices-pci0000:00-usb1-1\\x2d2-1\\x2d2:1.0-ttyUSB0-tty-ttyUSB0.device",
  ]);
  expect(cable.names[0]).toBe("sys-subsystem-net-devices-gamelink0.device");
  expect(token.names).toEqual([]);
});

test("only what the device leaves open is asked", () => {
  const keys = (device: DeviceAtHand, how: string) =>
    askedQuestions(deviceKind(device).questions, { how }).map(({ key }) => key);
  expect(keys(adapter, "start-stop")).toEqual(["how", "device", "name", "description", "command"]);
  expect(keys(token, "start")).toEqual(["how", "which", "name", "description", "command"]);
  expect(keys(token, "instances")).toEqual(["how", "name", "description", "command"]);
  expect(keys(deviceOfPath("/dev/sda"), "start")).toEqual(["how", "name", "description", "command"]);
});

test("a message of udev's monitor tells of a device that came, and of nothing else", () => {
  const message =
    "UDEV  [12.34] add      /devices/a=b (net)\nACTION=add\nDEVPATH=/devices/a=b\nTAGS=:systemd:";
  expect(addedDevice(message)).toMatchObject({ sysfsPath: "/sys/devices/a=b" });
  expect(addedDevice(message)?.properties.get("TAGS")).toBe(":systemd:");
  expect(addedDevice(message.replace("ACTION=add", "ACTION=remove"))).toBeUndefined();
  expect(addedDevice("monitor will print the received events for:\nUDEV - the event")).toBeUndefined();
});
