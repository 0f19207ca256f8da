import { readFileSync } from "node:fs";

/** The places where looking may wait for a network, start something or end at what is not there yet. Empty where there is no /proc. */
export function slowMounts(): ReadonlySet<string> {
  return new Set(
    readMounts().flatMap((line) => {
      const [fields = "", source = ""] = line.split(" - ");
      const path = fields.split(" ")[4];
      const [type = ""] = source.split(" ");
      return path !== undefined && isSlow.test(type) ? [withoutEscapes(path)] : [];
    }),
  );
}

/** Kinds of file systems as the kernel calls them (proc_pid_mountinfo(5)). */
const isSlow = /^(?:autofs|nfs\d?|cifs|smb\w*|9p|fuse(?:\..*)?|ceph|glusterfs|afs|lustre|ocfs2|gfs2)$/;

function readMounts(): readonly string[] {
  try {
    return readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Blanks and backslashes are written in octal. */
function withoutEscapes(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
