import type { Summary } from "../summary.ts";

/**
 * The execution environment that [Service], [Socket], [Mount] and [Swap] share, names A to RootDirectory; facts from
 * systemd.exec(5), setrlimit(2) and systemd's sources of 252 to 262. The unit named is that of a bare number.
 */
export const executionSummaries = {
  AmbientCapabilities:
    "Hands a non-root process these capabilities, e.g. `CAP_NET_BIND_SERVICE` to listen below port 1024; `~` means all but those listed.",
  AppArmorProfile:
    "Confines the command with this AppArmor profile; if it is not loaded the start fails, unless a `-` precedes it; idle where AppArmor is off.",
  BPFDelegateAttachments:
    "Names the attach types a BPF token allows in the unit's user namespace, or `any`; idle without `PrivateBPF=yes` and `DelegateNamespaces=`.",
  BPFDelegateCommands:
    "Names the `bpf()` operations a token allows in the unit's user namespace, or `any`; idle without `PrivateBPF=yes` and `DelegateNamespaces=`.",
  BPFDelegateMaps:
    "Names the kinds of BPF map the unit may create from its user namespace, or `any`; idle without `PrivateBPF=yes` and `DelegateNamespaces=`.",
  BPFDelegatePrograms:
    "Names the BPF program kinds a token allows in the unit's user namespace, or `any`; idle without `PrivateBPF=yes` and `DelegateNamespaces=`.",
  BindLogSockets:
    "Keeps journald reachable from a unit with its own `/run` by mounting the log sockets into it; on by itself with `MountAPIVFS=yes`.",
  BindPaths:
    "Shows host files or directories elsewhere to the unit, writable, as `source:destination:rbind`; a leading `-` skips missing sources.",
  BindReadOnlyPaths:
    "Shows host paths like `BindPaths=`, but write-protected; clearing either of the two lists with an empty value clears both.",
  CPUAffinity:
    "Pins processes to CPUs such as `0-3 8`, or with `numa` to the CPUs of the nodes in `NUMAMask=`; repeated lines add up.",
  CPUSchedulingPolicy:
    "Picks the kernel scheduler class: `other` is normal, `batch` and `idle` yield, realtime `fifo` and `rr` can starve everything else.",
  CPUSchedulingPriority:
    "Ranks realtime processes from `1` (weakest) to `99`; given without the policy `fifo` or `rr` it makes the start fail.",
  CPUSchedulingResetOnFork:
    "Starts children at normal scheduling, not the unit's realtime one; counts only beside `CPUSchedulingPolicy=` or its priority.",
  CacheDirectory:
    "Creates directories in `/var/cache` (user units: `~/.cache`) owned by `User=`, paths in `$CACHE_DIRECTORY`; kept until `systemctl clean`.",
  CacheDirectoryAccounting:
    "Tags the cache directories with a project ID so that quota tools can report how much disk they use; nothing is limited by it.",
  CacheDirectoryMode:
    "Octal permissions of the directories from `CacheDirectory=`, applied at every start; `0755` by default.",
  CacheDirectoryQuota:
    "Disk space for all cache directories together, in bytes unless `K`, `M`, `G`, `T` or `%` is given; needs project quotas on the disk.",
  Capabilities:
    "Once set effective, permitted and inherited capabilities, as in `cap_net_raw+ep`; ignored since 230, `AmbientCapabilities=` is the successor.",
  CapabilityBoundingSet:
    "Takes every capability but these away for good, even from root; `~` takes away just these, an empty value all, and none is ever granted.",
  ConfigurationDirectory:
    "Creates directories in `/etc` (user units: `~/.config`), named in `$CONFIGURATION_DIRECTORY`; one that exists keeps its owner and permissions.",
  ConfigurationDirectoryMode:
    "Octal permissions a new `ConfigurationDirectory=` gets, `0755` by default; an existing one that differs only earns a warning.",
  CoredumpFilter:
    "Chooses the kinds of memory a core dump holds, by name or hexadecimal mask; write `default` as well to keep the usual ones.",
  DelegateNamespaces:
    "Puts these sandbox namespaces, or all with `yes`, under control of processes inside the unit; brings `PrivateUsers=self` along.",
  DynamicUser:
    "Runs under a throwaway user that exists only while the unit is up, most of the disk read-only; keep files in `StateDirectory=`.",
  Environment:
    "Sets variables as `NAME=value`, quoted whole if there are spaces; `$` is literal, and `systemctl show` reveals them: no secrets.",
  EnvironmentFile:
    "Loads `NAME=value` lines just before each start, winning over `Environment=`; not a shell script, and fatal if missing without `-`.",
  ExecPaths:
    "Lets programs run again from these paths inside trees that `NoExecPaths=` closed; include the shared libraries.",
  ExecSearchPath:
    "Colon-separated directories where commands written without a path are looked up; becomes `$PATH` unless you set that yourself.",
  ExtensionDirectories:
    "Lays unpacked sysext or confext trees read-only over `/usr` and `/opt` or `/etc`, for this unit only; later ones go on top.",
  ExtensionImagePolicy:
    "Rules which partitions of `ExtensionImages=` may be used and how well protected they must be; by default even unprotected ones.",
  ExtensionImages:
    "Lays sysext disk images read-only over `/usr` and `/opt`, since 255 also confext ones over `/etc`, for this unit only; later ones go on top.",
  Group:
    "Primary group of the processes, by name or GID; without it the login group of `User=`; user units, root's aside, cannot switch.",
  IOSchedulingClass:
    "Serves disk requests first (`realtime`), in turn (`best-effort`) or when idle (`idle`), if the disk's scheduler heeds it, as BFQ does.",
  IOSchedulingPriority:
    "Ranks disk access within the I/O class from `0` (served first) to `7`; the kernel's best-effort default is `4`.",
  IPCNamespacePath:
    "Joins an existing IPC namespace, such as `/proc/PID/ns/ipc`, which must exist at start; `PrivateIPC=` then does nothing.",
  IgnoreSIGPIPE:
    "Makes writes to a closed pipe fail with `EPIPE` rather than kill the process; on by default, turn it off for shell pipelines.",
  ImportCredential:
    "Hands over credentials the manager or a credstore directory holds, by name or prefix with `*`; since 257 `name:newname` renames them.",
  InaccessibleDirectories:
    "Former spelling of `InaccessiblePaths=`: hides the listed paths from the unit; still understood.",
  InaccessiblePaths:
    "Makes files and whole trees unreachable for the unit; nothing inside can be opened up again, use `TemporaryFileSystem=` for that.",
  KeyringMode:
    "Kernel keyring for secrets: new per command (`private`, default of system services), with the user's linked in (`shared`), or untouched (`inherit`).",
  LimitAS:
    "Kernel limit RLIMIT_AS on address space per process, in bytes unless `K`, `M`, `G` … is given; for real memory use `MemoryMax=`.",
  LimitCORE:
    "Kernel limit RLIMIT_CORE on the size of a core file, in bytes unless `K`, `M`, `G` … is given; `0` turns core files off.",
  LimitCPU:
    "Kernel limit RLIMIT_CPU on CPU time per process, in seconds, rounded up; SIGXCPU comes at the soft limit, SIGKILL at the hard one.",
  LimitDATA:
    "Kernel limit RLIMIT_DATA on heap and private data mappings, in bytes unless `K`, `M`, `G` … is given; prefer `MemoryMax=`.",
  LimitFSIZE:
    "Kernel limit RLIMIT_FSIZE on the size of files a process writes, in bytes unless `K`, `M`, `G` … is given; beyond it comes SIGXFSZ.",
  LimitLOCKS:
    "Kernel limit RLIMIT_LOCKS on the number of file locks and leases; Linux gave it up in 2.4.25, so it limits nothing.",
  LimitMEMLOCK:
    "Kernel limit RLIMIT_MEMLOCK on memory pinned in RAM, in bytes unless `K`, `M`, `G` … is given; `8M` in systemd's own configuration.",
  LimitMSGQUEUE:
    "Kernel limit RLIMIT_MSGQUEUE on the user's POSIX message queues altogether, in bytes unless `K`, `M`, `G` … is given.",
  LimitNICE:
    "Kernel limit RLIMIT_NICE on how low processes may set their nice level: `+5` or `-5` is a level, a bare `n` (0–40) means `20 - n`.",
  LimitNOFILE:
    "Kernel limit RLIMIT_NOFILE, a count of open files per process; a soft limit above 1024 endangers programs that call `select()`.",
  LimitNPROC:
    "Kernel limit RLIMIT_NPROC on how many processes and threads the user has in all, not this unit; root is exempt: see `TasksMax=`.",
  LimitRSS:
    "Kernel limit RLIMIT_RSS, in bytes unless `K`, `M`, `G` … is given; today's Linux never enforces it, use `MemoryMax=`.",
  LimitRTPRIO:
    "Kernel limit RLIMIT_RTPRIO, the highest realtime priority (a plain number up to 99) that processes may give themselves.",
  LimitRTTIME:
    "Kernel limit RLIMIT_RTTIME on CPU time of a realtime process between blocking calls, in microseconds, unlike `LimitCPU=`.",
  LimitSIGPENDING:
    "Kernel limit RLIMIT_SIGPENDING on the number of queued signals, counted together for everything the user runs.",
  LimitSTACK:
    "Kernel limit RLIMIT_STACK on the main thread's stack, in bytes unless `K`, `M`, `G` … is given; overrunning it is a SIGSEGV.",
  LoadCredential:
    "Copies a secret from a file or socket, as `name:path`, into `$CREDENTIALS_DIRECTORY` for the unit's user alone; 1 MB in all.",
  LoadCredentialEncrypted:
    "Like `LoadCredential=`, for the output of `systemd-creds encrypt`: deciphered at start, which fails if the key does not fit.",
  LockPersonality:
    "Blocks later `personality()` switches to odd, little-tested kernel modes; what `Personality=` chose stays in force.",
  LogExtraFields:
    'Adds journal fields to every entry of a system unit, e.g. `TEAM=web` to search for; quote values with spaces as `"FIELD=a b"`.',
  LogFilterPatterns:
    "Drops a system unit's messages that match the regular expression after `~`; patterns without `~` keep only what matches them.",
  LogLevelMax:
    "Discards a system unit's messages less urgent than this level, e.g. `info` drops debug output; also rules systemd's own lines about the unit.",
  LogNamespace:
    "Sends the unit's log to a journal of its own; plain `journalctl` no longer shows it, `journalctl --namespace=` does.",
  LogRateLimitBurst:
    "Number of messages let through per `LogRateLimitIntervalSec=`, more where the disk has room; `0` means journald's value, not unlimited.",
  LogRateLimitIntervalSec:
    "Period over which a system unit's log messages are counted, in seconds; past the burst the rest is lost, `0` means journald's value, not off.",
  LogsDirectory:
    "Creates directories in `/var/log` (user units: in the home), owned by `User=`, paths in `$LOGS_DIRECTORY`; they stay when the unit stops.",
  LogsDirectoryAccounting:
    "Tags the log directories with a project ID so that quota tools can report how much disk they use; nothing is limited by it.",
  LogsDirectoryMode:
    "Octal permissions of the directories from `LogsDirectory=`, applied at every start; `0755` by default.",
  LogsDirectoryQuota:
    "Disk space for all log directories together, in bytes unless `K`, `M`, `G`, `T` or `%` is given; needs project quotas on the disk.",
  MemoryDenyWriteExecute:
    "Refuses memory that is writable and executable, which hinders injected code; breaks JIT compilers such as Java's or Node.js'.",
  MemoryKSM:
    "Lets the kernel merge identical memory pages of the processes to save RAM; timing can leak contents, so only among trusted peers.",
  MemoryTHP:
    "Turns transparent huge pages off (`disable`), on request only (`madvise`) or back to the machine's policy (`system`); default `inherit`.",
  MountAPIVFS:
    "Provides `/proc`, `/sys`, `/dev` and an empty `/run` inside `RootDirectory=` or `RootImage=`; without a new root it changes nothing.",
  MountFlags:
    "Mount propagation inside the sandbox: `shared`, `slave` or `private`; none brings the unit's mounts to the host once it is sandboxed.",
  MountImagePolicy:
    "Rules which partitions of `MountImages=` may be used and how well protected they must be; by default even unprotected ones.",
  MountImages:
    "Mounts disk images for this unit only, as `image:directory:options`; a leading `-` skips an image that does not exist.",
  NUMAMask:
    "Lists the memory nodes, such as `0-1` or `all`, that `NUMAPolicy=` works with; `preferred` takes exactly one node.",
  NUMAPolicy:
    "Decides from which memory nodes pages come, e.g. `bind` or `interleave` over those in `NUMAMask=`, or `local` to the CPU.",
  NetworkNamespacePath:
    "Joins an existing network namespace, e.g. `/run/netns/vpn`, which must exist at start; `PrivateNetwork=` then does nothing.",
  Nice: "CPU priority from `-20` (favoured) to `19` (yields to others); where `CPUWeight=` is in play it ranks only within the unit.",
  NoExecPaths:
    "Forbids running programs or loading libraries from these paths; usually `/`, with holes made by `ExecPaths=`.",
  NoNewPrivileges:
    "Stops setuid bits and file capabilities from raising privileges, for children too, so `sudo` and `su` no longer work.",
  OOMScoreAdjust:
    "Shifts the odds of being killed when memory runs out, from `-1000` (never) to `1000` (first); user units start 100 above their manager.",
  PAMName:
    "Opens a PAM session under this service name, e.g. `login`, for the unit's user; with none set, for systemd's own since 257, not at all before.",
  PassEnvironment:
    "Copies the named variables from the system manager into the unit; needless in user units, which inherit them anyway.",
  Personality:
    "Makes `uname` report another architecture, e.g. `x86` to a 32-bit program on x86-64; only pairs the kernel can run.",
  PrivateBPF:
    "Mounts a fresh `/sys/fs/bpf` that hides the host's BPF programs and maps; `BPFDelegate…=` settings grant uses of BPF through it.",
  PrivateDevices:
    "Leaves only harmless devices such as `/dev/null` and terminals in `/dev`: no disks, GPU or serial ports, no raw I/O.",
  PrivateIPC:
    "Separates System V IPC and POSIX message queues from the host's; sockets and POSIX shared memory are not affected.",
  PrivateMounts:
    "Keeps mounts made by a process from the host and from the unit's other commands: those of `ExecStartPre=` are gone in `ExecStart=`.",
  PrivateNetwork:
    "Cuts the unit off from the network, leaving a loopback of its own; abstract sockets vanish too, socket files still work.",
  PrivatePIDs:
    "Runs the main process as PID 1 and hides all processes outside; for services only, and never with `Type=forking`.",
  PrivateTmp:
    "Swaps `/tmp` and `/var/tmp` for private ones emptied on stop, so no file is exchanged there; since 257 `disconnected` puts them in a tmpfs.",
  PrivateUsers:
    "Maps all users but root and the unit's own to `nobody` and strips every capability on the host; since 257 `identity` keeps numbers below 65536.",
  ProcSubset:
    "With `pid`, `/proc` shows processes only, no `/proc/sys`, `/proc/meminfo` or `/proc/cpuinfo`, which many programs miss; default `all`.",
  ProtectClock:
    "Blocks setting the system and hardware clock, and reads through the same calls (`adjtimex`); time synchronisation needs it off.",
  ProtectControlGroups:
    "Makes `/sys/fs/cgroup` read-only; since 257 `private` and `strict` show only the unit's subtree, writable or not; not for container managers.",
  ProtectHome:
    "Blanks `/home`, `/root` and `/run/user`, so programs kept there no longer start; `read-only` leaves them in place, write-protected.",
  ProtectHostname:
    "Gives the unit a fixed copy of the hostname it cannot change, so later renames stay unseen; since 258 `private` lets it rename that copy.",
  ProtectKernelLogs:
    "Blocks reading and writing the kernel's message buffer, that is `dmesg` and `/dev/kmsg`; the ordinary system log still works.",
  ProtectKernelModules:
    "Refuses to load or unload kernel modules and hides `/usr/lib/modules`; what the kernel fetches by itself still gets in.",
  ProtectKernelTunables:
    "Makes `/proc/sys`, `/sys` and similar kernel knobs read-only, so `sysctl -w` fails; set such values in `sysctl.d` instead.",
  ProtectProc:
    "Hides other users' processes in `/proc` with `invisible`; needs a `User=` other than root, or `DynamicUser=yes`: root sees everything.",
  ProtectSystem:
    "Write-protects `/usr` and boot partitions, `full` also `/etc`, `strict` all but `/dev`, `/proc`, `/sys` and homes (see `ProtectHome=`).",
  ReadOnlyDirectories:
    "Former spelling of `ReadOnlyPaths=`: write-protects the listed paths for the unit; still understood.",
  ReadOnlyPaths:
    "Write-protects files and trees for this unit alone; disks the host mounts below them later stay writable, sockets stay usable.",
  ReadWriteDirectories:
    "Former spelling of `ReadWritePaths=`: exempts the listed paths from write protection; still understood.",
  ReadWritePaths:
    "Reopens paths for writing under `ProtectSystem=strict` or `ReadOnlyPaths=`; a missing one fails the start unless prefixed with `-`.",
  RemoveIPC:
    "Deletes the shared memory, semaphores and message queues of the unit's user and group when their last unit stops, but never root's.",
  RestrictAddressFamilies:
    "Lets `socket()` create only these kinds, e.g. `AF_UNIX AF_INET AF_INET6`, or all but those after `~`; sockets handed in still work.",
  RestrictFileSystems:
    "Lets files be opened on these file system types only, e.g. `ext4 tmpfs` or `@basic-api`; silently idle without the kernel's BPF LSM.",
  RestrictNamespaces:
    "Forbids creating or joining namespaces: `yes` means all, but a list such as `net` names the ones still allowed, `~net` the refused.",
  RestrictRealtime:
    "Refuses a switch to realtime scheduling, with which a runaway process could freeze the machine; audio servers need it off.",
  RestrictSUIDSGID:
    "Refuses to set the setuid or setgid bit on files and directories, so no privileged program can be planted; default off.",
  RootDirectory:
    "Runs the commands with this directory as `/`, as chroot does; the program, its libraries and its data must all lie inside.",
} as const satisfies Readonly<Record<string, Summary>>;
