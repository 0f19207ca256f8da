// "New Unit for a Device…": from a device, plugged in or to be, to the files that start a service with it.
import { commands, type Disposable } from "vscode";
import type { UnitEditor } from "../editing/unitEditor.ts";
import type { LanguageServer } from "../languageClient.ts";
import { deviceKind } from "../newUnits/deviceUnits.ts";
import { type LiveDevices, pickDevice } from "../newUnits/pickDevice.ts";
import { SystemdError } from "../systemd/errors.ts";
import type { LiveUnits } from "../units/liveUnits.ts";
import { isTrusted } from "./act.ts";
import { askForFiles } from "./newUnit.ts";

type Asked = Pick<LanguageServer, "unitNames">;

/** Registers the command. It looks at the machine's devices and runs udevadm, so it needs a trusted workspace. */
export function newDeviceUnit(server: Asked, live: LiveUnits, editor: UnitEditor): Disposable {
  return commands.registerCommand("unitwright.newDeviceUnit", async () => {
    if (!isTrusted()) return;
    for (;;) {
      const device = await pickDevice(liveDevices(live));
      if (device === undefined) return;
      const files = await askForFiles(server, deviceKind(device), undefined);
      if (files === "back") continue;
      if (files !== undefined) await editor.openUnsaved(files);
      return;
    }
  });
}

async function liveDevices(live: LiveUnits): Promise<LiveDevices> {
  live.begin();
  await live.settled();
  const manager = live.manager("system");
  const state = manager?.state();
  if (state?.kind === "unreachable") return { kind: "unknown", why: `${state.reason} ${state.advice}` };
  try {
    return { kind: "known", devices: (await manager?.devices()) ?? [] };
  } catch (error) {
    if (!(error instanceof SystemdError)) throw error;
    return { kind: "unknown", why: error.message };
  }
}
