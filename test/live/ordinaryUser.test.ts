import { beforeAll, expect, test } from "vitest";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { describeInBox } from "./box.ts";
import { boxProgram } from "./boxProgram.ts";

describeInBox("an ordinary user", (live) => {
  let answers: unknown;

  beforeAll(async () => {
    await live.write(
      "guarded.service",
      "[Service]\nExecStart=/usr/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n",
    );
    answers = await asOrdinaryUser();
  });

  test("sees every unit", () => {
    expect(answers).toMatchObject({ system: "ready", journald: "active" });
  });

  test("is told that the machine's units are not theirs to change", () => {
    expect(answers).toMatchObject({
      start: "access-denied",
      enable: "access-denied",
      reload: "access-denied",
    });
  });

  test("runs the units of their own manager", () => {
    expect(answers).toMatchObject({ user: "ready", ownStart: "done", ownState: "active/running" });
  });

  /** Runs our client as uid 1000 inside the box; the program goes in as text, since that user can read no file of ours. */
  async function asOrdinaryUser(): Promise<unknown> {
    const entered = live.box.enter(["node", "-"], { uid: ordinaryUser.uid });
    let output = "";
    entered.child.stdout?.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
    entered.child.stderr?.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
    entered.child.stdin?.end(await boxProgram("ordinaryUser.ts"));
    await new Promise((resolve) => entered.child.once("close", resolve));
    return JSON.parse(output);
  }
});
