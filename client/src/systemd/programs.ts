import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { join } from "node:path/posix";

/** Where systemd looks for programs without a path of their own (systemd.exec(5), ExecSearchPath=). */
const searchPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** The absolute path of a program, as systemd would find it; undefined where there is none that can be executed. */
export async function findProgram(program: string): Promise<string | undefined> {
  const candidates = program.startsWith("/")
    ? [program]
    : program.includes("/")
      ? []
      : searchPath.map((folder) => join(folder, program));
  for (const path of candidates) if (await isExecutable(path)) return path;
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
