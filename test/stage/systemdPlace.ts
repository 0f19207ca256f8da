// Which systemd a VS Code shows: this machine's, one booted for it in a throw-away box, or none.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Closing } from "./closing.ts";
import type { Step } from "./progress.ts";
import { type Bind, bootSystemd, type SystemdBox, whyNoSystemdBox } from "./systemdBox.ts";
import { ensureSystemdRoot } from "./systemdRoot.ts";

export type SystemdPlace =
  | { readonly kind: "machine" }
  | { readonly kind: "box"; readonly box: SystemdBox }
  | { readonly kind: "none"; readonly why: string };

/**
 * Takes the machine's systemd where it is PID 1, and boots one otherwise where that can be done.
 * `binds` are the folders that the box must see beside `folder`, which programs in it may write.
 */
export async function systemdFor(
  closing: Closing,
  step: Step,
  folder: string,
  binds: readonly Bind[],
): Promise<SystemdPlace> {
  if (systemdIsInit()) return { kind: "machine" };
  const why = await whyNoSystemdBox();
  if (why !== undefined) return { kind: "none", why };
  const root = await boxRoot(step);
  if (hidesPartOf(root, folder)) {
    return { kind: "none", why: `a throw-away systemd would have a ${folder} of its own` };
  }
  const box = await bootBox(closing, step, root, [...binds, { path: folder, writable: true }]);
  return { kind: "box", box };
}

/** Boots a box from {@link boxRoot}, which is stopped when the run closes. */
export function bootBox(
  closing: Closing,
  step: Step,
  root: string,
  binds: readonly Bind[],
): Promise<SystemdBox> {
  return step("A throw-away systemd booted", async () => {
    const box = await bootSystemd({ root, name: "unitwright", binds, users: [0] });
    closing.add("the throw-away systemd", () => box.stop());
    return box;
  });
}

/** The file system of a box, from the cache or made now; `packages` are wanted beside systemd. */
export function boxRoot(step: Step, packages: readonly string[] = []): Promise<string> {
  return step("systemd's files, from Debian's packages or the cache", () => ensureSystemdRoot({ packages }));
}

function systemdIsInit(): boolean {
  try {
    return readFileSync("/proc/1/comm", "utf8").trim() === "systemd";
  } catch {
    return false;
  }
}

/** A folder of the machine must not lie over what a box has at the same path, such as its /etc. */
function hidesPartOf(root: string, folder: string): boolean {
  if (/^\/(proc|sys|dev|run)(\/|$)|^\/(tmp|var\/tmp)?$/.test(folder)) return true;
  try {
    return readdirSync(join(root, folder)).length > 0;
  } catch {
    return false;
  }
}
