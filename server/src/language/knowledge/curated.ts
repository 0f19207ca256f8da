import type { Directive } from "./directive.ts";
import type { SectionName } from "./sections.ts";

/** A fact about a directive that systemd's tables do not hold, or hold wrongly. */
export interface Correction {
  readonly name: string;
  /** Where it holds; absent: in every section that has the directive. */
  readonly sections?: readonly SectionName[];
  readonly change: Partial<Omit<Directive, "section" | "name">>;
  readonly because: string;
}

/** Every hand-made correction of the generated rows. A test fails for one that changes nothing. */
export const corrections: readonly Correction[] = [
  {
    name: "CPUShares",
    change: { deprecated: { since: 252, instead: { name: "CPUWeight" } } },
    because: "252 warns about each use and names the successor",
  },
  {
    name: "StartupCPUShares",
    change: { deprecated: { since: 252, instead: { name: "StartupCPUWeight" } } },
    because: "252 warns about each use",
  },
  {
    name: "MemoryLimit",
    change: { deprecated: { since: 252, instead: { name: "MemoryMax" } } },
    because: "252 warns about each use and names the successor",
  },
  {
    name: "BlockIODeviceWeight",
    change: { deprecated: { since: 252, instead: { name: "IODeviceWeight" } } },
    because: "252 warns about each use and points to the IO directives",
  },
  {
    name: "BlockIOReadBandwidth",
    change: { deprecated: { since: 252, instead: { name: "IOReadBandwidthMax" } } },
    because: "252 warns about each use and points to the IO directives",
  },
  {
    name: "BlockIOWriteBandwidth",
    change: { deprecated: { since: 252, instead: { name: "IOWriteBandwidthMax" } } },
    because: "252 warns about each use and points to the IO directives",
  },
  {
    name: "RequiresOverridable",
    change: { deprecated: { since: 228, instead: { name: "Requires" } } },
    because: "its parser since 228 warns and takes the line for Requires=",
  },
  {
    name: "RequisiteOverridable",
    change: { deprecated: { since: 228, instead: { name: "Requisite" } } },
    because: "its parser since 228 warns and takes the line for Requisite=",
  },
  {
    name: "OnFailureIsolate",
    change: { deprecated: { since: 237, instead: { name: "OnFailureJobMode" } } },
    because: "read off the tags: 237 is the first to remark on it",
  },
  {
    name: "BindTo",
    change: { renamed: { since: 187, to: { name: "BindsTo" } } },
    because: "both names set the same dependency since 187",
  },
  {
    name: "PropagateReloadTo",
    change: { renamed: { since: 187, to: { name: "PropagatesReloadTo" } } },
    because: "both names set the same dependency since 187",
  },
  {
    name: "PropagateReloadFrom",
    change: { renamed: { since: 187, to: { name: "ReloadPropagatedFrom" } } },
    because: "both names set the same dependency since 187",
  },
  {
    name: "StartLimitInterval",
    sections: ["Unit"],
    change: { renamed: { since: 230, to: { name: "StartLimitIntervalSec" } } },
    because: "both names fill the same field",
  },
  {
    name: "StartLimitInterval",
    sections: ["Service"],
    change: { renamed: { since: 230, to: { name: "StartLimitIntervalSec", section: "Unit" } } },
    because: "[Service] fills the field that belongs to [Unit] since 229",
  },
  {
    name: "StartLimitBurst",
    sections: ["Service"],
    change: { renamed: { since: 229, to: { name: "StartLimitBurst", section: "Unit" } } },
    because: "[Service] fills the field that belongs to [Unit] since 229",
  },
  {
    name: "StartLimitAction",
    sections: ["Service"],
    change: { renamed: { since: 229, to: { name: "StartLimitAction", section: "Unit" } } },
    because: "[Service] fills the field that belongs to [Unit] since 229",
  },
  {
    name: "RebootArgument",
    sections: ["Service"],
    change: { renamed: { since: 229, to: { name: "RebootArgument", section: "Unit" } } },
    because: "[Service] fills the field that belongs to [Unit] since 229",
  },
  {
    name: "FailureAction",
    sections: ["Service"],
    change: { renamed: { since: 236, to: { name: "FailureAction", section: "Unit" } } },
    because: "[Service] fills the field that belongs to [Unit]",
  },
  {
    name: "ReadWriteDirectories",
    change: { renamed: { since: 231, to: { name: "ReadWritePaths" } } },
    because: "both names fill the same list",
  },
  {
    name: "ReadOnlyDirectories",
    change: { renamed: { since: 231, to: { name: "ReadOnlyPaths" } } },
    because: "both names fill the same list",
  },
  {
    name: "InaccessibleDirectories",
    change: { renamed: { since: 231, to: { name: "InaccessiblePaths" } } },
    because: "both names fill the same list",
  },
  {
    name: "ConditionKernelVersion",
    change: { renamed: { since: 258, to: { name: "ConditionVersion" } } },
    because: "both names make the same condition since 258",
  },
  {
    name: "AssertKernelVersion",
    change: { renamed: { since: 258, to: { name: "AssertVersion" } } },
    because: "both names make the same assertion since 258",
  },
];
