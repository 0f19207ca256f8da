import { constants, open } from "node:fs/promises";

/** What an editor shows as a text has no NUL near its beginning; in bytes. */
const lookedAt = 1024;

/** Kernel interfaces look like files, and reading one can already do something. */
const interfaces = /^\/(?:proc|sys|dev|run)\//;

/** Whether a regular file lies at an absolute path that an editor can show as text. Never throws. */
export async function isTextFile(path: string): Promise<boolean> {
  if (interfaces.test(path)) return false;
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    try {
      if (!(await file.stat()).isFile()) return false;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAt), 0, lookedAt, 0);
      return !buffer.subarray(0, bytesRead).includes(0);
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
