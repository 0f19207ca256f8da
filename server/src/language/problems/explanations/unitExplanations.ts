import type { ProblemCode } from "../catalogue.ts";
import { described, type Explanation, file, service, socket } from "./explanation.ts";

const oneshot = (...lines: readonly string[]) => service("Type=oneshot", ...lines);
const mount = (...lines: readonly string[]) => file("srv-data.mount", "[Mount]", ...lines);

/** What systemd asks of a unit once it has read all of it, drop-ins included. */
export const unitExplanations = {
  "no-command": {
    title: "Service without a command",
    why: "A service is a program, and none is given: no ExecStart=, no ExecStop=, no SuccessAction=. systemd refuses to load the unit.",
    bad: file("shop.service", "[Service]", "Restart=on-failure"),
    good: service("Restart=on-failure"),
    fix: "To group other units without running anything, use a target.",
  },
  "no-start-command": {
    title: "Service without a command to start",
    why: "Only a service of Type=oneshot can do without ExecStart=; for any other there would be nothing to wait for. systemd refuses to load the unit.",
    bad: file("shop.service", "[Service]", "Type=simple", "ExecStop=/usr/bin/shop --close"),
    good: file(
      "shop.service",
      "[Service]",
      "Type=simple",
      "ExecStart=/usr/bin/shop",
      "ExecStop=/usr/bin/shop --close",
    ),
  },
  "nothing-remains": {
    title: "Service that is over before it began",
    why: "Without ExecStart= the service has nothing to run, and without RemainAfterExit= it would be inactive at once, so that ExecStop= would never make sense. systemd refuses to load the unit.",
    bad: file("shop.service", "[Service]", "Type=oneshot", "ExecStop=/usr/bin/shop --close"),
    good: file(
      "shop.service",
      "[Service]",
      "Type=oneshot",
      "RemainAfterExit=yes",
      "ExecStop=/usr/bin/shop --close",
    ),
  },
  "several-commands": {
    title: "Several commands to start",
    why: "Only Type=oneshot runs one command after the other; any other service is its one program. systemd refuses to load the unit. In a drop-in this happens easily: its ExecStart= adds to the unit's own.",
    bad: {
      ...file("shop.service.d/10-port.conf", "[Service]", "ExecStart=/usr/bin/shop --port 8080"),
      beside: [service()],
    },
    good: {
      ...file(
        "shop.service.d/10-port.conf",
        "[Service]",
        "ExecStart=",
        "ExecStart=/usr/bin/shop --port 8080",
      ),
      beside: [service()],
    },
    fix: "In a drop-in, empty the list with `ExecStart=` first; what is to run before the program goes into ExecStartPre=.",
  },
  "oneshot-restart": {
    title: "Oneshot service that never stops restarting",
    why: "A oneshot service succeeds whenever it has run to its end; Restart=always and Restart=on-success would start it again for ever. systemd refuses to load the unit.",
    bad: oneshot("Restart=always"),
    good: oneshot("Restart=on-failure"),
    fix: "To run something again and again, use a timer.",
  },
  "oneshot-forced-restart": {
    title: "Oneshot service with forced restarts",
    why: "RestartForceExitStatus= would start a oneshot service again after it has done its work. systemd 252 refuses to load the unit; 257 takes it.",
    bad: { ...oneshot("RestartForceExitStatus=75"), target: 252 },
    good: { ...oneshot("Restart=on-failure"), target: 252 },
  },
  "oneshot-exit-type": {
    title: "Oneshot service that waits for its control group",
    why: "ExitType=cgroup counts a service as running as long as any process of it is left; a oneshot service is over when its commands are. systemd refuses to load the unit.",
    bad: oneshot("ExitType=cgroup"),
    good: service("ExitType=cgroup"),
  },
  "oneshot-runtime-limit": {
    title: "Limit that a oneshot service never meets",
    why: "RuntimeMaxSec= counts from when the service has started, and a oneshot service has started when it is done. systemd ignores the limit with a warning.",
    bad: oneshot("RuntimeMaxSec=10min"),
    good: oneshot("TimeoutStartSec=10min"),
  },
  "no-bus-name": {
    title: "D-Bus service without a name",
    why: "A service of Type=dbus has started when its name appears on the bus, and no name is given. systemd refuses to load the unit.",
    bad: service("Type=dbus"),
    good: service("Type=dbus", "BusName=com.example.Shop"),
  },
  "forking-private-pids": {
    title: "Forking service with process numbers of its own",
    why: "With PrivatePIDs= the first process has to stay, as number 1 of its namespace; with Type=forking it ends on purpose. systemd refuses to load the unit.",
    bad: service("Type=forking", "PrivatePIDs=yes"),
    good: service("Type=exec", "PrivatePIDs=yes"),
  },
  "needs-companion": {
    title: "Directive that needs another one",
    why: "The directive does something only together with the one named. systemd ignores it alone, with a warning.",
    bad: service("Restart=on-failure", "RestartSteps=5"),
    good: service("Restart=on-failure", "RestartSteps=5", "RestartMaxDelaySec=1min"),
  },
  "nothing-to-listen-on": {
    title: "Socket without an address",
    why: "A socket unit is what it listens on, and none of its Listen…= directives has a value that counts. systemd refuses to load the unit.",
    bad: file("shop.socket", "[Socket]", "Backlog=64"),
    good: file("shop.socket", "[Socket]", "ListenStream=/run/shop.sock", "Backlog=64"),
  },
  "cannot-accept": {
    title: "Connections where there are none",
    why: "With Accept=yes systemd takes each connection and starts an instance for it; FIFOs, datagrams and the like have no connections. systemd refuses to load the unit.",
    bad: file("shop.socket", "[Socket]", "ListenDatagram=/run/shop.sock", "Accept=yes"),
    good: file("shop.socket", "[Socket]", "ListenStream=/run/shop.sock", "Accept=yes"),
  },
  "accept-with-service": {
    title: "Service= beside Accept=yes",
    why: "With Accept=yes each connection gets an instance of the template that has the socket's name, so Service= could not be followed. systemd refuses to load the unit.",
    bad: socket("Accept=yes", "Service=till.service"),
    good: socket("Accept=yes"),
    fix: "Name the socket after the template (`shop.socket` starts instances of `shop@.service`), or leave Accept=yes out.",
  },
  "no-connections": {
    title: "Socket that takes no connection",
    why: "MaxConnections=0 means none, not any number of them. systemd refuses to load the unit.",
    bad: socket("Accept=yes", "MaxConnections=0"),
    good: socket("Accept=yes", "MaxConnections=256"),
  },
  "symlinks-without-node": {
    title: "Links to nothing, or to several sockets",
    why: "Symlinks= points to the socket's place in the file system, so the unit needs one such place and no more. systemd refuses to load the unit.",
    bad: file("shop.socket", "[Socket]", "ListenStream=8080", "Symlinks=/run/till.sock"),
    good: socket("Symlinks=/run/till.sock"),
  },
  "no-time": {
    title: "Timer without a time",
    why: "Nothing says when the timer should elapse, or all that did was ignored or reset. systemd refuses to load the unit.",
    bad: file("backup.timer", "[Timer]", "Persistent=yes"),
    good: file("backup.timer", "[Timer]", "OnCalendar=daily", "Persistent=yes"),
  },
  "nothing-to-watch": {
    title: "Path unit without a path",
    why: "Nothing says which path to watch, or all that did was ignored or reset. systemd refuses to load the unit.",
    bad: file("inbox.path", "[Path]", "MakeDirectory=yes"),
    good: file("inbox.path", "[Path]", "DirectoryNotEmpty=/var/spool/inbox", "MakeDirectory=yes"),
  },
  "name-not-path": {
    title: "Name that does not fit the path",
    why: "The file name of a mount, an automount or a swap is its path: slashes become dashes, everything unusual is escaped. systemd refuses a unit whose name says something else.",
    bad: mount("What=/dev/sdb1", "Where=/srv/files"),
    good: mount("What=/dev/sdb1", "Where=/srv/data"),
    fix: "Rename the file: `systemd-escape --path --suffix=mount /srv/files` prints the name it needs.",
  },
  "no-mount-source": {
    title: "Mount of nothing",
    why: "What= says which device, folder or share is mounted; where, the name of the unit can tell. systemd refuses to load the unit.",
    bad: mount("Where=/srv/data"),
    good: mount("What=/dev/sdb1", "Where=/srv/data"),
  },
  "mounts-kernel-files": {
    title: "Mount where systemd mounts by itself",
    why: "/proc, /sys, /dev and a few more are mounted by systemd before it reads any unit. It refuses to load a unit for one of them.",
    bad: file("dev-shm.mount", "[Mount]", "What=tmpfs", "Where=/dev/shm"),
    good: file("srv-shm.mount", "[Mount]", "What=tmpfs", "Where=/srv/shm"),
    fix: "To change how it is mounted, use /etc/fstab.",
  },
  "pam-kill-mode": {
    title: "PAM session that would outlive the service",
    why: "With PAMName= a process of PAM holds the session open and has to end with the service. systemd refuses to load a unit whose KillMode= would leave it behind.",
    bad: service("User=shop", "PAMName=login", "KillMode=process"),
    good: service("User=shop", "PAMName=login", "KillMode=control-group"),
  },
  "job-timeout-order": {
    title: "Time limits of a job in the wrong order",
    why: "JobRunningTimeoutSec= counts from when the job runs, JobTimeoutSec= from when it was asked for: the shorter one ends the job, so this one is never met. systemd remarks on it in the log.",
    bad: described("JobTimeoutSec=30s", "JobRunningTimeoutSec=2min"),
    good: described("JobTimeoutSec=2min", "JobRunningTimeoutSec=30s"),
  },
  "broken-slice-name": {
    title: "Name that has no place among the slices",
    why: "The name of a slice is its place in a tree: `web-shop.slice` lies in `web.slice`. A dash at the beginning or end, or two in a row, leaves a part of that empty, and systemd refuses to load the unit.",
    bad: file("web--shop.slice", "[Slice]", "MemoryMax=2G"),
    good: file("web-shop.slice", "[Slice]", "MemoryMax=2G"),
  },
  "scope-in-file": {
    title: "Scope in a file",
    why: "A scope holds processes that a program has started itself, and is made by that program over D-Bus. systemd does not load one from a file; only drop-ins of a scope are read from files.",
    bad: file("session.scope", "[Scope]", "MemoryMax=2G"),
    good: file("session.slice", "[Slice]", "MemoryMax=2G"),
    fix: "Put limits for several scopes into a slice, or into a drop-in of the scope.",
  },
  "no-template-type": {
    title: "Template of a type that has none",
    why: "Services, sockets, targets, timers and paths can be made from templates. Of the other types the name is a path or a place in a tree, which leaves no room for an instance, and systemd refuses to load the unit.",
    bad: file("srv-data@.mount", "[Mount]", "What=/dev/sdb1"),
    good: mount("What=/dev/sdb1"),
  },
  "automount-of-root": {
    title: "Automount of the root",
    why: "An automount waits for somebody to look at its folder before it mounts it. The root of the file system is there already, and systemd refuses to load the unit.",
    bad: file("-.automount", "[Automount]", "Where=/"),
    good: file("srv-data.automount", "[Automount]", "Where=/srv/data"),
  },
  "reserved-mount-option": {
    title: "Option that systemd sets itself",
    why: "The options fd, pgrp, minproto, maxproto, direct and indirect say how the kernel talks to systemd about an automount. systemd sets them and refuses to load a unit that does.",
    bad: file("srv-data.automount", "[Automount]", "Where=/srv/data", "ExtraOptions=strictexpire,direct"),
    good: file("srv-data.automount", "[Automount]", "Where=/srv/data", "ExtraOptions=strictexpire"),
  },
  "exclude-each-other": {
    title: "Directives that exclude each other",
    why: "Each of the two is right, and both together cannot be had. systemd refuses to load the unit.",
    bad: { ...service("DynamicUser=yes", "WorkingDirectory=~"), target: 257 },
    good: {
      ...service("DynamicUser=yes", "StateDirectory=shop", "WorkingDirectory=/var/lib/shop"),
      target: 257,
    },
  },
  "only-in-services": {
    title: "Directive for services only",
    why: "The directive belongs to all units that start processes, but only services know how to deal with it. systemd refuses to load any other unit that has it.",
    bad: { ...socket("PrivatePIDs=yes"), target: 257 },
    good: { ...service("PrivatePIDs=yes"), target: 257 },
  },
  "dynamic-user-of-user": {
    title: "Made-up user in a user's unit",
    why: "With DynamicUser= systemd makes up a user while the service runs, which takes the rights of root. The manager of a user has none, and since systemd 257 it refuses to load the unit.",
    bad: {
      path: "/etc/systemd/user/shop.service",
      text: "[Service]\nExecStart=/usr/bin/shop\nDynamicUser=yes\n",
      target: 257,
    },
    good: {
      path: "/etc/systemd/user/shop.service",
      text: "[Service]\nExecStart=/usr/bin/shop\n",
      target: 257,
    },
  },
  "isolates-several": {
    title: "Two units that would stop each other",
    why: "To isolate a unit is to start it and to stop everything that it does not need. Two units cannot both be started so, and systemd refuses to load the unit.",
    bad: described("OnFailure=rescue.target alarm.service", "OnFailureJobMode=isolate"),
    good: described("OnFailure=rescue.target", "OnFailureJobMode=isolate"),
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
