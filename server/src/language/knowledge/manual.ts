import type { Directive } from "./directive.ts";
import { findInAnyVersion, sectionsWith } from "./directives.ts";
import type { SectionName } from "./sections.ts";

/** A page of systemd's manual that describes directives of unit files: `service` stands for systemd.service(5). */
type ManualPage =
  | "unit"
  | "service"
  | "socket"
  | "timer"
  | "path"
  | "mount"
  | "automount"
  | "swap"
  | "slice"
  | "scope"
  | "target"
  | "device"
  | "exec"
  | "kill"
  | "resource-control";

const root = "https://www.freedesktop.org/software/systemd/man/latest/";

/** A page of any program's manual, as a page of the web. */
export function manualPageUrl(page: string, section: string): string {
  return `https://manpages.debian.org/${encodeURIComponent(page)}.${section}`;
}

/** Where the manual tells how unit files are written: lines, sections, continuations. */
export const syntaxUrl = `${root}systemd.syntax.html`;

/** Where the manual tells how udev's rules are written. */
export const rulesUrl = `${root}udev.html`;

/** Where the manual tells what systemd makes of devices. */
export const deviceUrl = `${root}systemd.device.html`;

/**
 * The address in the newest online manual that describes a section, or a directive of it, at the very entry. The page
 * alone for names that the manual no longer has; for an old name, the entry of the name that took its place.
 */
export function manualUrl(section: SectionName, directive?: string): string {
  if (directive === undefined) return urlOf(ownPage[section]);
  const row = findInAnyVersion(section, directive);
  if (row === undefined) return urlOf(ownPage[section]);
  const url = urls.get(row) ?? urlOfEntry(row);
  urls.set(row, url);
  return url;
}

/** A file may have a thousand problems, and all of them are told again when one line was edited. */
const urls = new Map<Directive, string>();

function urlOfEntry(row: Directive): string {
  const { section, name: directive } = row;
  const successor = row.renamed?.to ?? row.deprecated?.instead;
  if (successor !== undefined) return manualUrl(successor.section ?? section, successor.name);
  const page = pageOf(section, directive);
  const isGone = row.removed !== undefined || row.gone !== undefined;
  return isGone || isWithoutEntry(section, directive) ? urlOf(page) : urlOf(page, anchorOf(page, directive));
}

const ownPage: Readonly<Record<SectionName, ManualPage>> = {
  Unit: "unit",
  Install: "unit",
  Service: "service",
  Socket: "socket",
  Timer: "timer",
  Path: "path",
  Mount: "mount",
  Automount: "automount",
  Swap: "swap",
  Slice: "slice",
  Scope: "scope",
  Target: "target",
  Device: "device",
};

/**
 * What the four types of units that run processes share is described on pages of its own: what slices have too is
 * resource control, what scopes have too is killing, the rest is execution. Only TimeoutSec= is each page's own.
 */
function pageOf(section: SectionName, directive: string): ManualPage {
  const sections = sectionsWith(directive);
  const isShared = processSections.every((one) => sections.includes(one));
  if (!isShared || directive === "TimeoutSec") return ownPage[section];
  if (sections.includes("Slice")) return "resource-control";
  return sections.includes("Scope") ? "kill" : "exec";
}

const processSections: readonly SectionName[] = ["Service", "Socket", "Mount", "Swap"];

/** What systemd still reads and the manual does not describe on the section's pages. */
function isWithoutEntry(section: SectionName, directive: string): boolean {
  return directive === "PermissionsStartOnly" || (section === "Scope" && directive === "TimeoutStopSec");
}

/** An entry is named by its first term, as that is printed: with the kind of value, where the term tells it. */
function anchorOf(page: ManualPage, directive: string): string {
  if (page === "unit" && directive.startsWith("Assert")) return "AssertArchitecture=";
  const entry = sharedEntries[page]?.find(([, ...names]) => names.includes(directive));
  return entry?.[0] ?? `${directive}=`;
}

function urlOf(page: ManualPage, anchor?: string): string {
  const url = `${root}systemd.${page}.html`;
  return anchor === undefined ? url : `${url}#${encodeURIComponent(anchor).replaceAll("%3D", "=")}`;
}

/** Entries with another anchor than `Name=`: the anchor, then the directives described there. Read from the pages of 262. */
const sharedEntries: Readonly<Partial<Record<ManualPage, readonly (readonly [string, ...string[]])[]>>> = {
  unit: [
    ["Before=", "After"],
    ["ConditionMemoryPressure=", "ConditionCPUPressure", "ConditionIOPressure"],
    ["JobTimeoutSec=", "JobRunningTimeoutSec"],
    ["JobTimeoutAction=", "JobTimeoutRebootArgument"],
    ["OnSuccessJobMode=", "OnFailureJobMode"],
    ["RefuseManualStart=", "RefuseManualStop"],
    ["PropagatesReloadTo=", "ReloadPropagatedFrom"],
    ["WantedBy=", "RequiredBy", "UpheldBy"],
    ["StartLimitIntervalSec=interval", "StartLimitBurst", "StartLimitIntervalSec"],
    ["PropagatesStopTo=", "StopPropagatedFrom"],
    ["FailureAction=", "SuccessAction"],
    ["FailureActionExitStatus=", "SuccessActionExitStatus"],
  ],
  "resource-control": [
    ["BPFProgram=type:program-path", "BPFProgram"],
    ["CPUWeight=weight", "CPUWeight", "StartupCPUWeight"],
    ["DevicePolicy=auto|closed|strict", "DevicePolicy"],
    ["IODeviceLatencyTargetSec=device target", "IODeviceLatencyTargetSec"],
    ["IODeviceWeight=device weight", "IODeviceWeight"],
    ["IOReadBandwidthMax=device bytes", "IOReadBandwidthMax", "IOWriteBandwidthMax"],
    ["IOReadIOPSMax=device IOPS", "IOReadIOPSMax", "IOWriteIOPSMax"],
    ["IOWeight=weight", "IOWeight", "StartupIOWeight"],
    ["IPAddressAllow=ADDRESS[/PREFIXLENGTH]…", "IPAddressAllow", "IPAddressDeny"],
    ["IPIngressFilterPath=BPF_FS_PROGRAM_PATH", "IPEgressFilterPath", "IPIngressFilterPath"],
    ["ManagedOOMSwap=auto|kill", "ManagedOOMMemoryPressure", "ManagedOOMSwap"],
    ["ManagedOOMPreference=none|avoid|omit", "ManagedOOMPreference"],
    ["MemoryHigh=bytes", "MemoryHigh", "StartupMemoryHigh"],
    ["MemoryMin=bytes, MemoryLow=bytes", "MemoryLow", "MemoryMin", "StartupMemoryLow"],
    ["MemoryMax=bytes", "MemoryMax", "StartupMemoryMax"],
    ["MemorySwapMax=bytes", "MemorySwapMax", "StartupMemorySwapMax"],
    ["MemoryZSwapMax=bytes", "MemoryZSwapMax", "StartupMemoryZSwapMax"],
    ["NFTSet=family:table:set", "NFTSet"],
    ["SocketBindAllow=bind-rule", "SocketBindAllow", "SocketBindDeny"],
    ["AllowedCPUs=", "StartupAllowedCPUs"],
    ["AllowedMemoryNodes=", "StartupAllowedMemoryNodes"],
    ["TasksMax=N", "TasksMax"],
  ],
  exec: [
    ["BindPaths=", "BindReadOnlyPaths"],
    ["RuntimeDirectory=", "CacheDirectory", "ConfigurationDirectory", "LogsDirectory", "StateDirectory"],
    ["StateDirectoryAccounting=", "CacheDirectoryAccounting", "LogsDirectoryAccounting"],
    [
      "RuntimeDirectoryMode=",
      "CacheDirectoryMode",
      "ConfigurationDirectoryMode",
      "LogsDirectoryMode",
      "StateDirectoryMode",
    ],
    ["StateDirectoryQuota=", "CacheDirectoryQuota", "LogsDirectoryQuota"],
    ["ReadWritePaths=", "ExecPaths", "InaccessiblePaths", "NoExecPaths", "ReadOnlyPaths"],
    ["RootImagePolicy=", "ExtensionImagePolicy", "MountImagePolicy"],
    ["User=", "Group"],
    ["ImportCredential=GLOB", "ImportCredential"],
    [
      "LimitCPU=",
      "LimitAS",
      "LimitCORE",
      "LimitDATA",
      "LimitFSIZE",
      "LimitLOCKS",
      "LimitMEMLOCK",
      "LimitMSGQUEUE",
      "LimitNICE",
      "LimitNOFILE",
      "LimitNPROC",
      "LimitRSS",
      "LimitRTPRIO",
      "LimitRTTIME",
      "LimitSIGPENDING",
      "LimitSTACK",
    ],
    ["LoadCredential=ID:PATH", "LoadCredential", "LoadCredentialEncrypted"],
    ["LogRateLimitIntervalSec=", "LogRateLimitBurst"],
    ["SetCredential=ID:VALUE", "SetCredential", "SetCredentialEncrypted"],
    ["StandardInputText=", "StandardInputData"],
    ["TTYColumns=", "TTYRows"],
  ],
  path: [
    ["PathExists=", "DirectoryNotEmpty", "PathChanged", "PathExistsGlob", "PathModified"],
    ["TriggerLimitIntervalSec=", "TriggerLimitBurst"],
  ],
  service: [
    ["ExecStartPre=", "ExecStartPost"],
    ["TimeoutStartFailureMode=", "TimeoutStopFailureMode"],
  ],
  slice: [["ConcurrencyHardMax=", "ConcurrencySoftMax"]],
  socket: [
    ["ExecStartPre=", "ExecStartPost"],
    ["ExecStopPre=", "ExecStopPost"],
    ["ListenStream=", "ListenDatagram", "ListenSequentialPacket"],
    [
      "MessageQueueMaxMessages=, MessageQueueMessageSize=",
      "MessageQueueMaxMessages",
      "MessageQueueMessageSize",
    ],
    ["PollLimitIntervalSec=", "PollLimitBurst"],
    ["ReceiveBuffer=", "SendBuffer"],
    ["SmackLabel=", "SmackLabelIPIn", "SmackLabelIPOut"],
    ["SocketUser=", "SocketGroup"],
    ["TriggerLimitIntervalSec=", "TriggerLimitBurst"],
    ["XAttrEntryPoint=", "XAttrAccept", "XAttrListen"],
  ],
  timer: [
    ["OnActiveSec=", "OnBootSec", "OnStartupSec", "OnUnitActiveSec", "OnUnitInactiveSec"],
    ["OnClockChange=", "OnTimezoneChange"],
  ],
};
