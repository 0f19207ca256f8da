/** What holds where a directive is not set. */
export interface Default {
  /** A value that says the same. */
  readonly value: string;
  /** When it is another one, in a sentence without its full stop. */
  readonly unless?: string;
}

/**
 * The default of a directive, as far as it depends on nothing but systemd itself; undefined where we are not sure.
 * Measured by `systemctl show` of bare units; the exceptions are those of systemd.exec(5) and systemd.service(5).
 */
export function defaultOf(section: string, name: string): Default | undefined {
  const value = byDirective.get(`${section}.${name}`) ?? byDirective.get(`*.${name}`);
  if (value === undefined) return undefined;
  const unless = exceptions.get(name);
  return unless === undefined ? { value } : { value, unless };
}

/** Each value with the directives that have it: of one section, or `*` where every section agrees. */
const table = `
no Unit: AllowIsolate IgnoreOnIsolate RefuseManualStart RefuseManualStop StopWhenUnneeded SurviveFinalKillSignal
no Service: RemainAfterExit NonBlocking RootDirectoryStartOnly Restart
no *: CPUSchedulingResetOnFork DynamicUser LockPersonality MemoryDenyWriteExecute PrivateDevices PrivateIPC
no *: PrivateNetwork PrivatePIDs PrivateTmp PrivateUsers ProtectClock ProtectControlGroups ProtectHome ProtectHostname
no *: ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectSystem RemoveIPC RestrictRealtime
no *: RestrictSUIDSGID RuntimeDirectoryPreserve SendSIGHUP TTYReset TTYVHangup TTYVTDisallocate IOAccounting IPAccounting
no Socket: Accept Broadcast FlushPending FreeBind KeepAlive NoDelay PassCredentials PassPacketInfo PassSecurity
no Socket: RemoveOnStop ReusePort SELinuxContextFromNet Transparent Writable
no Timer: FixedRandomDelay OnClockChange OnTimezoneChange Persistent WakeSystem
no Path: MakeDirectory
no Mount: ForceUnmount LazyUnmount ReadWriteOnly SloppyOptions
yes Unit: DefaultDependencies
yes Service: GuessMainPID
yes *: IgnoreSIGPIPE SendSIGKILL SyslogLevelPrefix MemoryAccounting TasksAccounting
yes Timer: RemainAfterElapse
none Unit: FailureAction SuccessAction StartLimitAction JobTimeoutAction
none Service: NotifyAccess
none *: ManagedOOMPreference
inactive Unit: CollectMode
replace Unit: OnFailureJobMode
fail Unit: OnSuccessJobMode
infinity Unit: JobTimeoutSec JobRunningTimeoutSec
infinity Service: RuntimeMaxSec
infinity *: MemoryHigh MemoryMax MemorySwapMax TimeoutCleanSec
0 *: DefaultMemoryLow DefaultMemoryMin MemoryLow MemoryMin
10s Unit: StartLimitIntervalSec
5 Unit: StartLimitBurst
simple Service: Type
main Service: ExitType
normal Service: RestartMode
restart Service: FileDescriptorStorePreserve
0 Service: FileDescriptorStoreMax RuntimeRandomizedExtraSec
100ms Service: RestartSec
90s Service: TimeoutStartSec TimeoutStopSec
90s Socket: TimeoutSec
90s Mount: TimeoutSec
90s Swap: TimeoutSec
terminate Service: TimeoutStartFailureMode TimeoutStopFailureMode
stop Service: OOMPolicy
SIGHUP Service: ReloadSignal
SIGTERM *: KillSignal
SIGKILL *: FinalKillSignal
SIGABRT *: WatchdogSignal
control-group *: KillMode
auto *: DevicePolicy ManagedOOMMemoryPressure ManagedOOMSwap
all *: ProcSubset
default *: ProtectProc
init *: UtmpMode
null *: StandardInput
journal *: StandardOutput
inherit *: StandardError
daemon *: SyslogFacility
info *: SyslogLevel
other *: CPUSchedulingPolicy
4 *: IOSchedulingPriority
0 *: Nice
50us *: TimerSlackNSec
100 *: CPUWeight IOWeight
0022 *: UMask
0755 *: CacheDirectoryMode ConfigurationDirectoryMode DirectoryMode LogsDirectoryMode RuntimeDirectoryMode
0755 *: StateDirectoryMode
0666 Socket: SocketMode
64 Socket: MaxConnections
default Socket: BindIPv6Only
off Socket: Timestamping
1min Timer: AccuracySec
0 Timer: RandomizedDelaySec
2s Path: TriggerLimitIntervalSec
200 Path: TriggerLimitBurst
0 Automount: TimeoutIdleSec
`;

const byDirective: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split("\n")
    .flatMap((line): readonly (readonly [string, string])[] => {
      const [, value = "", section = "", names = ""] = /^(\S+) (\S+): (.*)$/.exec(line) ?? [];
      return names.split(" ").map((name) => [`${section}.${name}`, value]);
    }),
);

const withDynamicUser = "`DynamicUser=yes` turns it on";
const setForAll = "the manager's own configuration sets another one";

const exceptions: ReadonlyMap<string, string> = new Map([
  ["Type", "there is `BusName=` (`dbus`) or no `ExecStart=` (`oneshot`)"],
  ["TimeoutStartSec", `${setForAll}, or the type is \`oneshot\` (never ends)`],
  ["TimeoutStopSec", setForAll],
  ["TimeoutSec", setForAll],
  ["RestartSec", setForAll],
  ["StartLimitIntervalSec", setForAll],
  ["StartLimitBurst", setForAll],
  ["AccuracySec", setForAll],
  ["OOMPolicy", `${setForAll}, or \`Delegate=yes\` (\`continue\`)`],
  ["StandardOutput", setForAll],
  ["StandardError", setForAll],
  ["MemoryAccounting", setForAll],
  ["TasksAccounting", setForAll],
  ["IOAccounting", setForAll],
  ["IPAccounting", setForAll],
  ["NotifyAccess", "`Type=` or `WatchdogSec=` needs messages (`main`)"],
  ["PrivateTmp", withDynamicUser],
  ["RemoveIPC", withDynamicUser],
  ["RestrictSUIDSGID", withDynamicUser],
  ["ProtectSystem", "`DynamicUser=yes` makes it `strict`"],
  ["ProtectHome", "`DynamicUser=yes` makes it `read-only`"],
]);
