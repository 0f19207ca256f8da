import { spawnSync } from "node:child_process";
import { builtCli } from "../support/builtCli.ts";
import type { LiveBox } from "./box.ts";

/** What `unitwright check` says of folders of the box, by the names of files. */
export async function codesOf(
  live: LiveBox,
  folders: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const version = /^systemd (\d+)/.exec(await live.run("systemctl", "--version"))?.[1] ?? "";
  const paths = folders.map((folder) => live.box.path(folder));
  const options = ["--format", "json", "--target", version, "--root", live.box.path("/")];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [builtCli(), "check", ...options, ...paths],
    {
      encoding: "utf8",
      timeout: 60_000,
    },
  );
  if (status === null || status === 2) throw new Error(`The check failed: ${stderr}`);
  const said = new Map<string, string[]>();
  for (const line of stdout.split("\n").filter((text) => text !== "")) {
    const { file, code }: { file: string; code: string } = JSON.parse(line);
    const name = file.slice(file.lastIndexOf("/") + 1);
    said.set(name, [...(said.get(name) ?? []), code]);
  }
  return said;
}
