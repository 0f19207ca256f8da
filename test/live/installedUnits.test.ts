import { expect, test } from "vitest";
import { describeInBox, unitOf } from "./box.ts";

describeInBox("installed unit files", (live) => {
  test("are shown as systemctl lists them, and hidden again, on demand only", async () => {
    const manager = await live.manager();
    const state = manager.state();
    if (state.kind !== "ready") throw new Error("The manager is not ready.");
    const before = [...state.units.keys()].sort();
    const own = [...state.templates()];
    const text = await live.run("systemctl", "list-unit-files", "--output=json");
    const files: readonly { readonly unit_file: string; readonly state: string }[] = JSON.parse(text);
    const wanted = files.filter((file) => file.state !== "alias");
    const isTemplate = (name: string) => name.includes("@.");

    await manager.showUnitFiles(new AbortController().signal);
    const missing = wanted.filter(
      ({ unit_file: name }) => !isTemplate(name) && unitOf(manager, name) === undefined,
    );
    expect(missing).toEqual([]);
    const templates = wanted.map((file) => file.unit_file).filter(isTemplate);
    expect(templates.filter((name) => !state.templates().includes(name))).toEqual([]);
    expect(templates.length).toBeGreaterThan(own.length);
    for (const { unit_file: name, state: word } of wanted) {
      const unit = unitOf(manager, name);
      if (unit?.path === undefined && !isTemplate(name)) expect(unit?.fileState, name).toBe(word);
    }
    expect(state.units.size).toBeGreaterThan(before.length);

    manager.hideUnitFiles();
    expect([...state.units.keys()].sort()).toEqual(before);
    expect(state.templates()).toEqual(own);
  });

  test("that nobody waits for any more are not shown", async () => {
    const manager = await live.manager();
    const state = manager.state();
    const count = state.kind === "ready" ? state.units.size : 0;
    const cancel = new AbortController();
    const shown = manager.showUnitFiles(cancel.signal);
    cancel.abort();
    await shown;
    expect(state.kind === "ready" && state.units.size).toBe(count);
  });
});
