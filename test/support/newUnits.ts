// All that the questions for new units can make: one set of files for every way through their choices.
import { type DeviceAtHand, deviceOfPath, deviceOfUdev } from "../../client/src/newUnits/device.ts";
import { deviceFiles } from "../../client/src/newUnits/deviceUnits.ts";
import { newUnitKinds } from "../../client/src/newUnits/kinds.ts";
import {
  type Answers,
  askedQuestions,
  type NewFile,
  type NewUnitKind,
  type Place,
} from "../../client/src/newUnits/newUnit.ts";

export interface MadeUnit {
  /** The kind and the choices, to be read in a failure. */
  readonly what: string;
  readonly folder: string;
  readonly files: readonly NewFile[];
}

const places: readonly Omit<Place, "units">[] = [
  { folder: "/etc/systemd/system", scope: "system", taken: new Set() },
  { folder: "/etc/systemd/user", scope: "user", taken: new Set() },
];

/** The unit that drop-ins are made for, which must lie beside them. */
export const changedUnit: NewFile = {
  name: "changed.service",
  text: "[Unit]\nDescription=Is changed\n\n[Service]\nExecStart=/bin/sleep 1\n",
};

/** Each with names of its own, so that all of them can lie in one folder. */
export function allNewUnits(): readonly MadeUnit[] {
  let count = 0;
  return places.flatMap((at) => {
    const place: Place = { ...at, units: [changedUnit.name] };
    return newUnitKinds.flatMap((kind) =>
      ways(kind, place).map((answers): MadeUnit => {
        const own = { ...answers, ...named(kind, count++) };
        const what = `${kind.label}, ${place.scope}: ${JSON.stringify(own)}`;
        return { what, folder: place.folder, files: kind.files(own, place) };
      }),
    );
  });
}

/** Every way through the choices of a kind; what is typed is always the same. */
function ways(kind: NewUnitKind, place: Place): readonly Answers[] {
  let all: readonly Answers[] = [{}];
  for (const question of kind.questions) {
    all = all.flatMap((answers) => {
      if (!askedQuestions([question], answers).includes(question)) return [answers];
      if (question.kind === "text") return [{ ...answers, [question.key]: typed[question.key] ?? "" }];
      const values = question.choices(answers, place).map(({ value }) => value);
      return (values.length > 0 ? values : ["basic.target"]).map((value) => ({
        ...answers,
        [question.key]: value,
      }));
    });
  }
  return all;
}

const typed: Answers = {
  description: "Something 100% sure",
  command: "/bin/true one two",
  stop: "/bin/true undo",
  instance: "main",
  listen: "8080",
  interval: "15min",
  path: "/var/spool/some thing/*.deploy",
  source: "LABEL=some data",
  variable: 'SAID=a "b" 100% c\\d',
};

/** The last word of what a unit is named by. */
function named({ id }: NewUnitKind, count: number): Answers {
  if (id === "swap") return { source: `/var/swap-${count}` };
  if (id === "mount" || id === "automount") return { where: `/srv/a b-${count}/` };
  return id === "drop-in" ? {} : { name: `made${count}` };
}

const token = deviceOfUdev(
  "/sys/devices/pci0000:00/0000:00:14.0/usb2/2-3",
  new Map([
    ["SUBSYSTEM", "usb"],
    ["DEVTYPE", "usb_device"],
    ["DEVNAME", "/dev/bus/usb/002/003"],
    ["ID_VENDOR_ID", "0529"],
    ["ID_MODEL_ID", "0600"],
    ["ID_MODEL", "eToken_PRO"],
    ["ID_SERIAL_SHORT", "A|1*"],
  ]),
);

const cable = deviceOfUdev(
  "/sys/devices/virtual/net/gamelink0",
  new Map([
    ["SUBSYSTEM", "net"],
    ["INTERFACE", "gamelink0"],
    ["TAGS", ":systemd:"],
    ["SYSTEMD_ALIAS", "/sys/subsystem/net/devices/gamelink0"],
  ]),
);

const adapter = deviceOfUdev(
  "/sys/devices/pci0000:00/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0",
  new Map([
    ["SUBSYSTEM", "tty"],
    ["DEVNAME", "/dev/ttyUSB0"],
    [
      "DEVLINKS",
      "/dev/serial/by-path/pci-0000:00:1d.0-usb-0:1.4:1.1-port0 /dev/serial/by-id/usb-FTDI_A-if00",
    ],
    ["CURRENT_TAGS", ":systemd:"],
    ["ID_VENDOR_ID", "0403"],
    ["ID_MODEL_ID", "6001"],
  ]),
);

/** Devices of all kinds that the questions tell apart. */
export const someDevices = {
  token,
  cable,
  adapter,
  "a node that is not there": deviceOfPath("/dev/ttyACM3"),
  "a path that is not there": deviceOfPath("/sys/devices/virtual/net/my-link"),
} satisfies Readonly<Record<string, DeviceAtHand>>;

/** Every way through the choices for a device, and the files that it makes. */
export function waysForDevice(device: DeviceAtHand, at: Place) {
  const answers = { name: "my-link", description: "100% \\", command: "/bin/true one" };
  return ["start-stop", "start", "instances"]
    .flatMap((how) =>
      ["this", "kind"].flatMap((which) =>
        ["", ...device.names].map((chosen) => ({ ...answers, how, which, device: chosen })),
      ),
    )
    .map((given) => ({ given, files: deviceFiles(device, given, at) }));
}

/** The files for all devices, in all ways. */
export function allDeviceFiles(): readonly (readonly NewFile[])[] {
  const units: readonly string[] = [];
  const all = Object.values<DeviceAtHand>(someDevices);
  return all.flatMap((device) =>
    places.flatMap((at) => waysForDevice(device, { ...at, units }).map(({ files }) => files)),
  );
}
