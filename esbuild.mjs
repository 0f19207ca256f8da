// Builds the bundles: the extension for VS Code's host, the command line, and what it runs: the check and the server.
// `node esbuild.mjs --watch` keeps building; `--outdir=DIR` builds elsewhere; `--only=cli` leaves the extension out.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { context } from "esbuild";

const { watch, outdir, only } = parseArgs({
  options: {
    watch: { type: "boolean", default: false },
    outdir: { type: "string", default: "dist" },
    only: { type: "string" },
  },
}).values;
const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: !watch,
  sourcemap: watch ? "inline" : false,
  legalComments: "none",
  logLevel: "warning",
};

/** Each command is a bundle of its own, loaded when it is asked for: no run waits for the code of another. */
const commandsApart = {
  name: "commands-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `./${basename(path, ".ts")}.js`, external: true } : undefined,
    ),
};
const commands = {
  ...shared,
  define: { unitwrightVersion: JSON.stringify(version) },
  plugins: [commandsApart],
  // As require(): Node's own import() takes longer to load a bundle.
  supported: { "dynamic-import": false },
};

const bundles = [
  // dbus-next can use `usocket` and `x11` where they are installed; it needs neither for a unix:path= bus.
  {
    ...shared,
    entryPoints: ["client/src/extension.ts"],
    outfile: `${outdir}/extension.js`,
    external: ["vscode", "usocket", "x11"],
  },
  {
    ...commands,
    entryPoints: ["server/src/main.ts"],
    outfile: `${outdir}/cli.js`,
    banner: { js: "#!/usr/bin/env node" },
  },
  { ...commands, entryPoints: ["server/src/cli/check.ts"], outfile: `${outdir}/check.js` },
  { ...commands, entryPoints: ["server/src/protocol/serve.ts"], outfile: `${outdir}/serve.js` },
];

const wanted = bundles.filter(({ outfile }) => only === undefined || !outfile.endsWith("/extension.js"));
const contexts = await Promise.all(wanted.map((bundle) => context(bundle)));
if (watch) {
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await Promise.all(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.dispose()));
}
