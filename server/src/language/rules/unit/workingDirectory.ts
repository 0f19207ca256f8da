import { type EffectiveUnit, expandedValue, valueInEffect } from "../../effectiveUnit.ts";
import { type SectionName, sectionOfType } from "../../knowledge/sections.ts";
import { isBoolean, isTrue } from "../../values/keyword.ts";
import { placeOf, type UnitRule } from "./unitRule.ts";

/**
 * A process cannot be in a folder of the kernel's file systems when it gets mounts of its own, for those file systems
 * are mounted anew then (measured on 257 and 262; which directives ask for such mounts is in systemd.exec(5)).
 */
export const workingDirectoryIsThere: UnitRule = (unit, report) => {
  if (unit.version < 257) return;
  const folder = unit.inEffect(sectionOfType(unit.type), "WorkingDirectory").at(-1);
  if (folder === undefined) return;
  const path = expandedValue(folder).replace(/^-/, "");
  if (!/^\/[/.]*(?<=\/)(?:dev|proc|sys)(?:\/|$)/.test(path)) return;
  const cause = ownMountsFrom(unit);
  if (cause === undefined) return;
  report("exclude-each-other", placeOf(folder), { args: [`WorkingDirectory=${path}`, `${cause}=`] });
};

/** The first directive by which the processes surely get mounts of their own. */
function ownMountsFrom(unit: EffectiveUnit): string | undefined {
  const section = sectionOfType(unit.type);
  return (
    switches.find((name) => isOn(unit, section, name)) ??
    paths.find((name) => holdsPath(unit, section, name)) ??
    madeFolders.find((name) => holdsReadOnly(unit, section, name)) ??
    causeInWords(unit, section) ??
    causeByRoot(unit, section)
  );
}

const switches = [
  "DynamicUser",
  "PrivateDevices",
  "PrivateMounts",
  "PrivateIPC",
  "PrivatePIDs",
  "ProtectKernelTunables",
  "ProtectKernelModules",
  "ProtectKernelLogs",
  "BindLogSockets",
] as const;

const paths = [
  "RootImage",
  "RootMStack",
  "ReadWritePaths",
  "ReadOnlyPaths",
  "InaccessiblePaths",
  "ExecPaths",
  "NoExecPaths",
  "BindPaths",
  "BindReadOnlyPaths",
  "TemporaryFileSystem",
  "MountImages",
  "ExtensionImages",
  "ExtensionDirectories",
  "IPCNamespacePath",
] as const;

/** Directives that make folders before a unit's commands run (systemd.exec(5)). */
export const madeFolders = [
  "RuntimeDirectory",
  "StateDirectory",
  "CacheDirectory",
  "LogsDirectory",
  "ConfigurationDirectory",
] as const;

/** Directives of words, some of which ask for mounts. */
function causeInWords(unit: EffectiveUnit, section: SectionName): string | undefined {
  const value = (name: string) => valueInEffect(unit, section, name);
  const asks: Readonly<Record<string, (word: string) => boolean>> = {
    ProtectSystem: (word) => !isOff(word),
    ProtectHome: (word) => !isOff(word),
    // Whether the kernel can do `private` nobody knows here.
    ProtectControlGroups: (word) => isTrue(word) || word === "strict",
    ProtectProc: (word) => word !== "default",
    ProcSubset: (word) => word !== "all",
    PrivateTmp: (word) => (unit.version >= 262 ? !isOff(word) : word === "disconnected"),
    PrivateBPF: (word) => unit.version >= 262 && !isOff(word),
    MountFlags: (word) => word === "slave" || word === "private",
    LogNamespace: () => true,
    PrivateNetwork: (word) => isTrue(word) && value("PrivateMounts") === undefined,
    NetworkNamespacePath: () => value("PrivateMounts") === undefined,
  };
  return Object.keys(asks).find((name) => {
    const word = value(name);
    return word !== undefined && asks[name]?.(word);
  });
}

/** Another root brings the kernel's file systems along, unless it is told not to. */
function causeByRoot(unit: EffectiveUnit, section: SectionName): string | undefined {
  const mounts = valueInEffect(unit, section, "MountAPIVFS");
  if (mounts !== undefined && isOff(mounts)) return undefined;
  const root = valueInEffect(unit, section, "RootDirectory");
  if (root !== undefined && /^\/.*[^/.]/.test(root)) return "RootDirectory";
  const sockets = valueInEffect(unit, section, "BindLogSockets");
  return mounts !== undefined && sockets === undefined ? "MountAPIVFS" : undefined;
}

function isOn(unit: EffectiveUnit, section: SectionName, name: string): boolean {
  return isTrue(valueInEffect(unit, section, name) ?? "no");
}

function isOff(word: string): boolean {
  return isBoolean(word) && !isTrue(word);
}

/** Whether one of the words is an absolute path; others systemd passes over. */
function holdsPath(unit: EffectiveUnit, section: SectionName, name: string): boolean {
  const lines = unit.inEffect(section, name);
  return lines.some((line) => /(?:^|[ \t])[-+]*\//.test(expandedValue(line)));
}

/** Whether a folder is asked for that the unit may only read. */
function holdsReadOnly(unit: EffectiveUnit, section: SectionName, name: string): boolean {
  const lines = unit.inEffect(section, name);
  return lines.some((line) => /(?:^|[ \t])\w[\w-]*:[\w-]*:ro(?:[ \t]|$)/.test(expandedValue(line)));
}
