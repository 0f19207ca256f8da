// A socket for exactly one connection, which is joined to the two ends of a child process: the D-Bus library can only
// connect to a socket.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

/** What is written to `input` and read from `output` by whoever connects. */
export interface Ends {
  readonly input: Writable;
  readonly output: Readable;
}

export interface OneConnection {
  readonly socket: string;
  /** Takes the socket away; the connection that was made stays. */
  withdraw(): Promise<void>;
}

/** Listens in a folder that nobody but this user may enter (mkdtemp makes it 0700). */
export async function offerOneConnection({ input, output }: Ends): Promise<OneConnection> {
  const folder = await mkdtemp(join(tmpdir(), "unitwright-"));
  const socket = join(folder, "bus");
  const server = createServer((connection) => {
    server.close();
    for (const end of [connection, input, output]) end.on("error", () => connection.destroy());
    connection.pipe(input);
    output.pipe(connection);
    connection.once("close", () => input.end());
  });
  server.maxConnections = 1;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, resolve);
  });
  return {
    socket,
    withdraw: async () => {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
