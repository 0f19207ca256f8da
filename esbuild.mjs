// Builds the two bundles: the extension for VS Code's host, and the server with its command line.
// `node esbuild.mjs --watch` keeps building.
import { context } from "esbuild";

const watch = process.argv.includes("--watch");
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
    outfile: "dist/extension.js",
    external: ["vscode", "usocket", "x11"],
  },
  {
    ...shared,
    entryPoints: ["server/src/main.ts"],
    outfile: "dist/cli.js",
    banner: { js: "#!/usr/bin/env node" },
  },
];

const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
if (watch) {
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await Promise.all(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.dispose()));
}
