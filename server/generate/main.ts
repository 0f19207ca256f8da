import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Facts, type History, printFacts } from "./facts.ts";
import { renderKnowledge } from "./render.ts";
import { readFacts, type SourceTree } from "./sourceTree.ts";

// `npm run generate`: the TypeScript from the committed facts; DIAGNOSTICS.md and the manifest's setting for each code
// from the TypeScript. With SOURCE, an unpacked systemd source tree, the fact table of its release is rebuilt first.

const factsFolder = join(import.meta.dirname, "facts");
const targetFolder = join(import.meta.dirname, "../src/language/knowledge/generated");
const diagnosticsPage = join(import.meta.dirname, "../../DIAGNOSTICS.md");
const manifestFile = join(import.meta.dirname, "../../package.json");

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const [source, ...rest] = args;
  try {
    if (rest.length > 0) throw new Error("give one systemd source tree, or nothing");
    const history = readJson<History>("history.json");
    if (source !== undefined) {
      const facts = readFacts(diskTree(source), history.until);
      writeFileSync(join(factsFolder, `${facts.systemd}.json`), printFacts(facts));
      console.log(`systemd ${facts.release}: ${facts.directives.length} section × directive`);
    }
    mkdirSync(targetFolder, { recursive: true });
    for (const [name, text] of Object.entries(renderKnowledge(readReleases(), history))) {
      writeFileSync(join(targetFolder, name), text);
    }
    // Loaded only now: its examples are judged by the tables that have just been written.
    const { renderDiagnosticsPage } = await import("./diagnosticsPage.ts");
    writeFileSync(diagnosticsPage, renderDiagnosticsPage());
    const { withSeveritySetting } = await import("./severitySetting.ts");
    writeFileSync(manifestFile, withSeveritySetting(readFileSync(manifestFile, "utf8")));
  } catch (error) {
    console.error(`generate: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** The committed facts, oldest release first. */
function readReleases(): readonly Facts[] {
  return readdirSync(factsFolder)
    .filter((name) => /^\d+\.json$/.test(name))
    .map((name) => readJson<Facts>(name))
    .sort((one, other) => one.systemd - other.systemd);
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(factsFolder, name), "utf8")) as T;
}

function diskTree(root: string): SourceTree {
  return {
    read: (path) => {
      try {
        return readFileSync(join(root, path), "utf8");
      } catch {
        return undefined;
      }
    },
    list: (folder) => {
      try {
        return readdirSync(join(root, folder))
          .sort()
          .map((name) => `${folder}/${name}`);
      } catch {
        return [];
      }
    },
  };
}
