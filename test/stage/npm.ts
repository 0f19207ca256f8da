// npm, run from inside an npm script as if it had been called from a terminal.
import type { Argv } from "./program.ts";

/** The npm that runs us, or the one on the PATH, by a Node program of choice. */
export function npm(args: readonly string[], node: string = process.execPath): Argv {
  const cli = process.env.npm_execpath;
  return cli?.endsWith(".js") ? [node, cli, ...args] : ["npm", ...args];
}

/**
 * Our environment without what the outer npm says of itself and of its package: an inner npm would take the
 * outer's folder for its own. What the user configured (registry, cache, proxy …) stays.
 */
export function npmEnvironment(): NodeJS.ProcessEnv {
  const outer = /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|global_prefix)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}
