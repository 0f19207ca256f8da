// Runs inside the box as some user: registers our polkit agent, says so, and prints a line for each question that it is
// asked; until the file that was named ahead of it is there, a minute at most.
import { existsSync } from "node:fs";
import { openBus } from "../../client/src/systemd/busManager.ts";
import { registerAgent } from "../../client/src/systemd/elevation/polkitAgent.ts";

declare global {
  /** Set ahead of this program. */
  var agentEnds: string;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const bus = await openBus("/run/dbus/system_bus_socket");
  const asker = {
    password: async () => void say("asked for a password"),
    user: async () => void say("asked for a user"),
  };
  const agent = await registerAgent(bus, asker, new AbortController().signal);
  say(`registered ${process.pid}`);
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && !existsSync(globalThis.agentEnds); )
    await new Promise((resolve) => setTimeout(resolve, 50));
  await agent.close();
  bus.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  say(`failed: ${String(error)}`);
  process.exit(1);
});
