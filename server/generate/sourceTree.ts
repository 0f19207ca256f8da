import type { DirectiveFact, Facts } from "./facts.ts";
import { readTable, tablePath } from "./gperf.ts";
import { readLookups } from "./lookups.ts";
import { manualPages, pagesOfSection, readVersions } from "./manual.ts";
import { readSpecifiers } from "./specifierTables.ts";

/** A systemd source tree, read through the two things that are asked of it. */
export interface SourceTree {
  /** The text of a file, by its path from the root of the tree; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** The paths of the files in a folder of the tree. */
  readonly list: (folder: string) => readonly string[];
}

/**
 * The facts of a systemd source tree. `recorded` is the last release of the committed history: what came later is
 * dated by the manual. Throws with one sentence where the tree is none of systemd's.
 */
export function readFacts(tree: SourceTree, recorded: number): Facts {
  const table = tree.read(tablePath);
  if (table === undefined) throw new Error(`no systemd source tree: it has no ${tablePath}`);
  const release = readRelease(tree);
  const installers = readInstallers(tree.read("src/shared/install.c") ?? "");
  const documented = readManual(tree);
  const directives = readTable(table).map((entry): DirectiveFact => {
    const installer = entry.parser === "NULL" ? installers.get(entry.name) : undefined;
    if (entry.parser === "NULL" && installer === undefined)
      throw new Error(`${entry.name} has no parser at all`);
    // The manual dates an assertion with the condition of the same name.
    const since = documented(entry.section, entry.name.replace(/^Assert/, "Condition"));
    return {
      ...entry,
      ...(installer === undefined ? {} : { installer }),
      ...(since === undefined || since <= recorded ? {} : { since }),
    };
  });
  const parsers = new Set(directives.map((each) => each.installer ?? each.parser));
  return {
    systemd: Number.parseInt(release, 10),
    release,
    specifiers: readSpecifiers(tree),
    directives,
    ...readLookups(tree, parsers),
  };
}

function readRelease(tree: SourceTree): string {
  const inFile = tree.read("meson.version")?.trim();
  const inBuild = /^project\('systemd'.*?version : '([^']+)'/ms.exec(tree.read("meson.build") ?? "")?.[1];
  const release = inFile ?? inBuild;
  if (release === undefined || !/^\d+/.test(release)) {
    throw new Error("no systemd source tree: neither meson.version nor meson.build tells its version");
  }
  return release;
}

/** The parsers of [Install], by directive: the manager's table leaves them to the code of `systemctl enable`. */
function readInstallers(install: string): ReadonlyMap<string, string> {
  const installers = new Map<string, string>();
  for (const [, name, parser] of install.matchAll(/\{ "Install", +"(\w+)", +(\w+),/g)) {
    if (name !== undefined && parser !== undefined) installers.set(name, parser);
  }
  return installers;
}

function readManual(tree: SourceTree): (section: string, name: string) => number | undefined {
  const pages = new Map(
    manualPages.map((page) => [page, readVersions(tree.read(`man/systemd.${page}.xml`) ?? "")] as const),
  );
  return (section, name) => {
    for (const page of pagesOfSection(section)) {
      const version = pages.get(page)?.get(name);
      if (version !== undefined) return version;
    }
    return undefined;
  };
}
