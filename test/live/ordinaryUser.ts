// Runs inside the box as an ordinary user: tries what ordinaryUser.test.ts asks about and prints the answers as JSON.
import { SystemdError } from "../../client/src/systemd/errors.ts";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { readyManager } from "./readyManager.ts";

async function main(): Promise<void> {
  const [system, user] = await Promise.all([readyManager("system"), readyManager("user")]);
  const own = "own.service";
  await writeOwnUnit(own);
  await user.perform({ verb: "daemon-reload" });
  const started = await user.perform({ verb: "start", unit: own });
  const ownStart = started.kind === "job" ? started.result : started.kind;
  // systemd had never heard of the unit: it is listed shortly after the job.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const ownState = `${unit(user, own)?.activeState}/${unit(user, own)?.subState}`;
  const answers = {
    system: system.state().kind,
    journald: unit(system, "systemd-journald.service")?.activeState,
    start: await kindOf(() => system.perform({ verb: "start", unit: "guarded.service" })),
    enable: await kindOf(() =>
      system.perform({ verb: "enable", unit: "guarded.service", lasting: "for-good" }),
    ),
    reload: await kindOf(() => system.perform({ verb: "daemon-reload" })),
    user: user.state().kind,
    ownStart,
    ownState,
  };
  await user.perform({ verb: "stop", unit: own });
  process.stdout.write(JSON.stringify(answers));
  system.close();
  user.close();
}

async function writeOwnUnit(name: string): Promise<void> {
  const { mkdir, writeFile } = await import("node:fs/promises");
  const folder = `${process.env.HOME}/.config/systemd/user`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}`, "[Service]\nExecStart=/usr/bin/sleep infinity\n");
}

function unit(manager: Manager, name: string) {
  const state = manager.state();
  return state.kind === "ready" ? state.units.get(name) : undefined;
}

async function kindOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return "done";
  } catch (error) {
    return error instanceof SystemdError ? error.kind : String(error);
  }
}

main().catch((error: unknown) => {
  process.stdout.write(JSON.stringify({ error: String(error) }));
  process.exit(1);
});
