// Properties of systemd's objects, read one at a time or all of an interface at once.
import { type Bus, managerObject, propertiesInterface } from "./bus.ts";
import { asProperties, type Properties, variantValue } from "./decode.ts";

/** Where a property stands: the object's path and one of its interfaces. */
export interface PropertyPlace {
  readonly path: string;
  readonly interface: string;
}

/** Throws SystemdError. Reading a property of a unit loads the unit where it is not. */
export async function readProperty(bus: Bus, place: PropertyPlace, name: string): Promise<unknown> {
  const body = await bus.call({
    ...at(place, "Get"),
    signature: "ss",
    body: [place.interface, name],
  });
  return variantValue(body[0]);
}

/** Gives all of an interface, within `timeout` milliseconds. Throws SystemdError. */
export async function readProperties(bus: Bus, place: PropertyPlace, timeout = 25_000): Promise<Properties> {
  const body = await bus.call({ ...at(place, "GetAll"), signature: "s", body: [place.interface], timeout });
  return asProperties(body[0]);
}

const at = ({ path }: PropertyPlace, member: string) => ({
  ...managerObject,
  path,
  interface: propertiesInterface,
  member,
});
