import type { Summary } from "../summary.ts";

/**
 * What the directives do that belong to one kind of unit: [Service], [Socket], [Timer], [Path], [Mount],
 * [Automount], [Swap], [Slice] and [Scope]. Checked against the manual pages and the manager's code of systemd
 * 252, 257 and 262; defaults are those of an unchanged manager configuration.
 */
export const ownSectionSummaries = {
  Accept:
    "`yes` runs one instance of the template `NAME@.service` per connection; `no` (default) hands the listening socket itself to a single service.",
  AcceptFileDescriptors:
    "`no` keeps clients of a Unix socket from handing over open files along with their messages; default `yes`.",
  AccuracySec:
    "How late the timer may fire so that wake-ups can be bundled, in seconds unless a unit is given; default 1 min, `1us` for exact times.",
  ActivatingConcurrencyMax:
    "Lets only this many units in the slice be starting up together, the others wait in the queue; `0` holds all back. Default: no limit.",
  Backlog:
    "How many connections may wait until the service accepts them; the kernel cuts it down to the sysctl `net.core.somaxconn`.",
  BindIPv6Only:
    "Whether a socket on an IPv6 address takes IPv4 clients too: `both`, `ipv6-only`, or as the kernel is set up (`default`, normally both).",
  BindToDevice:
    "Takes traffic from this one network interface only, such as `eth0`; the socket unit stops when the interface goes away.",
  Broadcast: "Permits sending to broadcast addresses from a datagram socket (`SO_BROADCAST`); default `no`.",
  BusName:
    "D-Bus name the service owns; without `Type=` it implies `Type=dbus`, where the service counts as started once it has taken the name.",
  BusPolicy:
    "Once limited which bus services were visible over kdbus, which Linux never adopted; newer versions ignore it.",
  ConcurrencyHardMax:
    "Makes further starts in this slice fail once so many units are active below it, nested slices counted too. Default: no limit.",
  ConcurrencySoftMax:
    "Makes further starts in this slice wait while so many units are active below it, nested slices counted too. Default: no limit.",
  DeferAcceptSec:
    "Wakes the service when a TCP client has sent data, not when it connects; waits about this many whole seconds for it. Off by default.",
  DeferReactivation:
    "Counts the next `OnCalendar=` time from the end of the last run, so that a long run is not followed by another at once; default `no`.",
  DeferTrigger:
    "Starts the service without stopping units it conflicts with: `yes` waits for jobs under way, `patient` up to `DeferTriggerMaxSec=`; default `no`.",
  DeferTriggerMaxSec:
    "How long `DeferTrigger=` waits before the socket unit fails, in seconds unless a unit is given; default: no limit.",
  DirectoryMode: {
    Automount: "Octal permissions of the mount point if systemd has to create it; default `0755`.",
    Mount:
      "Octal permissions of the mount point if it is missing and gets created before mounting; default `0755`.",
    Path: "Octal permissions of directories made by `MakeDirectory=yes`; default `0755`.",
    Socket: "Octal permissions of missing directories above a socket file or FIFO; default `0755`.",
  },
  DirectoryNotEmpty:
    "Starts the unit while this directory holds a visible entry, and again after each run if one is left: the unit must empty it.",
  ExecCondition:
    "Decides before `ExecStartPre=` whether to go on: exit code 0 starts the service, 1–254 skips it without an error, 255 is a failure.",
  ExecReload:
    "Command behind `systemctl reload`; `$MAINPID` is the main process. Should return when the reload is done, which a bare `kill -HUP` does not.",
  ExecReloadPost: "Runs once a reload has succeeded, be it done by `ExecReload=` or by signal.",
  ExecStart:
    "Program the service runs, without a shell (no pipes, no `>`); only `Type=oneshot` takes several. To replace it in a drop-in, first set it empty.",
  ExecStartPost: {
    Service:
      "Runs once the service is up as `Type=` defines it; units ordered after it wait for this too. A failure stops the service, unless prefixed `-`.",
    Socket: "Runs when the sockets and FIFOs are open and bound, just before the socket unit becomes active.",
  },
  ExecStartPre: {
    Service:
      "Runs before `ExecStart=`; a failure cancels the start, unless prefixed `-`. Nothing it leaves in the background survives.",
    Socket:
      "Runs before the sockets and FIFOs come into being; a failure keeps the socket unit from starting.",
  },
  ExecStop:
    "Ends a service that did start, and must wait until it is over: processes still there afterwards get `SIGTERM` at once.",
  ExecStopPost: {
    Service:
      "Cleans up after the service, however it ended and also when its start failed; `$SERVICE_RESULT` tells which.",
    Socket:
      "Runs when a stopping socket unit lets go of its sockets and FIFOs; it still gets them with `PassFileDescriptorsToExec=yes`.",
  },
  ExecStopPre: "Runs when the socket unit is about to stop, with its sockets and FIFOs still open.",
  ExitType:
    "When the service is over: `main` (default) with its main process, `cgroup` with the last process in it. `Type=oneshot` refuses `cgroup`.",
  ExtraOptions:
    "Comma-separated mount options of the autofs placeholder, not of the file system that appears on access; write `%` as `%%`.",
  FileDescriptorName:
    "Label by which the service knows these sockets in `$LISTEN_FDNAMES`; default: the socket unit's name, or `connection` with `Accept=yes`.",
  FileDescriptorStoreMax:
    "How many open files and sockets the service may park in systemd by `sd_notify` and find again after a restart; default 0, none.",
  FileDescriptorStorePreserve:
    "How long parked descriptors last: `no` until the service stops, `restart` (default) over restarts, `yes` also while it is stopped.",
  FixedRandomDelay:
    "Keeps the delay of `RandomizedDelaySec=` the same for this timer on this machine, instead of drawing a new one each time; default `no`.",
  FlushPending:
    "Throws away data and connections still waiting when the service has ended, rather than starting it again; not with `Accept=yes`. Default `no`.",
  ForceUnmount: "Unmounts with `umount -f`, meant for NFS servers that no longer answer; default `no`.",
  FreeBind:
    "Lets the socket listen on an IP address that the machine does not have yet; wise whenever a specific address is given. Default `no`.",
  GuessMainPID:
    "Lets `Type=forking` without `PIDFile=` pick the likeliest process as the main one; unreliable for daemons with several. Default `yes`.",
  IPTOS:
    "Type of service written into outgoing IPv4 packets: a number or `low-delay`, `throughput`, `reliability`, `low-cost`.",
  IPTTL: "How many hops outgoing packets may travel before routers drop them (IPv4 TTL, IPv6 hop limit).",
  KeepAlive:
    "Probes silent TCP connections so that vanished clients get noticed, by default after 2 h; default `no`.",
  KeepAliveIntervalSec:
    "Pause between two probes of a silent TCP connection, in seconds unless a unit is given; kernel default 75 s. Needs `KeepAlive=yes`.",
  KeepAliveProbes:
    "Gives a TCP connection up after so many probes in a row went unanswered; kernel default 9. Needs `KeepAlive=yes`.",
  KeepAliveTimeSec:
    "Silence on a TCP connection before it is first probed, in seconds unless a unit is given; kernel default 2 h. Needs `KeepAlive=yes`.",
  LUOSession:
    "Kernel live-update sessions that carry e.g. memory files over a `kexec` reboot; needs `FileDescriptorStorePreserve=yes` or `on-success`.",
  LazyUnmount:
    "Unmounts with `umount -l`: the files vanish from the tree at once, those in use are let go when closed. Default `no`.",
  ListenDatagram:
    "Address of a UDP or Unix datagram socket: port, `IP:port`, `/path` or `@abstract`. A bare port listens on all addresses.",
  ListenFIFO: "Absolute path of a named pipe, created if missing; writing into it starts the service.",
  ListenMessageQueue:
    "Name of a POSIX message queue such as `/jobs`, created if missing; a message in it starts the service.",
  ListenNetlink:
    "Kernel netlink family such as `kobject-uevent`, with a multicast group number if needed; its messages start the service.",
  ListenSequentialPacket:
    "Path or `@abstract` name of a Unix socket with connections that deliver whole messages (`SOCK_SEQPACKET`); not for IP.",
  ListenSpecial:
    "Absolute path of a character device or a file in `/proc` or `/sys`; the service starts when it has something to read.",
  ListenStream:
    "Address of a TCP or Unix stream socket: port, `IP:port`, `/path` or `@abstract`. Drop-ins add to it; an empty value clears all `Listen…=`.",
  ListenUSBFunction:
    "Mount point of a USB FunctionFS; the service must set `USBFunctionDescriptors=` and `USBFunctionStrings=`.",
  MakeDirectory:
    "Creates a missing watched path as a directory, even where a file was meant; not for `PathExists=` and its glob. Default `no`.",
  Mark: "Number on packets from this socket that firewall and routing rules can match (fwmark).",
  MaxConnections:
    "How many service instances `Accept=yes` runs side by side; further connections are dropped. Default 64.",
  MaxConnectionsPerSource:
    "How many connections one client may hold with `Accept=yes`, told apart by IP address and the like; default 0, no limit.",
  MessageQueueMaxMessages:
    "How many messages a new message queue holds; counts only together with `MessageQueueMessageSize=`.",
  MessageQueueMessageSize:
    "Largest message a new message queue takes, in bytes; counts only together with `MessageQueueMaxMessages=`.",
  NoDelay: "Sends small pieces over TCP at once, without Nagle's waiting for more; default `no`.",
  NonBlocking:
    "Hands sockets over in non-blocking mode; all services that share a socket must agree on it. Default `no`.",
  NotifyAccess:
    "Whose `sd_notify` messages count: `none` (default), `main` (implied by `Type=notify`), `exec` or `all`; `systemd-notify` in scripts often needs `all`.",
  OOMPolicy:
    "When the out-of-memory killer hits a process: `continue` with the others, `stop` the unit (default unless `Delegate=` is on), or `kill` all at once.",
  OnActiveSec: "Fires once, this long after the timer unit was started; in seconds unless a unit is given.",
  OnBootSec:
    "Fires this long after boot, in seconds unless a unit is given; immediately if that time has passed when the timer starts.",
  OnCalendar:
    "Fires at wall-clock times such as `daily` or `Mon 03:00`, in local time unless a zone is named; `systemd-analyze calendar` shows when.",
  OnClockChange: "Fires as well whenever the system clock is set to another time; default `no`.",
  OnStartupSec:
    "Fires this long after the service manager came up, which for user timers is usually the first login; in seconds unless a unit is given.",
  OnTimezoneChange: "Fires as well whenever the machine moves to another time zone; default `no`.",
  OnUnitActiveSec:
    "Fires this long after the unit's last start, so again and again, but needs e.g. `OnBootSec=` for the first run. Seconds unless a unit is given.",
  OnUnitInactiveSec:
    "Fires this long after the unit last ended, as a pause between runs; needs e.g. `OnBootSec=` for the first. Seconds unless a unit is given.",
  OpenFile:
    "Opens a file or Unix socket for the service, even one it may not open: `path:name:options`, such as `/var/log/x:log:append`.",
  Options: {
    Mount:
      "Comma-separated options for `mount -o`, such as `noatime,ro`; `_netdev` marks it as needing the network. Write `%` as `%%`.",
    Swap: "Comma-separated options for `swapon -o`, such as `discard` or `pri=5`; write `%` as `%%`.",
  },
  PIDFile:
    "File where a `Type=forking` daemon writes its main process ID; systemd finally deletes it. Relative: below `/run`, for users `$XDG_RUNTIME_DIR`.",
  PassCredentials:
    "Lets the service see PID, UID and GID of senders on a Unix socket (`SO_PASSCRED`); default `no`.",
  PassFileDescriptorsToExec:
    "Gives the open sockets to `ExecStartPost=`, `ExecStopPre=` and `ExecStopPost=` of the socket unit as well; default `no`.",
  PassPIDFD:
    "Gives the service a pidfd of senders on a Unix socket, which unlike a process ID cannot be reused (`SO_PASSPIDFD`); default `no`.",
  PassPacketInfo:
    "Tells the service the interface and local address each packet came in on (`IP_PKTINFO` and its kin); default `no`.",
  PassSecurity:
    "Lets the service see the security label, for instance of SELinux, of senders on a Unix socket (`SO_PASSSEC`); default `no`.",
  PathChanged:
    "Starts the unit when a file was written and closed, or when it or an entry of the directory appears, goes or moves; not on every write.",
  PathExists:
    "Starts the unit while this path exists, from the beginning too, and again after each run if it is still there.",
  PathExistsGlob:
    "Starts the unit while anything matches this pattern, such as `/srv/in/*.csv`, and again after each run if a match is left.",
  PathModified: "As `PathChanged=`, but starts the unit on each write already, before the file is closed.",
  PermissionsStartOnly:
    "Deprecated: exempts all commands but `ExecStart=` from `User=` and the other restrictions; write `+` before those commands instead.",
  Persistent:
    "Remembers the last run on disk and makes up for one missed while the machine was off; only for `OnCalendar=`. Default `no`.",
  PipeSize: "How much unread data a FIFO holds, in bytes; suffixes `K`, `M` and `G` are powers of 1024.",
  PollLimitBurst:
    "How often a socket may report traffic per `PollLimitIntervalSec=` before it rests for the remainder; default 15, with `Accept=yes` 150.",
  PollLimitIntervalSec:
    "Window for `PollLimitBurst=`, in seconds unless a unit is given; default 2 s, `0` switches this throttle off.",
  Priority: {
    Socket: "Priority of outgoing packets in the kernel's queues (`SO_PRIORITY`); higher ones may go first.",
    Swap: "Order of use, `-1` to `32767`: the area with the highest number fills up first. `pri=` in `Options=` wins.",
  },
  RandomizedDelaySec:
    "Adds a random delay of up to this long, drawn anew for each run, so that not all fire together; in seconds unless a unit is given. Default 0.",
  RandomizedOffsetSec:
    "Shifts `OnCalendar=` times by up to this long, at random but fixed for this machine and timer; in seconds unless a unit is given. Default 0.",
  ReadWriteOnly:
    "Fails if the file system cannot be mounted writable, where otherwise read-only is tried next; default `no`.",
  ReceiveBuffer:
    "Kernel buffer for incoming data of the socket, in bytes; suffixes `K`, `M` and `G` are powers of 1024.",
  RefreshOnReload:
    "What a reload renews in the running service: `extensions` (default), `credentials`, `yes` for both, `no` for neither; `~` excludes.",
  ReloadSignal:
    "Signal that tells a `Type=notify-reload` service to read its configuration again; default `SIGHUP`. Other types ignore it.",
  RemainAfterElapse:
    "`yes` (default) keeps a timer that will not fire again in view; `no` unloads it once its unit is done, so it may be started anew.",
  RemainAfterExit:
    "Keeps the service active after its processes ended without failure; starting it again, by a timer too, then does nothing. Default `no`.",
  RemoveOnStop:
    "Deletes socket files, FIFOs, message queues and `Symlinks=` when the socket unit stops, cutting off services still running. Default `no`.",
  Restart:
    "When a service is started again after it exited, died or timed out: `no` (default), `on-failure`, `always` etc.; never after `systemctl stop`.",
  RestartForceExitStatus:
    "Exit codes or signals of the main process that lead to a restart even with `Restart=no`, such as `3 SIGUSR1`.",
  RestartMaxDelaySec:
    "Pause that restarts grow to over `RestartSteps=` attempts, in seconds unless a unit is given; works only with `RestartSteps=`.",
  RestartMode:
    "`direct` hides automatic restarts from dependent units and `OnFailure=`, `debug` logs them in detail; default `normal`.",
  RestartPreventExitStatus:
    "Exit codes or signals of the main process after which the service stays down, even with `Restart=always`.",
  RestartRandomizedDelaySec:
    "Adds up to this much random time to each pause before a restart, in seconds unless a unit is given; default 0.",
  RestartSec:
    "Pause before an automatic restart, in seconds unless a unit is given; at the default of 100 ms a crashing service soon hits the start limit.",
  RestartSteps:
    "Number of restarts over which the pause grows from `RestartSec=` to `RestartMaxDelaySec=`, which must be set too; default 0, it stays the same.",
  ReusePort:
    "Lets several sockets share one TCP or UDP port, the kernel spreading the load (`SO_REUSEPORT`); default `no`.",
  RootDirectoryStartOnly:
    "Confines `ExecStart=` alone to `RootDirectory=`, while the other commands see the host's files; default `no`.",
  RuntimeMaxSec: {
    Scope: "Ends the scope as failed after this long, in seconds unless a unit is given; default `infinity`.",
    Service:
      "Ends a running service as failed after this long, in seconds unless a unit is given; default `infinity`. Without effect on `Type=oneshot`.",
  },
  RuntimeRandomizedExtraSec:
    "Extends `RuntimeMaxSec=` by a random time up to this one, in seconds unless a unit is given; default 0.",
  SELinuxContextFromNet:
    "With `Accept=yes`, runs the service at the SELinux (MLS) level of the client, the other parts of its label unchanged; default `no`.",
  SendBuffer:
    "Kernel buffer for outgoing data of the socket, in bytes; suffixes `K`, `M` and `G` are powers of 1024.",
  Service: "Service to start on traffic, if not the one named like the socket; refused with `Accept=yes`.",
  SloppyOptions:
    "Drops mount options the file system does not know instead of failing (`mount -s`), but few support that, mainly NFS; default `no`.",
  SmackLabel: "Smack label set on FIFOs and, in newer versions, on Unix sockets (`security.SMACK64`).",
  SmackLabelIPIn:
    "Smack label by which the kernel judges packets arriving at the socket (`security.SMACK64IPIN`).",
  SmackLabelIPOut:
    "Smack label by which the kernel judges packets sent from the socket (`security.SMACK64IPOUT`).",
  SocketGroup:
    "Group owning socket files, FIFOs and, in newer versions, message queues; default: the main group of `SocketUser=`, or the manager's.",
  SocketMode:
    "Octal permissions of socket files, FIFOs and message queues; with the default `0666` every local user can connect.",
  SocketProtocol:
    "Speaks `udplite`, `sctp` or (newer versions) `mptcp` where the socket would use plain UDP or TCP.",
  SocketUser:
    "User owning socket files, FIFOs and, in newer versions, message queues, which otherwise belong to the manager's user, mostly root.",
  Sockets:
    "Socket units whose sockets this service receives besides those of the one with its own name; it pulls them in. Cannot be cleared again.",
  SuccessExitStatus:
    "Exit codes or signals of the main process that count as success besides 0, such as `143` for Java on `SIGTERM`.",
  Symlinks:
    "Symbolic links to create as further paths of the socket; the unit must have exactly one Unix socket file or FIFO.",
  SysVStartPriority:
    "Once placed the service in the order of old SysV init scripts; systemd 252 and later ignore it.",
  TCPCongestion:
    "TCP congestion control of the socket, such as `bbr` or `cubic`; for system units the kernel loads a missing module by itself.",
  TimeoutAbortSec:
    "Time after a watchdog abort for the core dump, then `SIGKILL`; in seconds unless a unit is given. Default as `TimeoutStopSec=`.",
  TimeoutIdleSec:
    "Unmounts when nobody has used the mount for this long, in seconds unless a unit is given; default 0, never.",
  TimeoutStartFailureMode:
    "Treatment of a service that starts too slowly: `terminate` by `SIGTERM` (default), `abort` for a core dump, `kill` without grace.",
  TimeoutStartSec:
    "Time limit for each command of a start or reload, not for all together; in seconds unless a unit is given. Default 90 s, `Type=oneshot`: none.",
  TimeoutStopFailureMode:
    "If stopping takes too long: `terminate` (default) by `SIGTERM`, or `SIGKILL` if it had that; `abort` for a core dump, `kill` by `SIGKILL` at once.",
  TimeoutStopSec: {
    Scope:
      "Time for the processes to end on the stop signal before `SIGKILL`, in seconds unless a unit is given; default 90 s.",
    Service:
      "Time for each `ExecStop=`, and then for the processes to end before `SIGKILL`; in seconds unless a unit is given. Default 90 s.",
  },
  Timestamping:
    "Attaches the arrival time to received packets, in microseconds (`us`) or nanoseconds (`ns`); default `off`.",
  Transparent:
    "Lets a transparent proxy accept traffic meant for other machines' addresses (`IP_TRANSPARENT`); default `no`.",
  TriggerLimitBurst: {
    Path: "More starts than this per `TriggerLimitIntervalSec=` make the path unit fail and stop watching; default 200, `0` for no limit.",
    Socket:
      "More starts than this per `TriggerLimitIntervalSec=` make the socket unit fail and close; default 20, with `Accept=yes` 200; `0` for no limit.",
  },
  TriggerLimitIntervalSec:
    "Window in which `TriggerLimitBurst=` counts, in seconds unless a unit is given; default 2 s, `0` for no limit.",
  Type: {
    Mount: "File system such as `ext4`, `tmpfs` or `nfs4`; if unset, `mount` finds it out from the device.",
    Service:
      "When the service counts as started: `simple` at once, `exec` when the program runs, `forking`, `notify`, `dbus` when ready, `oneshot` when done.",
  },
  USBFunctionDescriptors:
    "File with the USB descriptors that systemd writes to `ep0` of the socket's `ListenUSBFunction=`; needs `USBFunctionStrings=` too.",
  USBFunctionStrings:
    "File with the texts a USB gadget shows to its host, written to `ep0` as well; needs `USBFunctionDescriptors=` too.",
  Unit: {
    Path: "What to start when a watched path calls for it, such as a target; default: the service of the same name.",
    Timer:
      "What to start when the timer fires, such as a target; default: the service of the same name. Left alone if still active.",
  },
  WakeSystem:
    "Wakes the machine from sleep to fire, if hardware and privileges allow (mostly system timers); it then stays awake. Default `no`.",
  WatchdogSec:
    "Kills the service with `SIGABRT` if it sends no `WATCHDOG=1` for this long, in seconds unless a unit is given; default 0, off.",
  What: {
    Mount:
      "What to mount: a device path, `UUID=…`, `LABEL=…`, a network share, or the source directory of a bind mount.",
    Swap: "Swap partition or file, as the path the unit is named after; newer versions also take `UUID=…` and `LABEL=…`.",
  },
  Where: {
    Automount:
      "Absolute path of a directory to mount on first access; the unit's file name must spell it: `srv-data.automount` for `/srv/data`.",
    Mount:
      "Absolute path to mount on, created if missing; the unit's file name must spell it: `srv-data.mount` for `/srv/data`.",
  },
  Writable: "Opens the file of `ListenSpecial=` for writing too; default `no`, only for reading.",
  XAttrAccept:
    "Attribute `user.NAME=VALUE` set on each connection taken with `Accept=yes`; skipped on Linux before 7.0.",
  XAttrEntryPoint:
    "Attribute `user.NAME=VALUE` set on the file of a Unix socket, for tools to find it by; skipped on Linux before 7.0.",
  XAttrListen: "Attribute `user.NAME=VALUE` set on the listening socket itself; skipped on Linux before 7.0.",
} as const satisfies Readonly<Record<string, Summary>>;
