import type { Summary } from "../summary.ts";

/**
 * What each directive of [Unit] and [Install] does, those that [Service] still knows from before 229 included.
 * A condition that does not hold skips the unit, and whatever requires it carries on; an assertion fails the start job.
 * Facts from systemd.unit(5) and src/shared/condition.c of 252, 257 and 262; the wording is ours.
 */
export const unitAndInstallSummaries = {
  After:
    "Holds this unit back until the listed ones are up or have failed, and stops it before them; pulls nothing in, so add `Wants=` or `Requires=`.",
  Alias:
    "Makes `systemctl enable` link these extra names, of the same type, to the unit; mounts, automounts, swaps and slices cannot have any.",
  AllowIsolate:
    "Lets `systemctl isolate` switch to this unit and stop nearly all it does not need (default: no); meant for runlevel-like targets.",
  Also: "Enables and disables these other units along with this one whenever `systemctl enable` or `disable` names it.",
  AssertACPower:
    "Refuses to start, with an error, unless the machine runs on mains power (`yes`) or on battery (`no`) at that moment.",
  AssertArchitecture:
    "Refuses to start, with an error, on any CPU architecture but this one, such as `x86-64` or `arm64`.",
  AssertCPUFeature:
    "Refuses to start, with an error, on a CPU without this feature flag, such as `avx2`; arm64 flags are known since 262.",
  AssertCPUPressure:
    "Refuses to start, with an error, while CPU pressure (PSI, 5-minute average) exceeds this percentage; `40%/1min` takes another window.",
  AssertCPUs:
    "Refuses to start, with an error, unless systemd may use at least this many CPUs; `<`, `=` and the like compare otherwise.",
  AssertCapability:
    "Refuses to start, with an error, if systemd's own bounding set, not the service's, lacks this capability, such as `CAP_NET_ADMIN`.",
  AssertControlGroupController:
    "Refuses to start, with an error, if one of these cgroup controllers (`cpu`, `io`, `memory`, `pids`) is missing; unknown names pass.",
  AssertCredential:
    "Refuses to start, with an error, unless systemd itself was handed a credential of this name; `LoadCredential=` does not count.",
  AssertDirectoryNotEmpty:
    "Refuses to start, with an error, if this folder is missing or empty; dot files and backups such as `a~` do not fill it.",
  AssertEnvironment:
    "Refuses to start, with an error, unless systemd's own environment, not `Environment=`, has this `NAME` or `NAME=value`.",
  AssertFileIsExecutable:
    "Refuses to start, with an error, unless this path is a regular file with an execute bit set for anybody.",
  AssertFileNotEmpty:
    "Refuses to start, with an error, unless this path is a regular file of at least one byte.",
  AssertFirstBoot:
    "Refuses to start, with an error, unless the very first boot of the system is under way (`yes`) or is over (`no`).",
  AssertFraction:
    "Refuses to start, with an error, on all but this share of machines, such as `30%`, picked for good by machine ID and an optional tag.",
  AssertGroup:
    "Refuses to start, with an error, unless systemd itself, not `Group=`, is in this group; hardly of use outside the user manager.",
  AssertHost:
    "Refuses to start, with an error, unless the hostname fits this glob or this is the machine ID (258 and later: or boot ID or product UUID).",
  AssertIOPressure:
    "Refuses to start, with an error, while I/O pressure (PSI, 5-minute average) exceeds this percentage; `40%/1min` takes another window.",
  AssertKernelCommandLine:
    "Refuses to start, with an error, if the kernel was booted without this word or this exact `name=value`.",
  AssertKernelModuleLoaded:
    "Refuses to start, with an error, if this kernel module is neither built in nor loaded and done with its initialisation.",
  AssertKernelVersion:
    "Refuses to start, with an error, if `uname -r` does not fit, as in `>=6.1`; 258 and later call it `AssertVersion=`.",
  AssertMachineTag:
    "Refuses to start, with an error, unless one of the `TAGS=` in `/etc/machine-info` fits this glob, such as `role=*`.",
  AssertMemory:
    "Refuses to start, with an error, if the machine or container has less RAM than this, in bytes or with `K`, `M`, `G` (powers of 1024).",
  AssertMemoryPressure:
    "Refuses to start, with an error, while memory pressure (PSI, 5-minute average) exceeds this percentage; `40%/1min` takes another window.",
  AssertNeedsUpdate:
    "Refuses to start, with an error, unless `/usr` has changed since `/etc` or `/var`, whichever is named, was last brought in line with it.",
  AssertOSRelease:
    "Refuses to start, with an error, unless `os-release` has these values, as in `ID=debian VERSION_ID>=12`; a missing field counts as empty.",
  AssertPathExists:
    "Refuses to start, with an error, if nothing is at this absolute path (`!`: if something is); the unit does not turn `failed`.",
  AssertPathExistsGlob:
    "Refuses to start, with an error, if nothing at all fits this pattern, such as `/etc/app/*.conf`.",
  AssertPathIsDirectory:
    "Refuses to start, with an error, unless this path is a folder, directly or through a symbolic link.",
  AssertPathIsEncrypted:
    "Refuses to start, with an error, unless this path lies on a dm-crypt or LUKS device; encryption per folder does not count.",
  AssertPathIsMountPoint:
    "Refuses to start, with an error, unless something is mounted exactly at this path.",
  AssertPathIsReadWrite:
    "Refuses to start, with an error, if this path is missing or sits on a read-only mount; permissions are not looked at.",
  AssertPathIsSocket:
    "Refuses to start, with an error, unless there is a Unix socket at this path, listening or not.",
  AssertPathIsSymbolicLink:
    "Refuses to start, with an error, unless this path is itself a symbolic link; one pointing nowhere will do.",
  AssertSecurity:
    "Refuses to start, with an error, unless this is active: `selinux`, `apparmor`, `audit`, `uefi-secureboot`, `tpm2`, …",
  AssertUser:
    "Refuses to start, with an error, unless systemd itself, not `User=`, runs as this user; only useful in units of the user manager.",
  AssertVersion:
    "Refuses to start, with an error, unless `kernel`, `systemd` or `glibc` has a fitting version, as in `systemd >=260`; `kernel` if none is named.",
  AssertVirtualization:
    "Refuses to start, with an error, unless in a `vm`, in a `container`, in either (`yes`), in neither (`no`) or in one kind such as `kvm`.",
  Before:
    "Makes the listed units wait until this one is up or has failed, and stops it after them; starts none of them.",
  BindTo: "Old spelling of `BindsTo=`, still accepted without a word.",
  BindsTo:
    "Does what `Requires=` does, and also stops this unit when a listed one ends by itself, such as an unplugged device; mostly wants `After=` too.",
  CollectMode:
    "Decides whether a failed unit is remembered until `systemctl reset-failed` (`inactive`, default) or dropped at once (`inactive-or-failed`).",
  ConditionACPower:
    "Starts the unit only on mains power (`yes`) or only on battery (`no`), else skips it quietly, as a success; no battery at all is mains.",
  ConditionArchitecture:
    "Starts the unit only on this CPU architecture, such as `x86-64`, or `native` for systemd's own, else skips it quietly, as a success.",
  ConditionCPUFeature:
    "Starts the unit only on a CPU with this flag, such as `avx2`, else skips it quietly, as a success; knows x86, since 262 also arm64.",
  ConditionCPUPressure:
    "Skips the start quietly, as a success, while CPU pressure (PSI) averages above this percentage over 5 minutes; `40%/10sec` is quicker.",
  ConditionCPUs:
    "Starts the unit only if systemd may use at least this many CPUs, else skips it quietly, as a success; `<4` or `=1` compare otherwise.",
  ConditionCapability:
    "Starts the unit only if systemd's own bounding set, not the service's, holds this capability, else skips it quietly, as a success.",
  ConditionControlGroupController:
    "Starts the unit only if these cgroup controllers are all there, or cgroups are `v1` or `v2`, else skips it quietly, as a success.",
  ConditionCredential:
    "Starts the unit only if systemd itself got a credential of this name from its boot or container, else skips it quietly, as a success.",
  ConditionDirectoryNotEmpty:
    "Starts the unit only if this folder holds something besides dot files and backups, else skips it quietly, as a success.",
  ConditionEnvironment:
    "Starts the unit only if systemd's own environment, not `Environment=`, has this `NAME` or `NAME=value`, else skips it quietly.",
  ConditionFileIsExecutable:
    "Starts the unit only if this path is a regular file with any execute bit, else skips it quietly, as a success.",
  ConditionFileNotEmpty:
    "Starts the unit only if this path is a regular file that is not empty, else skips it quietly, as a success.",
  ConditionFirmware:
    "Starts the unit only on `uefi`, `device-tree`, `device-tree-compatible(…)` or `smbios-field(…)` firmware, else skips it quietly; has no `Assert` twin.",
  ConditionFirstBoot:
    "Starts the unit only in a first boot (`yes`): `/etc/machine-id` missing or `uninitialized`, empty does not count; else skips it quietly.",
  ConditionFraction:
    "Starts the unit on this share of machines only, such as `30%`, and skips it quietly on the rest; a tag in front, `web 30%`, picks others.",
  ConditionGroup:
    "Starts the unit only if systemd itself, not the service, is in this group, by name or number, else skips it quietly, as a success.",
  ConditionHost:
    "Starts the unit only if the hostname fits this glob or this is the machine ID (258 and later: or boot ID or product UUID), else skips it quietly.",
  ConditionIOPressure:
    "Skips the start quietly, as a success, while I/O pressure (PSI) averages above this percentage over 5 minutes; `40%/10sec` is quicker.",
  ConditionKernelCommandLine:
    "Starts the unit only if the boot command line has this word, with or without `=value`, or this very `name=value`, else skips it quietly.",
  ConditionKernelModuleLoaded:
    "Starts the unit only if this kernel module is built in or fully loaded, else skips it quietly, as a success; it loads nothing.",
  ConditionKernelVersion:
    "Starts the unit only if `uname -r` fits, as in `>=6.1`, else skips it quietly; backports make it a poor test of features.",
  ConditionMachineTag:
    "Starts the unit only if one of the `TAGS=` in `/etc/machine-info` fits this glob, else skips it quietly; `role` does not match `role=web`.",
  ConditionMemory:
    "Starts the unit only with at least this much RAM, in bytes or with `K`, `M`, `G` (powers of 1024), else skips it quietly; `<1G` asks for less.",
  ConditionMemoryPressure:
    "Skips the start quietly, as a success, while memory pressure (PSI) averages above this percentage over 5 minutes; `system.slice:40%` is one slice's.",
  ConditionNeedsUpdate:
    "Starts the unit only if the `.updated` stamp in `/etc` or `/var`, whichever is named, is missing or older than `/usr`, else skips it quietly.",
  ConditionOSRelease:
    "Starts the unit only if `os-release` says so, as in `ID=debian VERSION_ID>=12`, else skips it quietly; no blanks around the operator.",
  ConditionPathExists:
    "Starts the unit only if this absolute path exists (`!`: does not), else skips it quietly, as a success; a dangling link does not exist.",
  ConditionPathExistsGlob:
    "Starts the unit only if at least one path fits this pattern, such as `/etc/app/*.conf`, else skips it quietly, as a success.",
  ConditionPathIsDirectory:
    "Starts the unit only if this path is a folder, directly or through a link, else skips it quietly, as a success.",
  ConditionPathIsEncrypted:
    "Starts the unit only if this path lies on a dm-crypt or LUKS device, else skips it quietly; encryption beneath a loop device goes unseen.",
  ConditionPathIsMountPoint:
    "Starts the unit only if something is mounted exactly at this path, else skips it quietly, as a success.",
  ConditionPathIsReadWrite:
    "Starts the unit only if this path exists on a file system that is not read-only, else skips it quietly; permissions play no part.",
  ConditionPathIsSocket:
    "Starts the unit only if a Unix socket is at this path, listening or not, else skips it quietly, as a success.",
  ConditionPathIsSymbolicLink:
    "Starts the unit only if this path is itself a symbolic link, dangling or not, else skips it quietly, as a success.",
  ConditionSecurity:
    "Starts the unit only where this is active: `selinux`, `apparmor`, `audit`, `uefi-secureboot`, `tpm2`, since 254 `cvm`, …, else skips it quietly.",
  ConditionUser:
    "Starts the unit only if systemd itself, not `User=`, runs as this user or any `@system` one, else skips it quietly; always root in system units.",
  ConditionVersion:
    "Starts the unit only with a fitting version of `kernel`, `systemd` or `glibc`, as in `systemd >=260`, else skips it quietly, as a success.",
  ConditionVirtualization:
    "Starts the unit only in a `vm`, a `container`, either (`yes`), neither (`no`) or a named one such as `kvm`, else skips it quietly.",
  Conflicts:
    "Stops the listed units when this one starts, and this one when any of them does; without `After=` or `Before=` they may overlap for a moment.",
  DefaultDependencies:
    "Adds what units of this type need as a rule, such as a stop at shutdown (default: yes); `no` is for very early or very late units.",
  DefaultInstance:
    "The instance that `systemctl enable` takes when a template is named without one, such as `tty1`; other units ignore it.",
  Description:
    "The title people read in `systemctl status`, boot messages and the journal; without one they see the unit's file name.",
  Documentation:
    "Where to read more: `man:`, `info:`, `file:/`, `http://` and `https://` links, shown by `systemctl status`; an empty value drops earlier ones.",
  FailureAction: {
    Unit: "What becomes of the whole machine when this unit fails: `reboot`, `poweroff`, `exit`, … (default: `none`); user units: `exit` and `exit-force` only.",
    Service:
      "Old place, from before 236, of the `[Unit]` directive that reboots or powers off the machine when the service fails; still obeyed.",
  },
  FailureActionExitStatus:
    "Exit status, 0 to 255, that systemd ends with when `FailureAction=exit` fires in a container or user manager (default: the main process's).",
  IgnoreOnIsolate:
    "Lets the unit run on when `systemctl isolate` stops the rest (default: no for services, targets, sockets, timers and paths, else yes).",
  IgnoreOnSnapshot:
    "Once kept the unit out of the snapshots of `systemctl snapshot`; 228 dropped them, so newer versions ignore this.",
  JobRunningTimeoutSec:
    "Gives up a job this long after it began to run, in seconds unless a unit is given (default: as `JobTimeoutSec=`, else none; devices 90 s).",
  JobTimeoutAction:
    "What becomes of the whole machine when a job of this unit times out, such as `reboot-force` or `poweroff` (default: `none`).",
  JobTimeoutRebootArgument:
    "Text handed to the kernel when `JobTimeoutAction=` reboots, say the mode a phone's boot loader should come up in.",
  JobTimeoutSec:
    "Gives up a job this long after it was queued, in seconds unless a unit is given (default: `infinity`); the unit itself is left as it is.",
  JoinsNamespaceOf:
    "Shares the private `/tmp`, network or IPC of a listed unit; both need `PrivateTmp=`, `PrivateNetwork=` or `PrivateIPC=` for that.",
  OnFailure:
    "Starts the listed units when this one fails; with `Restart=`, 254 and later do so each time unless `RestartMode=direct`, older ones on the last only.",
  OnFailureIsolate:
    "Old way to write `OnFailureJobMode=`: `yes` means `isolate`, `no` means `replace`; still obeyed, with a notice in the log.",
  OnFailureJobMode:
    "How the starts from `OnFailure=` treat jobs already queued: `replace` (default), `fail`, `isolate`, …; `isolate` allows a single unit there.",
  OnSuccess:
    "Starts the listed units when this one ends without failing, even when somebody stopped it by hand.",
  OnSuccessJobMode:
    "How the starts from `OnSuccess=` treat jobs already queued: `fail` (default) yields to opposite ones, `replace` overrides them, …",
  PartOf:
    "Stops and restarts with the listed units, on request or by `Restart=` (not `RestartMode=direct`); neither starts with them nor stops at a crash.",
  PropagateReloadFrom: "Old spelling of `ReloadPropagatedFrom=`, still accepted without a word.",
  PropagateReloadTo: "Old spelling of `PropagatesReloadTo=`, still accepted without a word.",
  PropagatesReloadTo:
    "Reloads the listed units, those that are running, whenever this one is told to reload.",
  PropagatesStopTo:
    "Stops the listed units whenever this one stops, even of its own accord; their own stopping leaves this one alone.",
  RebootArgument: {
    Unit: "Text handed to the kernel when `FailureAction=`, `SuccessAction=` or `StartLimitAction=` reboots, as `systemctl reboot` would.",
    Service:
      "Old place, from before 229, of the `[Unit]` directive: text handed to the kernel when `FailureAction=` or `StartLimitAction=` reboots.",
  },
  RefuseManualStart:
    "Makes `systemctl start` of this unit an error (default: no), so that only dependencies, sockets, timers and the like start it.",
  RefuseManualStop:
    "Makes `systemctl stop` and `restart` of this unit an error (default: no); it still ends by itself, with other units and at shutdown.",
  ReloadPropagatedFrom: "Reloads this unit, if it is running, whenever a listed one is told to reload.",
  RequiredBy:
    "Makes `systemctl enable` add this unit to the listed ones as a `Requires=`: they start it, and stop when it is stopped; no effect until enabled.",
  Requires:
    "Starts the listed units too and stops when they are stopped; their failure to start holds this one back only if `After=` names them as well.",
  RequiresMountsFor:
    "Mounts whatever lies on the way to these absolute paths first, even `noauto` entries, and does not start if a mount fails.",
  RequiresOverridable:
    "Once a `Requires=` meant to give way when a user starts the unit; since 228 read as plain `Requires=`, with a warning.",
  Requisite:
    "Fails the start at once if a listed unit is not active already, and never starts one; without `After=` it does not wait for one still starting.",
  RequisiteOverridable:
    "Once a `Requisite=` meant to give way when a user starts the unit; since 228 read as plain `Requisite=`, with a warning.",
  SourcePath:
    "The file that a generator made this unit from; `systemctl status` names it and warns when it has changed; not for units written by hand.",
  StartLimitAction: {
    Unit: "What becomes of the whole machine when the unit is started too often, such as `reboot` (default: `none`, just refuse the start).",
    Service:
      "Old place, from before 229, of the `[Unit]` directive that reboots or powers off the machine when the service starts too often.",
  },
  StartLimitBurst: {
    Unit: "How many starts, manual ones included, fit into `StartLimitIntervalSec=` before the next is refused (default: 5; `0`: no limit).",
    Service:
      "Old place, from before 229, of the `[Unit]` directive: how many starts are allowed per interval (default: 5; `0`: no limit).",
  },
  StartLimitInterval: {
    Unit: "Spelling that 229 alone used for `StartLimitIntervalSec=`; in seconds unless a unit is given, still accepted without a word.",
    Service:
      "Old place and spelling of `StartLimitIntervalSec=` in `[Unit]`; in seconds unless a unit is given, still obeyed.",
  },
  StartLimitIntervalSec:
    "Window in which `StartLimitBurst=` starts are allowed, in seconds unless a unit is given (default: 10 s; `0`: no limit); not in `[Service]`.",
  StopPropagatedFrom:
    "Stops this unit whenever a listed one stops, on request or of its own accord; nothing flows the other way.",
  StopWhenUnneeded:
    "Stops the unit as soon as no active unit needs it (default: no), even right after `systemctl start` if nothing does.",
  SuccessAction:
    "What becomes of the machine when this unit ends without failing: `poweroff`, `exit`, … (default: `none`); user units: `exit` and `exit-force` only.",
  SuccessActionExitStatus:
    "Exit status, 0 to 255, that systemd ends with when `SuccessAction=exit` fires in a container or user manager (default: the main process's).",
  SurviveFinalKillSignal:
    "Spares the unit's processes when the last ones are killed at shutdown (default: no), for daemons the root file system needs to the end.",
  UpheldBy:
    "Makes `systemctl enable` hang this unit on the listed ones as their `Upholds=`, so they keep it running; known since 254.",
  Upholds:
    "Starts the listed units and, while this one is up, again each time they stop or fail, without delay, until their start limit is hit.",
  WantedBy:
    "Makes `systemctl enable` hang this unit on the listed ones as their `Wants=`: mostly `multi-user.target`, in user units `default.target`.",
  Wants:
    "Starts the listed units together with this one and carries on if they fail or do not exist; all start at once unless `After=` orders them.",
  WantsMountsFor:
    "Mounts whatever lies on the way to these absolute paths first, but starts even if that fails; known since 256.",
} as const satisfies Readonly<Record<string, Summary>>;
