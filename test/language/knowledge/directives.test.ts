import { describe, expect, test } from "vitest";
import { corrections } from "../../../server/src/language/knowledge/curated.ts";
import {
  correct,
  directivesFor,
  findInAnyVersion,
  isMeant,
  sectionsWith,
} from "../../../server/src/language/knowledge/directives.ts";
import { directives as generated } from "../../../server/src/language/knowledge/generated/directives.ts";

/** `status value` of a directive at a version. */
function at(version: number, section: string, name: string): string | undefined {
  const found = directivesFor(version).find(section, name);
  return found && `${found.status} ${found.parsing.value.replace("config_parse_", "")}`;
}

describe("a directive at a version", () => {
  test("is read by the parser it had then", () => {
    expect(at(252, "Service", "PrivateTmp")).toBe("known bool");
    expect(at(256, "Service", "PrivateTmp")).toBe("known bool");
    expect(at(257, "Service", "PrivateTmp")).toBe("known private_tmp");
    expect(at(262, "Service", "PrivateTmp")).toBe("known private_tmp");
    expect(at(257, "Service", "ProtectHostname")).toBe("known bool");
    expect(at(258, "Service", "ProtectHostname")).toBe("known protect_hostname");
    expect(at(252, "Service", "NotifyAccess")).toBe("known notify_access");
    expect(at(253, "Service", "MountFlags")).toBe("known exec_mount_flags");
    expect(at(254, "Service", "MountFlags")).toBe("known exec_mount_propagation_flag");
  });

  test("reads the same name by section", () => {
    expect(at(262, "Mount", "Type")).toBe("known unit_string_printf");
    expect(at(262, "Service", "Type")).toBe("known service_type");
    expect(at(262, "Swap", "Priority")).toBe("known swap_priority");
    expect(at(262, "Socket", "Priority")).toBe("known int");
  });

  test("is not there before it came", () => {
    expect(at(252, "Service", "RestartMode")).toBe("not-yet service_restart_mode");
    expect(at(253, "Service", "RestartMode")).toBe("not-yet service_restart_mode");
    expect(at(254, "Service", "RestartMode")).toBe("known service_restart_mode");
    expect(at(257, "Service", "DelegateNamespaces")).toBe("not-yet namespace_flags");
    expect(at(258, "Service", "DelegateNamespaces")).toBe("known namespace_flags");
    expect(at(230, "Service", "ProtectKernelLogs")).toBe("not-yet bool");
  });

  test("is ignored once it was removed, and unknown once it is gone", () => {
    expect(at(251, "Service", "CPUShares")).toBe("known cpu_shares");
    expect(at(252, "Service", "CPUShares")).toBe("deprecated cpu_shares");
    expect(at(257, "Service", "CPUShares")).toBe("deprecated cpu_shares");
    expect(at(258, "Service", "CPUShares")).toBe("removed cpu_shares");
    expect(at(257, "Service", "DefaultMemoryLow")).toBe("known memory_limit");
    expect(at(262, "Service", "DefaultMemoryLow")).toBe("removed memory_limit");
    expect(at(252, "Service", "NetClass")).toBe("removed warn_compat");
    expect(at(204, "Service", "ControlGroup")).toBe("known warn_compat");
    expect(at(252, "Service", "ControlGroup")).toBe("gone warn_compat");
  });

  test("is undefined where systemd never had it", () => {
    expect(at(262, "Service", "ExecStrat")).toBeUndefined();
    expect(at(262, "Service", "execstart")).toBeUndefined();
    expect(at(262, "Unit", "ExecStart")).toBeUndefined();
    expect(at(262, "Target", "ExecStart")).toBeUndefined();
    expect(at(262, "__proto__", "toString")).toBeUndefined();
  });

  test("is the same object at each lookup", () => {
    const table = directivesFor(257);
    expect(directivesFor(257)).toBe(table);
    expect(table.find("Service", "ExecStart")).toBe(table.find("Service", "ExecStart"));
  });
});

describe("since", () => {
  const since = (section: string, name: string): number | undefined => findInAnyVersion(section, name)?.since;

  test.each([
    ["Service", "ExecStart", 0],
    ["Service", "ExecCondition", 243],
    ["Service", "Type", 0],
    ["Service", "ExitType", 250],
    ["Service", "NoExecPaths", 248],
    ["Service", "StateDirectory", 235],
    ["Service", "LoadCredential", 247],
    ["Unit", "OnSuccess", 249],
    ["Unit", "Upholds", 249],
    ["Unit", "WantsMountsFor", 256],
    ["Install", "UpheldBy", 254],
    ["Scope", "OOMPolicy", 252],
    ["Service", "OpenFile", 253],
    ["Service", "PrivatePIDs", 257],
    ["Timer", "DeferReactivation", 257],
    ["Socket", "PassFileDescriptorsToExec", 256],
    ["Socket", "AcceptFileDescriptors", 258],
    ["Timer", "RandomizedOffsetSec", 258],
    ["Service", "ExecReloadPost", 259],
    ["Unit", "ConditionPathIsSocket", 260],
    ["Unit", "AssertPathIsSocket", 260],
    ["Slice", "OOMRules", 261],
    ["Socket", "XAttrListen", 262],
  ])("[%s] %s= came with %i", (section, name, version) => {
    expect(since(section, name)).toBe(version);
  });
});

describe("what goes with a value", () => {
  const parsing = (version: number, section: string, name: string) =>
    directivesFor(version).find(section, name)?.parsing;

  test("repetitions", () => {
    expect(parsing(252, "Timer", "Unit")?.repeat).toBe("first");
    expect(parsing(252, "Service", "ExecStart")?.repeat).toBe("append");
    expect(parsing(252, "Service", "Environment")?.repeat).toBe("by-key");
    expect(parsing(252, "Service", "SystemCallFilter")?.repeat).toBe("merge");
    expect(parsing(252, "Service", "Type")?.repeat).toBe("last");
  });

  test("empty values", () => {
    expect(parsing(252, "Service", "ExecStart")?.empty).toBe("resets");
    expect(parsing(252, "Unit", "After")?.empty).toBe("nothing");
    expect(parsing(252, "Service", "PrivateTmp")?.empty).toBe("ignored-with-warning");
    expect(parsing(252, "Service", "DynamicUser")).toMatchObject({ empty: "fatal", fatal: true });
    expect(parsing(252, "Service", "Delegate")?.empty).toBe("is-a-value");
    expect(parsing(252, "Service", "PrivateMounts")?.empty).toBe("ignored-with-warning");
    expect(parsing(257, "Service", "PrivateMounts")?.empty).toBe("resets");
  });

  test("groups that an empty value resets together", () => {
    expect(parsing(252, "Socket", "ListenStream")).toMatchObject({
      empty: "resets-group",
      group: "listening addresses",
    });
    expect(parsing(252, "Unit", "ConditionHost")?.group).toBe("conditions");
    expect(parsing(252, "Unit", "AssertHost")?.group).toBe("asserts");
    expect(parsing(252, "Service", "BindPaths")?.group).toBe(
      parsing(252, "Service", "BindReadOnlyPaths")?.group,
    );
  });

  test("specifiers", () => {
    expect(parsing(252, "Unit", "After")?.specifiers).toBe("name");
    expect(parsing(252, "Service", "ExecStart")?.specifiers).toBe("full");
    expect(parsing(252, "Install", "WantedBy")?.specifiers).toBe("install");
    expect(parsing(252, "Service", "Type")?.specifiers).toBeUndefined();
    expect(parsing(257, "Socket", "BindToDevice")?.specifiers).toBeUndefined();
    expect(parsing(262, "Socket", "BindToDevice")?.specifiers).toBe("full");
  });

  test("bad values that end the file", () => {
    const fatal = [
      "User",
      "ExecStart",
      "RootDirectory",
      "SupplementaryGroups",
      "WorkingDirectory",
      "PIDFile",
    ];
    for (const name of fatal) expect(parsing(252, "Service", name)?.fatal, name).toBe(true);
    for (const name of ["Type", "TTYPath", "Environment"]) {
      expect(parsing(252, "Service", name)?.fatal, name).toBeUndefined();
    }
  });

  test("names that a type of unit cannot use", () => {
    expect(parsing(252, "Socket", "Delegate")?.refused).toBe(true);
    expect(parsing(252, "Scope", "Delegate")?.refused).toBeUndefined();
    expect(parsing(252, "Slice", "Slice")?.refused).toBe(true);
  });

  test("the build option that a directive needs", () => {
    expect(findInAnyVersion("Service", "SystemCallFilter")?.needs).toBe("HAVE_SECCOMP");
    expect(findInAnyVersion("Service", "Type")?.needs).toBeUndefined();
  });
});

describe("where a name lives", () => {
  test("every section that has or had it", () => {
    expect(sectionsWith("ExecStart")).toEqual(["Service"]);
    expect(sectionsWith("Slice")).toEqual(["Mount", "Scope", "Service", "Slice", "Socket", "Swap"]);
    expect(sectionsWith("Nonsense")).toEqual([]);
  });

  test("the directives of a section", () => {
    const table = directivesFor(262);
    expect(table.inSection("Install").map((each) => each.directive.name)).toEqual([
      "Alias",
      "Also",
      "DefaultInstance",
      "RequiredBy",
      "UpheldBy",
      "WantedBy",
    ]);
    expect(table.inSection("Target")).toEqual([]);
    expect(table.inSection("constructor")).toEqual([]);
  });
});

describe("the corrections", () => {
  test.each(corrections)("$name is alive: $because", (correction) => {
    const meant = generated.filter((row) => isMeant(correction, row));
    expect(meant.length).toBeGreaterThan(0);
    for (const row of meant) expect(correct(row, [correction])).not.toEqual(row);
  });

  test("point to directives that exist", () => {
    for (const { name, sections, change } of corrections) {
      for (const reference of [change.deprecated?.instead, change.renamed?.to]) {
        if (!reference) continue;
        const targets = reference.section ? [reference.section] : (sections ?? sectionsWith(name));
        for (const section of targets)
          expect(findInAnyVersion(section, reference.name), reference.name).toBeDefined();
      }
    }
  });

  test("reach the table", () => {
    expect(findInAnyVersion("Unit", "BindTo")?.renamed?.to).toEqual({ name: "BindsTo" });
    expect(findInAnyVersion("Service", "StartLimitInterval")?.renamed?.to).toEqual({
      name: "StartLimitIntervalSec",
      section: "Unit",
    });
  });
});
