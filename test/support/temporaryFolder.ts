import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";

export interface TemporaryFolder {
  /** The folder's path, or that of something in it. */
  readonly at: (path?: string) => string;
  /** Writes a file, with the folders it needs; gives its path. */
  readonly put: (path: string, content?: string | Uint8Array) => string;
}

/** A folder of its own for each test of the file that calls this. */
export function temporaryFolder(): TemporaryFolder {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "unitwright-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const at = (path = "") => join(folder, path);
  const put = (path: string, content: string | Uint8Array = "") => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
    return at(path);
  };
  return { at, put };
}
