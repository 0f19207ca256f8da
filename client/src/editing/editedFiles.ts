// Files of units as documents of their own kind: saved with root's rights where the user's do not do, and with a text to
// begin with where there is no file yet. When saving fails the text stays in its tab, unsaved.
import { constants, type FSWatcher, watch } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path/posix";
import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  workspace,
} from "vscode";
import { editScheme } from "../settings.ts";
import { errorCode } from "../systemd/errors.ts";

/** Puts these bytes into a file, making its folder; throws an Error with a sentence of why not. */
export type WriteFile = (path: string, content: Uint8Array) => Promise<void>;

export interface EditedFiles extends Disposable {
  /** The address to open a file by; where there is none yet, it shows `text` until it is saved. */
  readonly open: (path: string, text: string) => Promise<Uri>;
}

/** Registers the documents; `write` is asked at each saving. */
export function serveEditedFiles(write: WriteFile): EditedFiles {
  const provider = new EditedFileProvider(write);
  const registered = workspace.registerFileSystemProvider(editScheme, provider, { isCaseSensitive: true });
  return {
    open: async (path, text) => {
      const presence = await presenceOf(path);
      if (presence === "writable") return Uri.file(path);
      if (presence === "absent") provider.drafts.set(path, text);
      return Uri.from({ scheme: editScheme, path });
    },
    dispose: () => registered.dispose(),
  };
}

async function presenceOf(path: string): Promise<"absent" | "writable" | "read-only"> {
  try {
    await access(path, constants.W_OK);
    return "writable";
  } catch (error) {
    return errorCode(error) === "ENOENT" ? "absent" : "read-only";
  }
}

class EditedFileProvider implements FileSystemProvider {
  readonly #write: WriteFile;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  /** What files that are not there yet are to begin with. */
  readonly drafts = new Map<string, string>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(write: WriteFile) {
    this.#write = write;
  }

  watch(uri: Uri): Disposable {
    let watcher: FSWatcher | undefined;
    try {
      watcher = watch(dirname(uri.path), (_, name) => {
        if (name === basename(uri.path)) this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
      });
      watcher.on("error", () => watcher?.close());
    } catch {
      // The folder is not there yet, so nobody else writes into it.
    }
    return new Disposable(() => watcher?.close());
  }

  async stat(uri: Uri): Promise<FileStat> {
    const draft = this.drafts.get(uri.path);
    if (draft !== undefined)
      return { type: FileType.File, ctime: 0, mtime: 0, size: Buffer.byteLength(draft) };
    const { ctimeMs: ctime, mtimeMs: mtime, size } = await stat(uri.path).catch(refused(uri));
    return { type: FileType.File, ctime, mtime, size };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const draft = this.drafts.get(uri.path);
    return draft === undefined ? readFile(uri.path).catch(refused(uri)) : Buffer.from(draft);
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    await this.#write(uri.path, content);
    this.drafts.delete(uri.path);
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(): void {
    // The folder is made along with the file, with the same rights.
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}

function refused(uri: Uri): (error: unknown) => never {
  return (error) => {
    const code = errorCode(error);
    if (code === "ENOENT") throw FileSystemError.FileNotFound(uri);
    if (code === "EACCES" || code === "EPERM") throw FileSystemError.NoPermissions(uri);
    throw FileSystemError.Unavailable(uri);
  };
}
