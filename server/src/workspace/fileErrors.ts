/** The code of a failed call to the file system, such as `ENOENT`; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Why a call to the file system failed, in words that fit behind a path and a colon. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) return String(error);
  return reasons[code] ?? code;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is no folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  ENAMETOOLONG: "the name is too long",
  EISDIR: "a folder",
  EAGAIN: "reading it would wait",
  EIO: "the device failed to read it",
  EMFILE: "too many files are open",
};
