import { describe, expect, test } from "vitest";
import { directives } from "../../../server/src/language/knowledge/generated/directives.ts";
import { manualUrl } from "../../../server/src/language/knowledge/manual.ts";
import type { SectionName } from "../../../server/src/language/knowledge/sections.ts";

/** The page and the entry that an address names. */
function place(section: SectionName, directive?: string): string {
  const url = manualUrl(section, directive);
  const match =
    /^https:\/\/www\.freedesktop\.org\/software\/systemd\/man\/latest\/systemd\.([a-z-]+)\.html(#\S+)?$/.exec(
      url,
    );
  if (match === null) throw new Error(url);
  return `${match[1]} ${decodeURIComponent(match[2] ?? "")}`.trim();
}

describe("the manual describes", () => {
  test.each([
    ["its own directives on the type's page", "Service", "Restart", "service #Restart="],
    ["what runs processes have in common on a page of its own", "Socket", "PrivateTmp", "exec #PrivateTmp="],
    ["what ends them", "Scope", "KillMode", "kill #KillMode="],
    ["what limits them", "Slice", "MemoryMax", "resource-control #MemoryMax=bytes"],
    ["TimeoutSec= on each page", "Mount", "TimeoutSec", "mount #TimeoutSec="],
    ["several in one entry, named by the first", "Service", "LimitNOFILE", "exec #LimitCPU="],
    ["all assertions in one entry", "Unit", "AssertUser", "unit #AssertArchitecture="],
    ["[Install] with [Unit]", "Install", "WantedBy", "unit #WantedBy="],
    ["the new name of an old one", "Unit", "BindTo", "unit #BindsTo="],
    [
      "what moved to another section there",
      "Service",
      "StartLimitInterval",
      "unit #StartLimitIntervalSec=interval",
    ],
    ["nothing of what is gone", "Service", "SysVStartPriority", "service"],
    ["no directive that never was, but the section", "Timer", "Foo", "timer"],
    ["the section itself", "Device", undefined, "device"],
  ] as const)("%s", (_rule, section, directive, expected) => {
    expect(place(section, directive)).toBe(expected);
  });
  test("every directive at an address that is one", () => {
    for (const { section, name } of directives) expect(place(section, name)).toMatch(/^[a-z-]+( #.*=.*)?$/);
  });
});
