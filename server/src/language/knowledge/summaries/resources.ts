import type { Summary } from "../summary.ts";

/**
 * Summaries of what service, socket, mount, swap, slice and scope units share: cgroup limits, killing, and the second
 * half (from `RootEphemeral=` on) of the settings of spawned commands. Facts from systemd.resource-control(5),
 * systemd.kill(5), systemd.exec(5) and, where those are vague, from systemd's parsers.
 */
export const resourceSummaries = {
  AllowedCPUs:
    "Pins the unit's processes to these CPU numbers and ranges (`0-3,8`); a parent slice can narrow the set.",
  AllowedMemoryNodes:
    "Lets processes take memory from these NUMA nodes only, given as numbers and ranges (`0-1,3`); a parent slice can narrow the set.",
  BPFProgram:
    "Hooks a pinned BPF program into the unit's cgroup, as `bind4:/sys/fs/bpf/…`; if the file is missing the unit starts without it.",
  BindNetworkInterface:
    "Ties every socket the unit opens to this one interface, for example to put a program that knows nothing of VRFs into one.",
  BlockIOAccounting: "Counted disk I/O on cgroup v1 up to 257; ignored since 258, `IOAccounting=` took over.",
  BlockIODeviceWeight:
    "Gave one disk a weight of its own (`/dev/sda 500`, 10 to 1000) up to 257; ignored since 258, use `IODeviceWeight=`.",
  BlockIOReadBandwidth:
    "Capped reads from one disk in bytes per second up to 257; ignored since 258, use `IOReadBandwidthMax=`.",
  BlockIOWeight:
    "Weighed disk access between units from 10 to 1000 up to 257; ignored since 258, use `IOWeight=` (1 to 10000).",
  BlockIOWriteBandwidth:
    "Capped writes to one disk in bytes per second up to 257; ignored since 258, use `IOWriteBandwidthMax=`.",
  CPUAccounting:
    "Switched on CPU time counting under cgroup v1; cgroup v2 always counts, so newer versions ignore it.",
  CPUPressureThresholdSec:
    "CPU waiting time within 2 s that wakes a service watching `$CPU_PRESSURE_WATCH`; bare numbers are seconds, `200ms` by default.",
  CPUPressureWatch:
    "Tells the service where to watch for CPU shortage (`$CPU_PRESSURE_WATCH`); `auto`, the default, does so if a CPU weight or quota is set.",
  CPUQuota:
    "Caps CPU time even when CPUs are idle, in percent of one CPU: `200%` is two full CPUs; without the `%` it is ignored.",
  CPUQuotaPeriodSec:
    "Interval over which `CPUQuota=` is doled out, `1ms` to `1s` (default `100ms`); shorter means smoother; bare numbers are seconds.",
  CPUSetPartition:
    "`root` reserves `AllowedCPUs=` for the unit, `isolated` also stops load balancing there; parent slices must be partitions too; default `member`.",
  CPUShares:
    "Weighed CPU time between units from 2 to 262144 (1024 was normal) up to 257; ignored since 258, use `CPUWeight=`.",
  CPUWeight:
    "Weight against sibling units when CPUs are busy, 1 to 10000; unset counts as 100, `idle` takes only what nobody else wants.",
  CoredumpReceive:
    "`yes` hands crashes in a container run by this unit to the systemd-coredump inside it; needs `Delegate=yes` too.",
  DefaultMemoryLow:
    "Gave units below this slice a `MemoryLow=` where they had none, in 257 still; 262 ignores it: `MemoryLow=` on the slice is shared out anyway.",
  DefaultMemoryMin:
    "Gave units below this slice a `MemoryMin=` where they had none, in 257 still; 262 ignores it: `MemoryMin=` on the slice is shared out anyway.",
  DefaultStartupMemoryLow:
    "Gave units below this slice a `StartupMemoryLow=` where they had none, in 257 still; 262 ignores it.",
  Delegate:
    "Hands the unit its own cgroup subtree to manage: `yes` for all controllers or a list (`cpu memory`); services and scopes only.",
  DelegateSubgroup:
    "With `Delegate=` on, starts the main process in a child cgroup of this name (not a path), as most programs that manage cgroups need.",
  DeviceAllow:
    "Opens a device to the unit, as `/dev/ttyS0 rw` or `char-pts`; once one is listed, all others but basics like `/dev/null` are shut.",
  DevicePolicy:
    "`strict` opens only `DeviceAllow=` entries, `closed` adds `/dev/null` and its like, `auto` (default) opens all if there are no entries.",
  DisableControllers:
    "Bars these cgroup controllers (`cpu io`) below this unit, so that child units' settings for them silently do nothing.",
  FinalKillSignal:
    "Signal for processes still alive after the stop timeout; `SIGKILL` unless set, `SIGABRT` leaves a core dump of the hang.",
  IOAccounting:
    "Counts the unit's disk I/O for `systemctl status`; off by default, and turning it on also counts its siblings.",
  IODeviceLatencyTargetSec:
    "Throttles units with looser targets while this one's average I/O latency misses its own (`/dev/sda 25ms`); bare numbers are seconds.",
  IODeviceWeight:
    "Overrides `IOWeight=` for one disk, as `/dev/sda 500`; name the whole disk or a file stored on it, not a partition.",
  IOPressureThresholdSec:
    "Disk waiting time within 2 s that wakes a service watching `$IO_PRESSURE_WATCH`; bare numbers are seconds, `200ms` by default.",
  IOPressureWatch:
    "Tells the service where to watch for slow disks (`$IO_PRESSURE_WATCH`); `auto`, the default, does so if I/O is counted anyway.",
  IOReadBandwidthMax:
    "Caps reads from a device in bytes per second, as `/dev/sda 5M`, even when it is idle; K, M, G and T are powers of 1000.",
  IOReadIOPSMax:
    "Caps read operations per second on a device, as `/dev/sda 1K` for 1000, even when it is idle; several lines name several devices.",
  IOWeight:
    "Weight against sibling units for a busy disk, 1 to 10000; unset counts as 100; only BFQ or the kernel's iocost honours it.",
  IOWriteBandwidthMax:
    "Caps writes to a device in bytes per second, as `/dev/sda 5M`, even when it is idle; K, M, G and T are powers of 1000.",
  IOWriteIOPSMax:
    "Caps write operations per second on a device, as `/dev/sda 1K` for 1000, even when it is idle; several lines name several devices.",
  IPAccounting:
    "Counts IP packets and bytes of the unit's own sockets for `systemctl status`; off by default, and not for user services.",
  IPAddressAllow:
    "Addresses and networks (`10.0.0.0/8`, `localhost`) exempt from `IPAddressDeny=`; without that setting it blocks nothing.",
  IPAddressDeny:
    "Cuts IP traffic in both directions with these addresses (`any`, `10.0.0.0/8`) unless `IPAddressAllow=` lists them; needs BPF.",
  IPEgressFilterPath:
    "Absolute path of a pinned BPF program (`/sys/fs/bpf/…`) judging each IP packet the unit sends, on top of its slices' filters.",
  IPIngressFilterPath:
    "Absolute path of a pinned BPF program (`/sys/fs/bpf/…`) judging each IP packet the unit gets, on top of its slices' filters.",
  KillMode:
    "Who dies on stop: `control-group` all (default), `mixed` the main process, then the rest by `SIGKILL`, `process` the main one, `none` none.",
  KillSignal:
    "Signal that asks the unit to stop, `SIGTERM` unless set; those who ignore it get `FinalKillSignal=` after the stop timeout.",
  ManagedOOMMemoryPressure:
    "`kill` has systemd-oomd kill the unit, or a cgroup in it, when memory stalls last; `auto` only if a parent has `kill`; services, scopes, slices.",
  ManagedOOMMemoryPressureDurationSec:
    "How long memory pressure must stay over the limit before `ManagedOOMMemoryPressure=kill` kills; at least `1s`, bare numbers are seconds.",
  ManagedOOMMemoryPressureLimit:
    "Share of time lost to memory stalls (`60%`) at which `ManagedOOMMemoryPressure=kill` kills; `0%`, the default: as oomd.conf says.",
  ManagedOOMPreference:
    "`avoid` makes systemd-oomd kill this cgroup last, `omit` never; cgroups below it are not covered, and `none` is the default.",
  ManagedOOMSwap:
    "`kill` has systemd-oomd kill the unit, or a cgroup in it, when RAM and swap run full; `auto` only if a parent has `kill`; services, scopes, slices.",
  MemoryAccounting:
    "Counts the unit's memory for `systemctl status`; normally on already, and one unit turns it on for its siblings.",
  MemoryHigh:
    "Slows the unit and reclaims hard above this, without killing; bytes, or with K, M, G, T (1024s), or a percentage of RAM.",
  MemoryLimit: "Capped memory in bytes up to 257; ignored since 258, use `MemoryMax=`.",
  MemoryLow:
    "Memory reclaimed only if nothing unprotected is left; bytes, K, M, G, T or a percentage of RAM; parent slices must protect it too.",
  MemoryMax:
    "Hard limit past which the kernel kills inside the unit; bytes, or with K, M, G, T (1024s), or a percentage of RAM.",
  MemoryMin:
    "Memory never reclaimed, even if something must die for it; bytes, K, M, G, T or a percentage of RAM; parent slices must protect it too.",
  MemoryPressureThresholdSec:
    "Memory waiting time within 2 s that wakes a service watching `$MEMORY_PRESSURE_WATCH`; bare numbers are seconds, `200ms` by default.",
  MemoryPressureWatch:
    "Tells the service where to watch for memory shortage (`$MEMORY_PRESSURE_WATCH`); `auto`, the default, does so if memory is counted.",
  MemorySwapMax:
    "Most swap the unit may fill, `0` for none; bytes, or with K, M, G, T (1024s); a percentage is one of RAM, not of swap.",
  MemoryZSwapMax:
    "Most RAM its compressed swap pages (zswap) may take, `0` to bypass zswap; bytes, or with K, M, G, T (1024s).",
  MemoryZSwapWriteback:
    "`no` keeps compressed pages in zswap and spares the swap device writes, for I/O-heavy units; `yes` by default.",
  NFTSet:
    "Puts the unit's cgroup, user or group ID into an existing nftables set while it runs, as `cgroup:inet:filter:myset`; errors are ignored.",
  NetClass:
    "Tagged the unit's traffic with a net_cls class number; long gone and ignored, match the cgroup in nftables (`NFTSet=`) instead.",
  OOMRules:
    "Has systemd-oomd apply these rulesets to the unit, by file name without `.oomrule`; services, scopes, slices only.",
  RestartKillSignal:
    "Stands in for `KillSignal=` when the stop belongs to a restart, so that the program can tell; same signal if unset.",
  RestrictNetworkInterfaces:
    "Confines traffic to these interfaces (`eth0 lo`), or with `~` in front to all but these; `lo` must be listed like any other.",
  RootEphemeral:
    "`yes` runs the unit in a throw-away copy of its root directory or image; slow unless the file system has snapshots or reflinks.",
  RootHash:
    "dm-verity root hash the `RootImage=` must match, in hex or as path of a file with it; a `.roothash` file beside the image is found anyway.",
  RootHashSignature:
    "Signature of `RootHash=`, as path of a DER file or `base64:…`; the image opens only if the signer's key is one that the machine trusts.",
  RootImage:
    "Makes a block device or disk image file the unit's root file system, so its programs must be in there, libraries and all.",
  RootImageOptions:
    "Mount options for `RootImage=` with commas between them, per partition if named: `root:ro,nodev home:noexec`.",
  RootImagePolicy:
    "Which partitions `RootImage=` may have and how they must be protected, as `root=verity+signed:home=encrypted+absent`.",
  RootMStack:
    "Builds the unit's root file system from a `.mstack/` directory of overlay layers and bind mounts, given by path.",
  RootVerity:
    "Path of the dm-verity data of a `RootImage=` without partition table; needs the root hash; a `.verity` file beside the image is found anyway.",
  RuntimeDirectory:
    "Creates `/run/NAME` (user units: in `$XDG_RUNTIME_DIR`), owned by `User=`, and deletes it on stop; `$RUNTIME_DIRECTORY` holds the path.",
  RuntimeDirectoryMode:
    "Octal permissions of the `RuntimeDirectory=`, `0755` unless set, which lets every user look in.",
  RuntimeDirectoryPreserve:
    "`restart` keeps the `RuntimeDirectory=` across restarts, `yes` after every stop; `no`, the default, deletes it each time.",
  SELinuxContext:
    "Starts commands in this SELinux context, if policy permits, not the one it would pick; a leading `-` tolerates failure.",
  SecureBits:
    "Bits such as `noroot` or `keep-caps` that change how root and set-uid calls win or lose capabilities; lines add up.",
  SendSIGHUP: "`yes` sends `SIGHUP` right after the stop signal, so that shells notice; off by default.",
  SendSIGKILL:
    "`no` leaves processes alone that survive the stop timeout, and a service then won't restart beside them; `yes` by default.",
  SetCredential:
    "Gives the service a credential written out here as `ID:VALUE`; every user can read it over D-Bus, so no secrets.",
  SetCredentialEncrypted:
    "Gives the service a secret kept here in encrypted form, `ID:…`, as printed by `systemd-creds encrypt -p --name=ID FILE -`.",
  SetLoginEnvironment:
    "Whether `$HOME`, `$LOGNAME` and `$SHELL` are set for system services; by default only with `User=`, `DynamicUser=` or `PAMName=`.",
  Slice: {
    Mount: "Puts the mount's processes under the limits of this slice instead of the usual `system.slice`.",
    Scope:
      "Puts the scope under the limits of this slice instead of the default, `system.slice` or `app.slice` for users.",
    Service:
      "Puts the service under the limits of this slice; by default `system.slice` (`app.slice` for users), templates get one of their own.",
    Slice:
      "Never needed: a slice's parent follows from its own name (`a-b.slice` sits in `a.slice`) and cannot differ.",
    Socket:
      "Puts the socket's own commands under the limits of this slice; the service it starts has its own setting.",
    Swap: "Puts the swap's helper processes under the limits of this slice instead of `system.slice`.",
  },
  SmackProcessLabel:
    "Starts commands under this Smack label unless the program file has its own; a leading `-` tolerates failure.",
  SocketBindAllow:
    "Lets `bind()` through for `tcp:8080`, `ipv6:udp:10000-20000` and so on; means nothing unless `SocketBindDeny=` forbids more, e.g. `any`.",
  SocketBindDeny:
    "Makes `bind()` fail for matching protocols and ports (`any`, `udp`, `tcp:1-1023`) that no `SocketBindAllow=` permits.",
  StandardError:
    "Where stderr goes: `inherit` (same as stdout, the default), `journal`, `null`, `append:/path` or any other word of `StandardOutput=`.",
  StandardInput:
    "Where stdin comes from: `null` (default), `data` from this unit, `file:/path`, `tty`, the activating `socket` or `fd:name`.",
  StandardInputData:
    "Base64 bytes to feed to stdin, for binary input; joined with other such lines in file order.",
  StandardInputText:
    "A line of text to feed to stdin; each assignment adds one and a newline, with outer blanks trimmed; empty clears all.",
  StandardOutput:
    "Where stdout goes: `journal` (default), `null`, `tty`, `append:/path`, `truncate:/path`; `file:` overwrites without truncating.",
  StartupAllowedCPUs:
    "CPU numbers and ranges (`0-3,8`) that replace `AllowedCPUs=` while the system boots or shuts down.",
  StartupAllowedMemoryNodes:
    "NUMA nodes (`0-1,3`) that replace `AllowedMemoryNodes=` while the system boots or shuts down.",
  StartupBlockIOWeight:
    "Replaced `BlockIOWeight=` during boot and shutdown up to 257; ignored since 258, use `StartupIOWeight=`.",
  StartupCPUShares:
    "Replaced `CPUShares=` during boot and shutdown up to 257; ignored since 258, use `StartupCPUWeight=`.",
  StartupCPUWeight:
    "Replaces `CPUWeight=` while the system boots or shuts down; 1 to 10000, or `idle` to stay out of the way.",
  StartupIOWeight:
    "Replaces `IOWeight=` while the system boots or shuts down, to bring a unit up first or last; 1 to 10000.",
  StartupMemoryHigh:
    "Replaces `MemoryHigh=` while the system boots or shuts down; bytes, or with K, M, G, T (1024s), or a percentage of RAM.",
  StartupMemoryLow:
    "Replaces `MemoryLow=` while the system boots or shuts down; bytes, or with K, M, G, T (1024s), or a percentage of RAM.",
  StartupMemoryMax:
    "Replaces `MemoryMax=` while the system boots or shuts down; bytes, or with K, M, G, T (1024s), or a percentage of RAM.",
  StartupMemorySwapMax:
    "Replaces `MemorySwapMax=` while the system boots or shuts down; bytes, or with K, M, G, T, or a percentage of RAM (not swap).",
  StartupMemoryZSwapMax:
    "Replaces `MemoryZSwapMax=` while the system boots or shuts down; bytes, or with K, M, G, T (1024s).",
  StateDirectory:
    "Creates `/var/lib/NAME` (user units: in the home), owned by `User=`, and keeps it on stop; `$STATE_DIRECTORY` holds the path.",
  StateDirectoryAccounting:
    "`yes` tags the `StateDirectory=` with a project ID, so that `repquota` shows its disk use where quotas are on; sets no limit by itself.",
  StateDirectoryMode:
    "Octal permissions of the `StateDirectory=`; `0755` unless set, so choose `0700` for private data.",
  StateDirectoryQuota:
    "Most disk space for the `StateDirectory=`: bytes, K, M, G, T or a percentage; does nothing unless the file system has project quotas on.",
  SupplementaryGroups:
    "Extra groups, by name or number, for the unit's commands, on top of those the user has already; lines add up.",
  SyslogFacility:
    "Facility noted with each line of stdout and stderr that goes to the log, such as `local0`; `daemon` if unset.",
  SyslogIdentifier:
    "Tag on the unit's output in the log, found with `journalctl -t TAG`; the program's name if unset.",
  SyslogLevel:
    "Priority of output lines that bring none of their own (`<3>…`), from `emerg` to `debug`; `info` if unset.",
  SyslogLevelPrefix:
    "`no` logs a `<3>` at the start of a line as text instead of taking it for the line's priority; `yes` by default.",
  SystemCallArchitectures:
    "Forbids system calls of other architectures; `native` closes the 32-bit way around `SystemCallFilter=`; all are open by default.",
  SystemCallErrorNumber:
    "Error a forbidden system call returns, `EPERM` or a number up to 4095; without it the process is killed.",
  SystemCallFilter:
    "Permits only these system calls or groups (`@system-service`), or all but these after a `~`; breaking it kills by `SIGSYS`.",
  SystemCallLog:
    "Notes each use of these system calls, or after a `~` of all others, in the audit log, but blocks none.",
  TTYColumns:
    "Width of the `TTYPath=` terminal in characters, for serial lines and the like that cannot tell.",
  TTYPath: "Terminal meant wherever stdin, stdout or stderr are set to `tty`; `/dev/console` unless set.",
  TTYReset:
    "`yes` brings the `TTYPath=` terminal back to sane modes before and after, without clearing the screen; off by default.",
  TTYRows: "Height of the `TTYPath=` terminal in lines, for serial lines and the like that cannot tell.",
  TTYVHangup:
    "`yes` cuts every program off the `TTYPath=` terminal before and after, so that none spies on it; off by default.",
  TTYVTDisallocate:
    "`yes` wipes screen and scrollback of the `TTYPath=` terminal before and after; off by default.",
  TasksAccounting: "Counts processes and threads for `systemctl status` and `TasksMax=`; on by default.",
  TasksMax:
    "Most processes plus threads at once, then forking fails; a number, a percentage of the system's maximum (`15%` by default, slices none) or `infinity`.",
  TemporaryFileSystem:
    "Hides these directories from the unit under empty tmpfs mounts, with options after a colon (`/var:ro,size=10M`).",
  TimeoutCleanSec:
    "Longest that `systemctl clean` may take for this unit; bare numbers are seconds, no limit by default.",
  TimeoutSec: {
    Mount:
      "How long mounting or unmounting may take before it is killed and fails; bare numbers are seconds, `0` waits forever.",
    Service:
      "Sets `TimeoutStartSec=` and `TimeoutStopSec=` together; bare numbers are seconds, `0` or `infinity` waits forever.",
    Socket:
      "How long each of the socket's `ExecStartPre=` to `ExecStopPost=` commands may take; bare numbers are seconds, `0` is no limit.",
    Swap: "How long `swapon` and `swapoff` may take before they are killed; bare numbers are seconds, `0` waits forever.",
  },
  TimerSlackNSec:
    "How late the kernel may wake the processes' timers to save power; bare numbers are nanoseconds, not seconds.",
  UMask:
    "Octal permission bits that new files will lack; `0022` by default for system units, `0077` keeps files private.",
  UnsetEnvironment:
    "Drops variables (`NAME`, or `NAME=value` only with that value) last of all, whoever set them; `$NAME` in `Exec` lines still works.",
  User: "Account, by name or number, the commands run as (default: root); must exist at start unless `DynamicUser=`; user units, root's aside, cannot switch.",
  UserNamespacePath:
    "Runs processes in a user namespace that already exists at this path, such as `/proc/PID/ns/user`; system services only.",
  UtmpIdentifier:
    "Terminal ID of the utmp and wtmp records kept for getty-like services; of a longer value the last four characters count.",
  UtmpMode:
    "Login records written with `UtmpIdentifier=`: `init` for getty (default), `login` for login, `user` for programs that write none.",
  WatchdogSignal: {
    Mount: "Does nothing here, as mounts have no watchdog.",
    Scope: "Does nothing here, as scopes have no watchdog.",
    Service:
      "Signal for a service that misses its `WatchdogSec=` deadline; `SIGABRT` unless set, which leaves a core dump.",
    Socket: "Does nothing here, as sockets have no watchdog; set it in the service.",
    Swap: "Does nothing here, as swaps have no watchdog.",
  },
  WorkingDirectory:
    "Absolute path the commands start in, `~` for the user's home; a leading `-` tolerates its absence; `/` by default for system units.",
} as const satisfies Readonly<Record<string, Summary>>;
