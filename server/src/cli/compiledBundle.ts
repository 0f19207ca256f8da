import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, isAbsolute, join } from "node:path";
import process from "node:process";
import { Script } from "node:vm";

/** A bundle that was loaded, and what V8 has compiled of it. */
export interface CompiledBundle {
  readonly exports: unknown;
  /** To be called at the end of a run: keeps for the next one what was compiled, where that is worth it. Never throws. */
  readonly keep: () => void;
}

/**
 * Loads a bundle as require() does, with what V8 compiled of it in an earlier run: compiling takes a good part of a
 * short run. That is kept in the user's folder for caches, as Node does by itself since 22.1, and turned off by the same
 * variable. Whatever is wrong there, the bundle is compiled anew, and nobody is told.
 */
export function loadCompiled(path: string): CompiledBundle {
  const file = cacheFile(path);
  const kept = file === undefined ? undefined : readKept(file, path);
  const script = new Script(`(function (module, exports, require) {${readFileSync(path, "utf8")}\n})`, {
    filename: path,
    ...(kept === undefined ? {} : { cachedData: kept.data }),
  });
  const module = { exports: {} };
  script.runInThisContext()(module, module.exports, createRequire(path));
  const isUsed = kept !== undefined && script.cachedDataRejected !== true;
  const keep = () => {
    const { user, system } = process.cpuUsage();
    const took = user + system;
    // A longer run has called, and so compiled, more of it.
    if (file === undefined || (isUsed && took < 2 * kept.took)) return;
    write(file, path, { took, data: script.createCachedData() });
  };
  return { exports: module.exports, keep };
}

interface Kept {
  /** What the run took that it was kept after: the processor's time, in microseconds. */
  readonly took: number;
  readonly data: Buffer;
}

/** Where it is kept; undefined where no folder is sure to be this user's alone: what lies there is run. */
function cacheFile(path: string): string | undefined {
  const user = process.geteuid?.();
  if (user === undefined || process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  try {
    const { XDG_CACHE_HOME: chosen = "" } = process.env;
    const caches = isAbsolute(chosen) ? chosen : join(homedir(), ".cache");
    const folder = join(caches, "unitwright");
    // Node can make all folders of a path at once, but never comes to an end with that below /proc (measured).
    for (const each of [caches, folder]) if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
    const stats = lstatSync(folder);
    const isOwn = stats.isDirectory() && stats.uid === user && (stats.mode & 0o022) === 0;
    return isOwn ? join(folder, `${basename(path)}-${process.version}`) : undefined;
  } catch {
    return undefined;
  }
}

function readKept(file: string, path: string): Kept | undefined {
  try {
    const bytes = readFileSync(file);
    const half = bytes.length >> 1;
    const kept = bytes.subarray(0, half);
    const stamp = stampOf(path);
    if (!bytes.subarray(half).equals(kept) || !kept.subarray(0, stamp.length).equals(stamp)) return undefined;
    return { took: kept.readDoubleLE(stamp.length), data: kept.subarray(stamp.length + 8) };
  } catch {
    return undefined;
  }
}

/**
 * Writes everything twice, which shows when it is damaged: two copies are soon held against each other, while for a
 * digest Node would have to load its cryptography (measured: a twentieth of a short run).
 */
function write(file: string, path: string, { took, data }: Kept): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    const time = Buffer.alloc(8);
    time.writeDoubleLE(took);
    const copy = [stampOf(path), time, data];
    writeFileSync(unfinished, Buffer.concat([...copy, ...copy]), { flag: "wx", mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

/** V8 sees that it is for another release or other flags, but not that it is for another text: it would crash. */
function stampOf(path: string): Buffer {
  const { dev, ino, size, mtimeMs, ctimeMs } = statSync(path);
  const of = [path, dev, ino, size, mtimeMs, ctimeMs, process.version, process.arch].join("\n");
  // What stands behind it is to begin at a whole word: V8 would copy it otherwise.
  const stamp = Buffer.alloc(Math.ceil(Buffer.byteLength(of) / 8) * 8);
  stamp.write(of);
  return stamp;
}
