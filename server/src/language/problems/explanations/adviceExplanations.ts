import type { ProblemCode } from "../catalogue.ts";
import { described, type Explanation, file, service } from "./explanation.ts";

/** Advice of our own: systemd says nothing of these. */
export const adviceExplanations = {
  "needed-not-ordered": {
    title: "Needed unit that is not waited for",
    why: "Requires= and BindsTo= say that the other unit is started too, not that it is started first: both start at the same time. A program that needs its database at once then fails now and then; and only with After= does BindsTo= stop this unit whenever the other one is not active.",
    bad: described("Requires=postgresql.service"),
    good: described("Requires=postgresql.service", "After=postgresql.service"),
  },
  "online-not-wanted": {
    title: "Waiting for a network that nobody asks for",
    why: "network-online.target is not part of every boot: it is reached only if some unit wants it. Ordered after it alone, the unit starts without waiting, unless by chance another one wants the network.",
    bad: described("After=network-online.target"),
    good: described("Wants=network-online.target", "After=network-online.target"),
  },
  "needs-shell": {
    title: "Command that only a shell understands",
    why: "systemd runs the program itself; no shell reads the line. Pipes, `>` and `&&` reach the program as plain arguments, which it rejects or, worse, takes for file names.",
    bad: file("report.service", "[Service]", "ExecStart=/usr/bin/sort /srv/sales > /srv/report"),
    good: file(
      "report.service",
      "[Service]",
      "ExecStart=/bin/sh -c '/usr/bin/sort /srv/sales > /srv/report'",
    ),
    fix: "Wrap the line in `/bin/sh -c '…'`; for a file as output, StandardOutput=file: does without a shell.",
  },
  "instance-in-shell": {
    title: "Instance's text in a shell's line",
    why: "The specifier is filled in before the shell reads its line, so whoever chooses an instance's name can run any command. `%i` is safe, since it stays escaped; `%I` and `%f` are not.",
    bad: file("report@.service", "[Service]", "ExecStart=/bin/sh -c 'sort /srv/%I > /srv/report'"),
    good: file("report@.service", "[Service]", `ExecStart=/bin/sh -c 'sort "/srv/$$1" > /srv/report' sh %I`),
    fix: "Pass it as an argument of the shell, and use that in quotes.",
  },
  "deprecated-specifier": {
    title: "Deprecated specifier",
    why: "`%c`, `%r` and `%R` name control groups as they were laid out long ago. systemd still fills them in and warns about each use, but the paths need not be those of the unit.",
    bad: service("Environment=GROUP=%c"),
    good: service("Environment=UNIT=%n"),
    fix: "A program finds its own control group in `/proc/self/cgroup`.",
  },
  "endless-restarts": {
    title: "Restarts without a limit and without a pause",
    why: "StartLimitIntervalSec=0 turns off the limit on how often a unit may start, and without a longer RestartSec= only 100 milliseconds pass between a failure and the next start. A service that cannot start keeps the machine and its journal busy until someone notices.",
    bad: file(
      "shop.service",
      "[Unit]",
      "StartLimitIntervalSec=0",
      "",
      "[Service]",
      "ExecStart=/usr/bin/shop",
      "Restart=always",
    ),
    good: file(
      "shop.service",
      "[Unit]",
      "StartLimitIntervalSec=0",
      "",
      "[Service]",
      "ExecStart=/usr/bin/shop",
      "Restart=always",
      "RestartSec=5s",
    ),
  },
  "lost-backslashes": {
    title: "Name that lost its backslashes",
    why: "In the names of devices, mounts and instances a dash that belongs to the path is written `\\x2d`. Copied through a shell or a web page, the backslash is gone and `x2d` is left: a valid name, but of a unit that never comes.",
    bad: file("shop.target", "[Unit]", "After=dev-disk-byx2did-usb0.device"),
    good: file("shop.target", "[Unit]", "After=dev-disk-by\\x2did-usb0.device"),
  },
  "escaped-instance": {
    title: "Instance that reaches a program escaped",
    why: "This template names the device or mount of its instance, so the instance is a path, written as names of units are: `-` for `/`, `\\x2d` for a dash. `%i` hands it on like that. It works as long as a path has neither, such as ttyS0.",
    bad: file(
      "scanner@.service",
      "[Unit]",
      "BindsTo=dev-%i.device",
      "After=dev-%i.device",
      "",
      "[Service]",
      "ExecStart=/usr/bin/scanner --device /dev/%i",
    ),
    good: file(
      "scanner@.service",
      "[Unit]",
      "BindsTo=dev-%i.device",
      "After=dev-%i.device",
      "",
      "[Service]",
      "ExecStart=/usr/bin/scanner --device /dev/%I",
    ),
    fix: "`%I` is the instance unescaped, `%f` the same with a slash before it.",
  },
  "no-instance": {
    title: "Instance in a unit that has none",
    why: "`%i` and `%I` stand for what is between the `@` and the type in the unit's name. This unit's name has no `@`, so they stand for nothing, and systemd does not mind.",
    bad: file("shop.service", "[Service]", "ExecStart=/usr/bin/shop --branch %i"),
    good: file("shop@.service", "[Service]", "ExecStart=/usr/bin/shop --branch %i"),
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
