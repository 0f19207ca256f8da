#!/usr/bin/env node
// Looks like a desktop `code` to @vscode/test-electron; codeShim.ts says what it does instead.
process.argv.splice(2, 0, "codeShim.ts");
await import("./bootstrap.mjs");
