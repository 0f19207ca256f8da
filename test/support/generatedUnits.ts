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
  "timer",
  "path",
  "mount",
  "swap",
  "automount",
] as const;
type GeneratedType = (typeof types)[number] & UnitType;

function unitOfType(type: GeneratedType, number: number): fc.Arbitrary<GeneratedUnit> {
  const name = `u${number}-part.${type}`;
  const line = fc.constantFrom(...lines[type].map((text) => text.replaceAll("NUMBER", `${number}`)));
  const body = (most: number) => fc.array(line, { minLength: 0, maxLength: most }).map(fileOf);
  const folder = fc.constantFrom(`${name}.d`, `${name}.d`, `u${number}-.${type}.d`);
  const dropIn = fc.tuple(folder, fc.constantFrom("10", "20", "9"), dropInOf(body(3)));
  return fc.tuple(body(5), fc.array(dropIn, { maxLength: 4 })).map(([text, dropIns]) => ({
    name,
    files: new Map([
      [name, text === "" ? "# Not empty, for that would mask it.\n" : text],
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
];

const processes = [
  "User=root",
  "DynamicUser=yes",
  "WorkingDirectory=~",
  "PAMName=login",
  "KillMode=process",
  "PrivatePIDs=yes",
  "PrivateUsers=managed",
  "PrivateUsers=no",
];

const lines: Readonly<Record<GeneratedType, readonly string[]>> = {
  service: [
    ...any,
    "Unit.SuccessAction=reboot",
    "Unit.SuccessAction=none",
    "Unit.JobTimeoutSec=5",
    "Unit.JobRunningTimeoutSec=9",
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
    ...processes.map((line) => `Service.${line}`),
    "Service.PAMName=",
    "Service.KillMode=mixed",
    "Service.KillMode=none",
    "Service.RuntimeMaxSec=5",
    "Service.USBFunctionStrings=/x",
  ],
  socket: [
    ...any,
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
    ...processes.map((line) => `Socket.${line}`),
  ],
  timer: [
    ...any,
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
    "Timer.Persistent=yes",
  ],
  path: [
    ...any,
    "Path.PathExists=/x",
    "Path.PathExists=x",
    "Path.PathExists=",
    "Path.PathChanged=/y",
    "Path.DirectoryNotEmpty=/z",
    "Path.DirectoryNotEmpty=",
    "Path.MakeDirectory=yes",
  ],
  mount: [
    ...any,
    "Mount.What=/dev/x",
    "Mount.What=/dev/x",
    "Mount.What=",
    "Mount.Where=/uNUMBER/part",
    "Mount.Where=/uNUMBER/part",
    "Mount.Where=/uNUMBER/other",
    "Mount.Where=uNUMBER/part",
    "Mount.Where=/proc",
    "Mount.Where=",
    "Mount.Type=tmpfs",
    ...processes.map((line) => `Mount.${line}`),
  ],
  swap: [
    ...any,
    "Swap.What=/uNUMBER/part",
    "Swap.What=/uNUMBER/part",
    "Swap.What=/uNUMBER/other",
    "Swap.What=",
    "Swap.Priority=3",
  ],
  automount: [
    ...any,
    "Automount.Where=/uNUMBER/part",
    "Automount.Where=/uNUMBER/part",
    "Automount.Where=/",
    "Automount.Where=",
    "Automount.ExtraOptions=direct",
    "Automount.ExtraOptions=a,minproto=3",
    "Automount.ExtraOptions=indirectly",
    "Automount.ExtraOptions=",
  ],
};
