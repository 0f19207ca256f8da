// Devices as systemd knows them: one device of the kernel has a unit for each of its names (systemd.device(5)).
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import type { Bus } from "./bus.ts";
import { asText } from "./decode.ts";
import type { LiveDevice, Unit, UnitName } from "./manager.ts";
import { readProperty } from "./properties.ts";

const deviceInterface = "org.freedesktop.systemd1.Device";

/** The devices that are there now, out of all units: each once, with the names of all its units. */
export async function readDevices(
  bus: Bus,
  units: ReadonlyMap<UnitName, Unit>,
): Promise<readonly LiveDevice[]> {
  const loaded = [...units.values()].filter(
    ({ name, path, activeState }) =>
      name.endsWith(".device") && path !== undefined && activeState === "active",
  );
  const paths = await Promise.all(
    loaded.map(({ name }) =>
      // A device may go while it is asked about.
      readProperty(bus, { path: busPathOfUnit(name), interface: deviceInterface }, "SysFSPath").catch(
        () => "",
      ),
    ),
  );
  const devices = new Map<string, LiveDevice>();
  loaded.forEach(({ name, description }, at) => {
    const sysfsPath = asText(paths[at]);
    if (sysfsPath === "") return;
    const known = devices.get(sysfsPath);
    devices.set(sysfsPath, { sysfsPath, description, names: [...(known?.names ?? []), name] });
  });
  return [...devices.values()];
}
