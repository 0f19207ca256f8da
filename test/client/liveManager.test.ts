import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Bus, BusCall } from "../../client/src/systemd/bus.ts";
import { createLiveManager } from "../../client/src/systemd/liveManager.ts";
import type { Manager } from "../../client/src/systemd/manager.ts";

// A bus that goes away at the one moment that a real one cannot be made to choose.
let root: string;
let manager: Manager;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "unitwright-manager-"));
});

afterEach(() => {
  manager.close();
  rmSync(root, { recursive: true, force: true });
});

test("a bus that goes away while the unit folders are read leaves no manager that looks ready", async () => {
  const kinds: string[] = [];
  manager = createLiveManager(() => Promise.resolve(busGoneAfterList()), {
    scope: "system",
    sockets: [join(root, "bus")],
    root,
  });
  manager.onChange(() => void kinds.push(manager.state().kind));
  await expect.poll(() => kinds).toContain("unreachable");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(kinds).not.toContain("ready");
});

test("asking for details without a connection is refused by the promise", async () => {
  manager = createLiveManager(() => Promise.reject(new Error("no bus")), { scope: "system", root });
  await expect(manager.details("a.service")).rejects.toMatchObject({ kind: "disconnected" });
});

/** Answers until the search path was asked for, the last thing before the folders are read, and hangs up then. */
function busGoneAfterList(): Bus {
  const closed: (() => void)[] = [];
  const close = () => {
    for (const listener of closed.splice(0)) listener();
  };
  const folders = Array.from({ length: 500 }, (_, index) => `/etc/${index}`);
  const answers: Readonly<Record<string, readonly unknown[]>> = {
    GetNameOwner: [":1.1"],
    Get: [{ value: folders }],
    ListUnits: [[]],
  };
  return {
    call: async ({ member, inOrder }: BusCall) => {
      const body = answers[member] ?? [];
      inOrder?.(body);
      if (member === "Get") setImmediate(close);
      return body;
    },
    onSignal: () => {},
    onClosed: (listener) => void closed.push(listener),
    close,
  };
}
