import type { Summary } from "../summary.ts";

/**
 * What the directives once did of which no release from 252 on has a trace. Facts from the manual pages and release
 * notes of the versions that had them.
 */
export const goneSummaries = {
  AssertNull: "A fixed yes or no in place of a check: `no` made the start fail. It is gone since 247.",
  ConditionNull: "A fixed yes or no in place of a check: `no` skipped the unit. It is gone since 247.",
  ControlGroup:
    "Put the processes into cgroups of one's own naming; since 205 a unit has exactly one place in the tree, chosen by `Slice=`.",
  ControlGroupAttribute:
    "Wrote a value into a file of the unit's cgroup; gone since 205, limits have directives of their own, such as `MemoryMax=`.",
  ControlGroupModify:
    "Let the user of the service change its cgroups; gone since 205, `Delegate=` does so from 218 on.",
  ControlGroupPersistent: "Kept the unit's cgroups after it had stopped; gone since 205 without a successor.",
  DeviceDeny:
    "Took device nodes away from the unit; since 205 `DevicePolicy=strict` or `closed` denies them and `DeviceAllow=` gives some back.",
  FsckPassNo:
    "Ordered file system checks, like the last number of a line in `/etc/fstab`; gone since 209, where the generator that reads this file orders the checks.",
  ManagedOOMMemoryPressureLimitPercent:
    "Memory pressure at which systemd-oomd acts, in percent; 248 took the name `ManagedOOMMemoryPressureLimit=` for it.",
  MemorySoftLimit:
    "Memory use above which a unit had to give back first when RAM ran short, under cgroup v1; gone since 208, see `MemoryHigh=`.",
  Names: "Gave the unit more names; since 186 symbolic links do, which `Alias=` makes systemctl create.",
  TCPWrapName:
    "Name under which `/etc/hosts.allow` and `hosts.deny` were asked about each connection; gone since 212, `IPAddressDeny=` filters today.",
} as const satisfies Readonly<Record<string, Summary>>;
