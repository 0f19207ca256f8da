import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { LiveBox } from "./box.ts";

const bundled = new Map<string, Promise<string>>();

/** A program of this folder, and the global variable that is set ahead of it. */
export interface Asked {
  readonly file: string;
  readonly task?: { readonly name: string; readonly value: unknown };
}

/**
 * Runs a program inside the box as a user, and gives the JSON that it prints. It goes in as text with its task: that user
 * can read no file of ours, and an argument or a variable has no room for a large one.
 */
export async function askInBox<Told>(
  { box }: Pick<LiveBox, "box">,
  { file, task }: Asked,
  uid: number,
): Promise<Told> {
  const entered = box.enter(["node", "-"], { uid });
  let output = "";
  for (const stream of [entered.child.stdout, entered.child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const head = task === undefined ? "" : `globalThis.${task.name} = ${JSON.stringify(task.value)};\n`;
  entered.child.stdin?.end(`${head}${await boxProgram(file)}`);
  await new Promise((resolve) => entered.child.once("close", resolve));
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`${file} did not tell: ${output}`);
  }
}

/** A file of this folder with all that it imports, to be handed to a Node in the box as text; made once. */
export function boxProgram(file: string): Promise<string> {
  const text = bundled.get(file) ?? bundle(file);
  bundled.set(file, text);
  return text;
}

async function bundle(file: string): Promise<string> {
  const made = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    external: ["usocket", "x11"],
  });
  return made.outputFiles[0]?.text ?? "";
}
