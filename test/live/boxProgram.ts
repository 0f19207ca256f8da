import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const bundled = new Map<string, Promise<string>>();

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
