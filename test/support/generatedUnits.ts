// Units to ask a real systemd about, each with drop-ins that add to it, replace parts of it, or break.
import fc from "fast-check";
import type { UnitType } from "../../server/src/language/names/unitName.ts";

/** The files of one unit, by their paths in a folder of the load path; the folder may hold other units too. */
export interface GeneratedUnit {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A unit whose name no other number gives, so that many can lie in one folder. */
export function generatedUnit(number: number): fc.Arbitrary<GeneratedUnit> {
  return fc.constantFrom(...types).chain((type) => unitOfType(type, number));
}

const types = [
  "service",
  "service",
  "service",
  "service",
  "socket",
  "socket",
  "timer",
  "path",
  "mount",
  "mount",
  "swap",
  "automount",
  "slice",
  "target",
  "scope",
] as const;
type GeneratedType = (typeof types)[number] & UnitType;

function unitOfType(type: GeneratedType, number: number): fc.Arbitrary<GeneratedUnit> {
  return fc
    .constantFrom(...ends[type])
    .chain((end) => unitCalled(`u${number}-${end.replace("NUMBER", `${number}`)}.${type}`, type, number));
}

const bases: Readonly<Record<GeneratedType, string>> = {
  service: "[Service]\nExecStart=/bin/true\n",
  socket: "[Socket]\nListenStream=/run/bNUMBER\n",
  timer: "[Timer]\nOnBootSec=1h\n",
  path: "[Path]\nPathExists=/b\n",
  mount: "[Mount]\nWhat=/dev/b\n",
  swap: "",
  automount: "",
  slice: "",
  target: "",
  scope: "",
};

/** What may stand behind a dash in the name: for some types it says where the unit belongs. */
const ends: Readonly<Record<GeneratedType, readonly string[]>> = {
  service: ["part", "part", "part@", "part@x"],
  socket: ["part", "part", "part@"],
  timer: ["part", "part@x"],
  path: ["part"],
  mount: ["part", "part", "part", "-part", "part-", "a\\x2fb", "..", "part@x"],
  swap: ["part", "part", "part", "-part", "a\\x41b"],
  automount: ["part", "part", "part", "part-", ".-x"],
  slice: ["part", "part-deep", "-part", "part-", "part@x"],
  target: ["part", "part@"],
  scope: ["part"],
};

function unitCalled(name: string, type: GeneratedType, number: number): fc.Arbitrary<GeneratedUnit> {
  const own = lines[type].map((text) => text.replaceAll("NUMBER", `${number}`));
  const section = type[0]?.toUpperCase() + type.slice(1);
  const line = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...own) },
    { weight: 2, arbitrary: fc.constantFrom(...any) },
    ...(withProcesses.has(type)
      ? [{ weight: 4, arbitrary: fc.constantFrom(...processes.map((text) => `${section}.${text}`)) }]
      : []),
  );
  const body = (most: number) => fc.array(line, { minLength: 0, maxLength: most }).map(fileOf);
  const folder = fc.constantFrom(`${name}.d`, `${name}.d`, `u${number}-.${type}.d`);
  const dropIn = fc.tuple(folder, fc.constantFrom("10", "20", "9"), dropInOf(body(3)));
  // What the type needs to be loaded stands in most of them, so that other rules get to be asked.
  const base = fc.constantFrom("", ...Array<string>(5).fill(bases[type].replaceAll("NUMBER", `${number}`)));
  return fc.tuple(base, body(9), fc.array(dropIn, { maxLength: 4 })).map(([above, text, dropIns]) => ({
    name,
    files: new Map([
      [name, above + text === "" ? "# Not empty, for that would mask it.\n" : above + text],
      ...dropIns.map(([where, base, content]): [string, string] => [`${where}/${base}.conf`, content]),
    ]),
  }));
}

/** Now and then empty, which hides others of the name, or with a header at which systemd stops reading. */
function dropInOf(body: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: body },
    { weight: 1, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.tuple(body, body).map(([above, below]) => `${above}[Unit\n${below}`) },
  );
}

/** Lines such as `Service.Type=exec`, each in its section. */
function fileOf(assignments: readonly string[]): string {
  return assignments
    .map((assignment) => {
      const [, section = "", rest = ""] = /^(\w+)\.(.*)$/s.exec(assignment) ?? [];
      return `[${section}]\n${rest}\n`;
    })
    .join("");
}

const any = [
  "Unit.Description=x",
  "Unit.After=sysinit.target",
  "Unit.NoSuch=1",
  "Unit.OnFailure=umount.target",
  "Unit.OnFailure=umount.target final.target",
  "Unit.OnFailureJobMode=isolate",
  "Unit.OnFailureIsolate=yes",
  "Unit.OnFailureIsolate=no",
  "Unit.OnSuccess=umount.target final.target",
  "Unit.OnSuccess=",
  "Unit.OnSuccessJobMode=isolate",
  "Unit.OnSuccessJobMode=fail",
  "Unit.JobTimeoutSec=5",
  "Unit.JobTimeoutSec=0",
  "Unit.JobRunningTimeoutSec=9",
  "Unit.JobRunningTimeoutSec=infinity",
];

const withProcesses: ReadonlySet<string> = new Set(["service", "socket", "mount", "swap"]);

const processes = [
  "User=root",
  "DynamicUser=yes",
  "WorkingDirectory=~",
  "PAMName=login",
  "KillMode=process",
  "PrivatePIDs=yes",
  "PrivateUsers=managed",
  "PrivateUsers=no",
  "PrivateUsers=yes",
  "UserNamespacePath=/proc/1/ns/user",
  "UserNamespacePath=",
  "Group=root",
  "User=",
  "DynamicUser=no",
  "PAMName=",
  "KillMode=mixed",
  "KillMode=control-group",
  "WorkingDirectory=/proc/sys",
  "WorkingDirectory=-/sys/",
  "WorkingDirectory=//dev/./shm",
  "WorkingDirectory=/process",
  "WorkingDirectory=",
  ...[
    "PrivateDevices=yes",
    "PrivateMounts=no",
    "PrivateMounts=yes",
    "PrivateNetwork=yes",
    "PrivateIPC=yes",
    "PrivateTmp=yes",
    "PrivateTmp=disconnected",
    "PrivateTmp=no",
    "PrivateBPF=yes",
    "ProtectSystem=no",
    "ProtectSystem=full",
    "ProtectHome=tmpfs",
    "ProtectControlGroups=yes",
    "ProtectKernelLogs=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "ProtectProc=invisible",
    "ProtectProc=default",
    "ProcSubset=pid",
    "ProcSubset=all",
    "MountFlags=slave",
    "MountFlags=shared",
    "MountAPIVFS=yes",
    "MountAPIVFS=no",
    "BindLogSockets=yes",
    "BindLogSockets=no",
    "LogNamespace=x",
    "RootDirectory=/",
    "RootDirectory=/srv/x",
    "RootDirectory=",
    "RootImage=/srv/x.raw",
    "ReadOnlyPaths=/x",
    "ReadOnlyPaths=-/x",
    "ReadOnlyPaths=",
    "ReadOnlyPaths=x",
    "InaccessiblePaths=+/x",
    "NoExecPaths=/x",
    "BindPaths=/x:/y",
    "BindReadOnlyPaths=x",
    "TemporaryFileSystem=/x:ro",
    "MountImages=/x.raw:/x",
    "ExtensionImages=/x.raw",
    "ExtensionDirectories=-/x",
    "IPCNamespacePath=/proc/1/ns/ipc",
    "NetworkNamespacePath=/proc/1/ns/net",
    "StateDirectory=x",
    "StateDirectory=x::ro",
    "RuntimeDirectory=x:y",
    "LogsDirectory=a b::ro",
  ],
];

const lines: Readonly<Record<GeneratedType, readonly string[]>> = {
  service: [
    "Unit.SuccessAction=reboot",
    "Unit.SuccessAction=none",
    ...["simple", "exec", "oneshot", "oneshot", "forking", "notify", "idle", "dbus", "no-type", ""].map(
      (type) => `Service.Type=${type}`,
    ),
    "Service.ExecStart=/bin/true",
    "Service.ExecStart=/bin/true",
    "Service.ExecStart=-/bin/false %n",
    "Service.ExecStart=/bin/true ; /bin/false",
    "Service.ExecStart=/bin/true ;",
    "Service.ExecStart=",
    "Service.ExecStart=",
    'Service.ExecStart="/bin/true',
    "Service.ExecStop=/bin/true",
    "Service.ExecStop=",
    "Service.ExecStartPre=/bin/true",
    "Service.RemainAfterExit=yes",
    "Service.RemainAfterExit=no",
    "Service.RemainAfterExit=",
    "Service.Restart=always",
    "Service.Restart=on-success",
    "Service.Restart=on-failure",
    "Service.Restart=no",
    "Service.Restart=",
    "Service.BusName=org.example.UNUMBER",
    "Service.BusName=not a name",
    "Service.BusName=",
    "Service.RestartForceExitStatus=1",
    "Service.RestartForceExitStatus=",
    "Service.ExitType=cgroup",
    "Service.ExitType=main",
    "Service.KillMode=none",
    "Service.RuntimeMaxSec=5",
    "Service.RuntimeMaxSec=0",
    "Service.RuntimeMaxSec=infinity",
    "Service.RuntimeRandomizedExtraSec=5",
    "Service.RuntimeRandomizedExtraSec=0",
    "Service.USBFunctionStrings=/x",
    "Service.USBFunctionDescriptors=/x",
    "Service.USBFunctionDescriptors=",
    "Service.RestartSec=5",
    "Service.RestartSec=2min",
    "Service.RestartSteps=3",
    "Service.RestartSteps=0",
    "Service.RestartMaxDelaySec=10",
    "Service.RestartMaxDelaySec=0",
    "Service.RestartMaxDelaySec=infinity",
    "Service.RestartRandomizedDelaySec=infinity",
    "Service.RestartRandomizedDelaySec=1",
    "Service.ExecStartPost=/bin/true",
    "Service.ExecStartPost=",
    "Service.SetCredential=x:y",
    "Service.LoadCredential=x:/y",
    "Service.LoadCredential=",
    "Service.ImportCredential=x*",
    "Service.Slice=system.slice",
  ],
  socket: [
    "Socket.ListenStream=/run/sNUMBER",
    "Socket.ListenStream=80",
    "Socket.ListenStream=@abstract",
    "Socket.ListenStream=",
    "Socket.ListenFIFO=/run/fNUMBER",
    "Socket.ListenDatagram=/run/dNUMBER",
    "Socket.ListenDatagram=nowhere:x",
    "Socket.ListenNetlink=kobject-uevent 1",
    "Socket.ListenNetlink=",
    "Socket.Accept=yes",
    "Socket.Accept=yes",
    "Socket.Accept=no",
    "Socket.Accept=maybe",
    "Socket.MaxConnections=0",
    "Socket.MaxConnections=9",
    "Socket.Service=other.service",
    "Socket.Symlinks=/run/link",
    "Socket.Symlinks=",
    "Socket.DeferTrigger=yes",
    "Socket.DeferTrigger=no",
    "Socket.DeferTrigger=patient",
    "Socket.ListenSpecial=/dev/null",
    "Socket.ListenSequentialPacket=/run/qNUMBER",
    "Socket.ListenSequentialPacket=@q",
    "Socket.ListenMessageQueue=/q",
    "Socket.ListenUSBFunction=/run/ffs",
    "Socket.ListenStream=vsock::7",
    "Socket.ListenDatagram=vsock-stream::7",
    "Socket.ExecStartPre=/bin/true",
    "Socket.MaxConnections=-1",
  ],
  timer: [
    "Timer.OnBootSec=5",
    "Timer.OnBootSec=",
    "Timer.OnCalendar=daily",
    "Timer.OnCalendar=some day",
    "Timer.OnCalendar=",
    "Timer.OnUnitActiveSec=1h",
    "Timer.OnClockChange=yes",
    "Timer.OnClockChange=no",
    "Timer.OnTimezoneChange=yes",
    "Timer.OnTimezoneChange=maybe",
    "Timer.OnClockChange=",
    "Timer.OnActiveSec=5",
    "Timer.OnStartupSec=5",
    "Timer.OnUnitInactiveSec=5",
    "Timer.OnUnitInactiveSec=",
    "Timer.Persistent=yes",
  ],
  path: [
    "Path.PathExists=/x",
    "Path.PathExists=x",
    "Path.PathExists=",
    "Path.PathChanged=/y",
    "Path.DirectoryNotEmpty=/z",
    "Path.DirectoryNotEmpty=",
    "Path.PathExistsGlob=/x*",
    "Path.PathModified=/x",
    "Path.PathModified=",
    "Path.MakeDirectory=yes",
  ],
  mount: [
    "Mount.What=/dev/x",
    "Mount.What=/dev/x",
    "Mount.What=",
    "Mount.Where=/uNUMBER/part",
    "Mount.Where=/uNUMBER/part",
    "Mount.Where=/uNUMBER/other",
    "Mount.Where=uNUMBER/part",
    "Mount.Where=/proc",
    "Mount.Where=/uNUMBER//./part/",
    "Mount.Where=/run/host/x",
    "Mount.Options=bind",
    "Mount.TimeoutSec=5",
    "Mount.Where=",
    "Mount.Type=tmpfs",
  ],
  swap: [
    "Swap.What=/uNUMBER/part",
    "Swap.What=/uNUMBER/part",
    "Swap.What=/uNUMBER/other",
    "Swap.What=",
    "Swap.Priority=3",
    "Swap.What=LABEL=x",
    "Swap.Options=nofail",
  ],
  automount: [
    "Automount.Where=/uNUMBER/part",
    "Automount.Where=/uNUMBER/part",
    "Automount.Where=/",
    "Automount.Where=",
    "Automount.ExtraOptions=direct",
    "Automount.ExtraOptions=a,minproto=3",
    "Automount.ExtraOptions=indirectly",
    "Automount.ExtraOptions=",
    "Automount.ExtraOptions=a, direct",
    "Automount.ExtraOptions=fd = 3",
    "Automount.ExtraOptions=pgrp",
    "Automount.TimeoutIdleSec=5",
  ],
  slice: ["Slice.MemoryMax=1G", "Slice.Slice=other.slice", "Slice.CPUWeight=idle"],
  target: ["Unit.AllowIsolate=yes", "Unit.StopWhenUnneeded=yes"],
  scope: ["Scope.MemoryMax=1G", "Scope.KillMode=process"],
};
