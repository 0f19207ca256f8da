// What we say that specifiers stand for on a machine, beside what its systemd puts in their place.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { describeInBox } from "./box.ts";

const source = fileURLToPath(new URL("../../server/src/workspace/machineSpecifiers.ts", import.meta.url));

describeInBox("specifiers that only the machine can fill in", (live) => {
  test("of the system's manager", async () => {
    const ours = await machineSpecifiers("system");
    const theirs = await expanded("system", [...ours.keys()]);
    expect(ours.size).toBeGreaterThan(12);
    expect(Object.fromEntries(ours)).toEqual(theirs);
  });

  /** Our own reading, run inside the box by Node. */
  async function machineSpecifiers(manager: string): Promise<ReadonlyMap<string, string>> {
    const contents = `import { machineSpecifiers } from ${JSON.stringify(source)};
      console.log(JSON.stringify([...machineSpecifiers(${JSON.stringify(manager)})]));`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
      bundle: true,
      platform: "node",
      format: "esm",
      write: false,
    });
    writeFileSync(live.box.path("/run/machineSpecifiers.mjs"), outputFiles[0]?.text ?? "");
    return new Map(JSON.parse(await live.run("/usr/local/bin/node", "/run/machineSpecifiers.mjs")));
  }

  /** What systemd makes of each letter in a unit's Environment=; letters that its release lacks are left out. */
  async function expanded(
    scope: "system",
    letters: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    const values = letters.map((letter) => `Environment="V_${letter}=%${letter}"\n`).join("");
    await live.write("specifiers.service", `[Service]\nExecStart=/bin/true\n${values}`, scope);
    const shown = await live.run(
      "systemctl",
      "show",
      "--property=Environment",
      "--value",
      "specifiers.service",
    );
    return Object.fromEntries(
      [...shown.matchAll(/"?V_(\w)=((?<=")[^"]*|\S*)"?/g)].map(([, letter, value]) => [letter, value]),
    );
  }
});
