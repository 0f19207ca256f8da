// The local machines that systemd-machined knows (org.freedesktop.machine1(5)).
import type { Bus } from "./bus.ts";
import { asArray, asText } from "./decode.ts";
import { SystemdError } from "./errors.ts";

/** The names of the running containers; a virtual machine has no bus that could be reached. None without machined. */
export async function readMachines(bus: Bus): Promise<readonly string[]> {
  try {
    const [machines] = await bus.call({
      destination: "org.freedesktop.machine1",
      path: "/org/freedesktop/machine1",
      interface: "org.freedesktop.machine1.Manager",
      member: "ListMachines",
    });
    return asArray(machines).flatMap((one) => {
      const [name, kind] = asArray(one);
      return asText(kind) === "container" ? [asText(name)] : [];
    });
  } catch (error) {
    // It is a package of its own on many machines, and asked for by nobody on others.
    if (error instanceof SystemdError) return [];
    throw error;
  }
}
