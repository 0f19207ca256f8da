/** The manual pages whose lists name unit file directives. */
export const manualPages = [
  "unit",
  "service",
  "socket",
  "mount",
  "automount",
  "swap",
  "path",
  "timer",
  "slice",
  "scope",
  "exec",
  "kill",
  "resource-control",
] as const;
export type ManualPage = (typeof manualPages)[number];

const sharedPages: Readonly<Record<string, readonly ManualPage[]>> = {
  Unit: ["unit"],
  Install: ["unit"],
  Service: ["service", "exec", "kill", "resource-control"],
  Socket: ["socket", "exec", "kill", "resource-control"],
  Mount: ["mount", "exec", "kill", "resource-control"],
  Swap: ["swap", "exec", "kill", "resource-control"],
  Slice: ["slice", "resource-control"],
  Scope: ["scope", "kill", "resource-control"],
  Automount: ["automount"],
  Path: ["path"],
  Timer: ["timer"],
};

/** The pages that may describe the directives of a section, the section's own first. */
export function pagesOfSection(section: string): readonly ManualPage[] {
  return sharedPages[section] ?? [];
}

/**
 * The release that brought each directive, as one manual page has it. A list entry of the page names one or more
 * directives and, at its end, the release; entries nest, so the release belongs to the innermost one that is open.
 */
export function readVersions(page: string): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  const open: string[][] = [];
  const marks = /<varlistentry|<\/varlistentry>|<term>.*?<\/term>|xpointer="v(\d+)"/gs;
  for (const [mark, version] of page.matchAll(marks)) {
    if (mark === "</varlistentry>") open.pop();
    else if (mark === "<varlistentry") open.push([]);
    else if (version === undefined) {
      for (const [, name] of mark.matchAll(/<varname>(\w+)=/g)) if (name) open.at(-1)?.push(name);
    } else {
      for (const name of open.at(-1) ?? []) versions.set(name, Number(version));
    }
  }
  return versions;
}
