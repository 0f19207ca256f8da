// Builds the two bundles: the extension for VS Code's host, and the server with its command line.
// `node esbuild.mjs --watch` keeps building; `--outdir=DIR` builds elsewhere; `--only=cli` leaves the extension out.
import { readFileSync } from "node:fs";
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

const bundles = [
  // dbus-next can use `usocket` and `x11` where they are installed; it needs neither for a unix:path= bus.
  {
    ...shared,
    entryPoints: ["client/src/extension.ts"],
    outfile: `${outdir}/extension.js`,
    external: ["vscode", "usocket", "x11"],
  },
  {
    ...shared,
    entryPoints: ["server/src/main.ts"],
    outfile: `${outdir}/cli.js`,
    banner: { js: "#!/usr/bin/env node" },
    define: { unitwrightVersion: JSON.stringify(version) },
  },
];

const wanted = bundles.filter(({ outfile }) => only === undefined || outfile.endsWith(`/${only}.js`));
const contexts = await Promise.all(wanted.map((bundle) => context(bundle)));
if (watch) {
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await Promise.all(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.dispose()));
}
