import { beforeAll, expect, test } from "vitest";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { describeInBox } from "./box.ts";
import { askInBox } from "./boxProgram.ts";

describeInBox("an ordinary user", (live) => {
  let answers: unknown;

  beforeAll(async () => {
    await live.write(
      "guarded.service",
      "[Service]\nExecStart=/usr/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n",
    );
    answers = await askInBox(live, { file: "ordinaryUser.ts" }, ordinaryUser.uid);
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
});
