import { type Consequence, consequenceSentence, type FailingStep, type IgnoredPart } from "./consequence.ts";

/** One kind of problem: its usual consequence and its message. */
interface ProblemKind {
  /** What systemd does, unless the place where it is found says otherwise. */
  readonly consequence: Consequence;
  /** What it ignores, where the consequence is `line-ignored`. */
  readonly ignores?: IgnoredPart;
  /** What is wrong, as one sentence; what systemd does about it is added. */
  readonly message: (...args: readonly string[]) => string;
}

const ignored = { consequence: "line-ignored" } as const;
const ruleDropped = { ...ignored, ignores: "rule" } as const;
const refused = { consequence: "unit-refused" } as const;
const advice = { consequence: "none" } as const;

const brokenRule =
  'A rule consists of parts such as `KEY=="value"`: key, operator and a value in double quotes.';
const brokenRules: Readonly<Record<string, string>> = {
  "unclosed-brace": "This brace is never closed.",
  "no-quote": "The value has to stand in double quotes.",
  "unclosed-quote": "This quote is never closed.",
  "unknown-escape": "Behind the letter `e` the quotes hold C escapes, and this is none.",
  "late-continuation": "Blanks follow this backslash, so that it does not continue the line.",
};

const wrongRuleValues: Readonly<Record<string, (value: string) => string>> = {
  "own-name": () => "A device has its own name already.",
  "no-name": () => "A network interface cannot lose its name.",
  "fixed-property": (name) => `\`${name}\` is set by the kernel or udev itself, and by no rule.`,
  mode: (value) => `\`${value}\` is no access mode: octal digits up to 7777, such as 0644.`,
  number: (value) => `\`${value}\` is no whole number.`,
  "log-level": (value) =>
    `\`${value}\` is no log level: emerg, alert, crit, err, warning, notice, info or debug.`,
  builtin: (value) => `udev has no built-in command \`${value}\`.`,
  account: (value) =>
    value === "" ? "A name or number is missing here." : `\`${value}\` is no number of an account.`,
};

const missing = (path: string) => `This machine has no \`${path}\`.`;
const programLacks: Readonly<Record<string, (program: string) => string>> = {
  file: (program) => `Nobody may execute \`${program}\` on this machine.`,
  folder: (program) => `\`${program}\` is a folder on this machine, and no program.`,
  "not-found": (program) =>
    `There is no \`${program}\` in the folders where systemd looks for programs on this machine.`,
};

/** Every code a user can meet. Codes are for ever: users name them in settings and comments. */
const problemKinds = {
  // The file
  "line-too-long": {
    consequence: "rest-dropped",
    message: () => "This line reaches systemd's limit of 1 MiB.",
  },
  "invalid-text": {
    consequence: "rest-dropped",
    message: () => "This is not valid UTF-8.",
  },
  "broken-section-header": {
    consequence: "rest-dropped",
    message: (why = "") =>
      why === "unclosed"
        ? "A section header ends with `]`, and nothing may follow it."
        : "A section header holds no quotes, backslashes or control characters.",
  },
  "unknown-section": {
    ...ignored,
    ignores: "section",
    message: (name = "", type = "", near = "") =>
      `A .${type} file has no section [${name}].${near === "" ? "" : ` Did you mean [${near}]?`}`,
  },
  "outside-section": {
    ...ignored,
    message: () => "This line stands before any section header.",
  },
  "missing-equals": { ...ignored, message: () => "This line has no `=`." },
  "unknown-code": {
    ...advice,
    message: (code = "", near = "") =>
      `Unitwright has no problem \`${code}\` to ignore.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "missing-key": { ...ignored, message: () => "No directive stands before the `=`." },

  // Directives
  "unknown-directive": {
    ...ignored,
    message: (name = "", section = "", near = "") =>
      `[${section}] has no directive \`${name}=\`.${near === "" ? "" : ` Did you mean \`${near}=\`?`}`,
  },
  "misplaced-directive": {
    ...ignored,
    message: (name = "", section = "", right = "") =>
      `\`${name}=\` belongs in [${right}], not in [${section}].`,
  },
  "directive-too-new": {
    ...ignored,
    message: (name = "", since = "", target = "") =>
      `\`${name}=\` exists since systemd ${since}; the target is ${target}.`,
  },
  "directive-gone": {
    ...ignored,
    message: (name = "", gone = "") => `\`${name}=\` is unknown since systemd ${gone}.`,
  },
  "not-for-this-type": {
    ...ignored,
    message: (name = "") => `\`${name}=\` has no effect in a unit of this type.`,
  },
  "removed-directive": {
    consequence: "noted",
    message: (name = "", since = "") => `\`${name}=\` has no effect since systemd ${since}.`,
  },
  "deprecated-directive": {
    consequence: "noted",
    message: (name = "", instead = "") =>
      instead === "" ? `\`${name}=\` is deprecated.` : `\`${name}=\` is deprecated: use \`${instead}=\`.`,
  },
  "old-directive-name": {
    consequence: "none",
    message: (name = "", instead = "", section = "", moved = "") =>
      moved === ""
        ? `\`${name}=\` is the old name of \`${instead}=\`; systemd takes both.`
        : `\`${name}=\` has moved to [${moved}]; systemd still takes it in [${section}].`,
  },
  "only-first-counts": {
    ...ignored,
    message: (name = "") => `\`${name}=\` is set above already, and only the first one counts.`,
  },
  "empty-value": {
    ...ignored,
    message: (name = "") => `\`${name}=\` needs a value: an empty one does not reset it.`,
  },

  // Values
  "not-boolean": {
    ...ignored,
    message: (value = "") => `\`${value}\` is neither yes nor no (also: true, on, 1; false, off, 0).`,
  },
  "unknown-word": {
    ...ignored,
    message: (word = "", near = "") =>
      `\`${word}\` is no value of this directive.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "word-too-new": {
    ...ignored,
    message: (word = "", since = "", target = "") =>
      `\`${word}\` is known since systemd ${since}; the target is ${target}.`,
  },
  "word-gone": {
    ...ignored,
    message: (word = "", until = "") => `\`${word}\` is no longer known since systemd ${until}.`,
  },
  "deprecated-word": {
    consequence: "noted",
    message: (word = "", instead = "") =>
      instead === "" ? `\`${word}\` is deprecated.` : `\`${word}\` is deprecated: use \`${instead}\`.`,
  },
  "not-time-span": {
    ...ignored,
    message: (value = "") => `\`${value}\` is no time span, such as 30s, 5min or 1h 30min.`,
  },
  "not-calendar-event": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` is no calendar event: ${why}.`,
  },
  "unknown-time-zone": {
    ...ignored,
    message: (zone = "", near = "") =>
      `\`${zone}\` is no time zone.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "weekday-never-matches": {
    consequence: "noted",
    message: (weekday = "") => `The timer never elapses: this date is a ${weekday}.`,
  },
  "not-size": {
    ...ignored,
    message: (value = "") => `\`${value}\` is no size, such as 4096, 512K or 1.5G.`,
  },
  "not-number": { ...ignored, message: (value = "") => `\`${value}\` is no whole number.` },
  "number-out-of-range": {
    ...ignored,
    message: (value = "", low = "", high = "") => `\`${value}\` does not lie between ${low} and ${high}.`,
  },
  "not-percentage": {
    ...ignored,
    message: (value = "") => `\`${value}\` is no percentage, such as 25% or 12.5%.`,
  },
  "not-limit": {
    ...ignored,
    message: (value = "", forms = "") => `\`${value}\` is not ${forms}.`,
  },
  "not-mode": {
    ...ignored,
    message: (value = "") => `\`${value}\` is no access mode: octal digits up to 7777, such as 0644.`,
  },
  "not-signal": {
    ...ignored,
    message: (value = "", near = "") =>
      `\`${value}\` is no signal.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "path-not-absolute": {
    ...ignored,
    message: (value = "") =>
      value === "" ? "A path is missing here." : `\`${value}\` is not an absolute path.`,
  },
  "path-not-relative": {
    ...ignored,
    message: (value = "") => `\`${value}\` is an absolute path; this one must not begin with a slash.`,
  },
  "path-in-api-file-system": {
    ...ignored,
    message: (value = "") => `\`${value}\` lies in a file system of the kernel (/dev, /proc or /sys).`,
  },
  "path-not-normalized": {
    ...ignored,
    message: (value = "") => `\`${value}\` must not hold \`..\` or \`.\` as a part.`,
  },
  "path-not-valid": {
    ...ignored,
    message: (value = "") =>
      value === "" ? "A path is missing here." : `\`${value}\` is no path systemd takes.`,
  },
  "legacy-run-path": {
    consequence: "noted",
    message: (now = "") => `/var/run is the old name of /run: systemd uses \`${now}\`.`,
  },
  "not-interface-name": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` is no name of a network interface: ${why}.`,
  },
  "not-bus-name": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` is no D-Bus name: ${why}.`,
  },
  "not-ip-range": {
    ...ignored,
    message: (value = "") =>
      `\`${value}\` is no IP address or network, such as 192.0.2.0/24, nor \`any\`, \`localhost\`, \`link-local\` or \`multicast\`.`,
  },
  "not-prefix-length": {
    ...ignored,
    message: (value = "", most = "") =>
      `\`${value}\` is no number of bits for this kind of address, from 0 to ${most}.`,
  },
  "not-socket-address": {
    ...ignored,
    message: (value = "", why = "") => `Nothing can listen on \`${value}\`: ${why}.`,
  },
  "not-port-rule": {
    ...ignored,
    message: (value = "", why = "") =>
      `\`${value}\` names no ports, as \`ipv4:tcp:80\` or \`1024-65535\` does: ${why}.`,
  },
  "reserved-directory": {
    ...ignored,
    message: () => "systemd keeps `private` for itself in this place.",
  },
  "no-symlink-here": { ...ignored, message: () => "`ConfigurationDirectory=` makes no symlinks." },
  "word-twice": {
    ...ignored,
    message: (word = "") => (word === "" ? "This stands here twice." : `\`${word}\` stands here twice.`),
  },
  "words-exclude-each-other": {
    ...ignored,
    message: (one = "", other = "") => `\`${one}\` does not go with \`${other}\`.`,
  },
  "not-root-hash": {
    ...ignored,
    message: (why = "") => `This is neither a path nor a hash in hexadecimal digits: ${why}.`,
  },
  "not-root-hash-signature": {
    ...ignored,
    message: (value = "") => `\`${value}\` is neither a path nor \`base64:\` and a signature.`,
  },
  "not-documentation": {
    ...ignored,
    ignores: "word",
    message: (value = "") =>
      `\`${value}\` is no address of documentation: it begins with https://, http://, file:/, info: or man:.`,
  },
  "not-ascii": {
    ...ignored,
    message: (character = "") => `\`${character}\` is no character of plain ASCII.`,
  },
  "text-too-long": {
    ...ignored,
    message: (most = "") => `This has more than ${most} characters.`,
  },
  "not-log-namespace": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` is no name for a namespace of the journal: ${why}.`,
  },
  "not-host-name": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` is no host name: ${why}.`,
  },
  "host-name-unused": {
    ...ignored,
    message: () => "A host name of the unit's own needs `yes` or `private` before it.",
  },
  "not-user-attribute": {
    ...ignored,
    message: (name = "") =>
      `\`${name}\` is no attribute that a unit can set: its name begins with \`user.\`.`,
  },
  "not-nft-name": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` is no name of a table or set in nftables: ${why}.`,
  },
  "missing-field": {
    ...ignored,
    message: (form = "") => `This lacks a part: the form is \`${form}\`.`,
  },
  "surplus-field": {
    ...ignored,
    message: (form = "") => `This has a part too many: the form is \`${form}\`.`,
  },
  "not-unit-name": {
    ...ignored,
    message: (value = "", why = "", near = "") =>
      `\`${value}\` is no unit name: ${why}.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "wrong-unit-type": {
    ...ignored,
    message: (value = "", types = "") => `\`${value}\` is not a ${types} unit.`,
  },
  "template-without-instance": {
    ...ignored,
    message: (value = "") => `\`${value}\` is a template: name an instance between \`@\` and the type.`,
  },
  "not-alias": {
    consequence: "start-fails",
    message: (value = "", unit = "", why = "") =>
      `\`${value}\` can be no other name of ${unit === "" ? "this unit" : `\`${unit}\``}: ${why}.`,
  },
  "alias-not-here": {
    consequence: "none",
    message: (type = "") => `A .${type} unit has no other names: \`systemctl enable\` ignores this line.`,
  },
  "not-instance": {
    consequence: "start-fails",
    message: (value = "", character = "") =>
      `\`${value}\` names no instance: it must not hold \`${character}\`.`,
  },
  "default-instance-unused": {
    consequence: "none",
    message: () => "This unit is no template: `systemctl enable` ignores this line.",
  },
  "own-name": { ...ignored, message: (value = "") => `\`${value}\` is this unit itself.` },
  "unbalanced-quote": { ...ignored, message: () => "This quote is never closed." },
  "unknown-escape": {
    ...ignored,
    message: (sequence = "") => `\`${sequence}\` is no escape sequence systemd knows.`,
  },
  "escape-kept": {
    consequence: "noted",
    message: (sequence = "") =>
      `\`${sequence}\` is no escape sequence systemd knows: both characters are kept.`,
  },
  "unknown-specifier": {
    ...ignored,
    message: (letter = "", escaped = "") =>
      escaped === ""
        ? `\`%${letter}\` is no specifier here. Write \`%%\` for a percent sign.`
        : `\`%${letter}\` is unescaped, which no name of a unit may be: write \`%${escaped}\`.`,
  },
  "specifier-too-new": {
    ...ignored,
    message: (letter = "", since = "", target = "") =>
      `\`%${letter}\` stands for something here since systemd ${since}; the target is ${target}.`,
  },
  "not-account-name": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` names no user or group: ${why}.`,
  },
  "unusual-account-name": {
    consequence: "noted",
    message: (value = "") =>
      `\`${value}\` is an unusual name: most programs expect up to 31 letters, digits, \`_\` and \`-\`, a letter or \`_\` first.`,
  },
  "user-nobody": {
    consequence: "noted",
    message: () => "Whatever else runs as `nobody` can reach the files and processes of this unit.",
  },
  "variable-without-value": {
    ...ignored,
    ignores: "word",
    message: (word = "") =>
      `\`${word}\` is no \`NAME=value\`. Where a value holds blanks, quote the whole assignment.`,
  },
  "not-variable-name": {
    ...ignored,
    ignores: "word",
    message: (name = "") =>
      `\`${name}\` is no name of a variable: those are of letters, digits and \`_\`, with no digit first.`,
  },
  "not-utf8": {
    ...ignored,
    ignores: "word",
    message: (name = "") => `The value of \`${name}\` is not valid UTF-8 once its escapes are read.`,
  },
  "not-descriptor-name": {
    ...ignored,
    message: (name = "") =>
      `\`${name}\` names no file descriptor: names are printable ASCII without a colon, up to 255 characters.`,
  },
  "not-base64": { ...ignored, message: (why = "") => `This is not Base64: ${why}.` },
  "not-credential-name": {
    ...ignored,
    message: (name = "", why = "") => `\`${name}\` is no name of a credential: ${why}.`,
  },
  "not-credential-pattern": {
    ...ignored,
    message: (pattern = "") =>
      `\`${pattern}\` matches no credentials: a pattern is the beginning of a name with one \`*\` at its end.`,
  },
  "credential-without-data": {
    ...ignored,
    message: (name = "") => `No data follows: write \`${name}:\` and the credential behind it.`,
  },
  "path-not-plain": {
    ...ignored,
    message: (value = "") => `\`${value}\` must not hold \`//\`, \`/./\` or \`/../\` here.`,
  },
  "not-field-name": {
    ...ignored,
    ignores: "word",
    message: (name = "") =>
      `\`${name}\` is no name of a journal field: up to 64 capital letters, digits and \`_\`, a letter first.`,
  },
  "dropped-word": {
    consequence: "none",
    message: (word = "", near = "", since = "") =>
      since === ""
        ? `systemd knows no \`${word}\` here and leaves it out without a message.${near === "" ? "" : ` Did you mean \`${near}\`?`}`
        : `\`${word}\` is known since systemd ${since}; older ones leave it out without a message.`,
  },
  "not-errno": {
    ...ignored,
    message: (value = "", near = "") =>
      `\`${value}\` is no error: the name of one such as EPERM, a number up to 4095, or kill.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "unknown-system-call": {
    ...ignored,
    ignores: "word",
    message: (name = "", near = "") =>
      `\`${name}\` is no system call of Linux.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "errno-of-allowed-call": {
    ...ignored,
    ignores: "word",
    message: (name = "") =>
      `\`${name}\` is allowed here and cannot fail: errors belong on a list behind \`~\`.`,
  },
  "user-namespace-delegated": {
    ...ignored,
    message: () => "User namespaces cannot be handed over to the unit.",
  },
  "not-exit-status": {
    ...ignored,
    ignores: "word",
    message: (value = "", near = "") =>
      `\`${value}\` is neither an exit status nor a signal.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "not-number-range": {
    ...ignored,
    message: (value = "") => `\`${value}\` is neither a number nor a range such as 0-3.`,
  },
  "range-reversed": {
    ...ignored,
    ignores: "word",
    message: (value = "") => `\`${value}\` begins above its end.`,
  },
  "not-device": {
    ...ignored,
    message: (value = "") =>
      `\`${value}\` is no device: a path below /dev, or a group of devices as \`char-pts\` or \`block-loop\`.`,
  },
  "not-device-access": {
    ...ignored,
    message: (value = "") =>
      `\`${value}\` is no access to a device: r (reading), w (writing) and m (making the node), without blanks.`,
  },
  "not-control-group": {
    ...ignored,
    message: (value = "", why = "") => `\`${value}\` is no name for a control group: ${why}.`,
  },
  "not-rule-name": {
    ...ignored,
    ignores: "word",
    message: (value = "", why = "") => `\`${value}\` is no name of a rule: ${why}.`,
  },
  "not-session-name": {
    ...ignored,
    ignores: "word",
    message: (value = "") =>
      `\`${value}\` is no name of a session: printable ASCII without blanks, quotes, backslashes and any of \`:*?[\`.`,
  },
  "session-twice": {
    ...ignored,
    ignores: "word",
    message: (value = "") => `\`${value}\` is named twice.`,
  },
  "not-pattern": { ...ignored, message: (why = "") => `This is no regular expression: ${why}.` },
  "empty-command": {
    ...ignored,
    message: () => "The command is empty.",
  },
  "command-not-absolute": {
    ...ignored,
    message: (path = "") => `\`${path}\` is neither an absolute path nor the bare name of a program.`,
  },
  "command-is-directory": {
    ...ignored,
    message: (path = "") => `\`${path}\` names a folder, not a program.`,
  },
  "command-not-safe": {
    ...ignored,
    message: (path = "") =>
      `\`${path}\` names no program: a path must not hold quotes, backslashes, control characters or, since systemd 262, \`*\`, \`?\` and \`[\`.`,
  },
  "missing-argv-zero": {
    ...ignored,
    message: () => "After the prefix `@` a second word is needed: the name the program is told it has.",
  },

  // The unit as a whole
  "no-command": {
    ...refused,
    message: () => "A service needs a command: ExecStart=, or at least ExecStop= or SuccessAction=.",
  },
  "no-start-command": {
    ...refused,
    message: (type = "") => `A service of Type=${type} needs ExecStart=; only Type=oneshot can do without.`,
  },
  "nothing-remains": {
    ...refused,
    message: () =>
      "Without ExecStart= a service needs RemainAfterExit=yes, or it would be over before it began.",
  },
  "several-commands": {
    ...refused,
    message: (type = "", how = "") =>
      `Only Type=oneshot takes more than one command to start; this service is Type=${type}${how === "added" ? ", and a drop-in adds to its commands unless an empty `ExecStart=` stands before" : ""}.`,
  },
  "oneshot-restart": {
    ...refused,
    message: (value = "") => `Restart=${value} would start a oneshot service over and over; use on-failure.`,
  },
  "oneshot-forced-restart": {
    ...refused,
    message: () => "RestartForceExitStatus= does not go with Type=oneshot.",
  },
  "oneshot-exit-type": { ...refused, message: () => "ExitType=cgroup does not go with Type=oneshot." },
  "oneshot-runtime-limit": {
    ...ignored,
    message: () => "RuntimeMaxSec= does nothing for Type=oneshot; TimeoutStartSec= limits its commands.",
  },
  "no-bus-name": {
    ...refused,
    message: () => "Type=dbus needs BusName=: the name whose appearance says that the service has started.",
  },
  "forking-private-pids": { ...refused, message: () => "PrivatePIDs= does not go with Type=forking." },
  "needs-companion": {
    ...ignored,
    message: (name = "", needed = "") => `\`${name}=\` does nothing without \`${needed}=\`.`,
  },
  "restart-delay-order": {
    ...ignored,
    message: () => "RestartSec= is longer than RestartMaxDelaySec=, which counts in its place.",
  },
  "endless-random-delay": {
    ...ignored,
    message: () => "A random delay needs an end: RestartRandomizedDelaySec= cannot be infinity.",
  },
  "credentials-race": {
    consequence: "noted",
    message: () =>
      "With Type=simple ExecStartPost= may run before the credentials are there; Type=exec waits for them.",
  },
  "nothing-to-listen-on": {
    ...refused,
    message: () => "A socket needs something to listen on, such as ListenStream=.",
  },
  "cannot-accept": {
    ...refused,
    message: (name = "") => `Accept=yes needs connections, which \`${name}=\` does not have.`,
  },
  "accept-with-service": {
    ...refused,
    message: () =>
      "With Accept=yes each connection gets an instance of the template with the socket's name; Service= cannot choose another.",
  },
  "no-connections": { ...refused, message: () => "MaxConnections=0 would refuse every connection." },
  "symlinks-without-node": {
    ...refused,
    message: () => "Symlinks= needs exactly one socket or FIFO in the file system to point to.",
  },
  "no-time": { ...refused, message: () => "A timer needs a time, such as OnCalendar= or OnBootSec=." },
  "nothing-to-watch": {
    ...refused,
    message: () => "A path unit needs a path to watch, such as PathChanged=.",
  },
  "name-not-path": {
    ...refused,
    message: (directive = "", path = "", name = "") =>
      name === ""
        ? `\`${directive}=${path}\` is no path, so that no file name fits it.`
        : `\`${directive}=${path}\` does not fit the name of this file: it would have to be \`${name}\`.`,
  },
  "name-without-path": {
    ...refused,
    message: (name = "", directive = "", fitting = "") =>
      fitting === ""
        ? `There is no \`${directive}=\`, and the name \`${name}\` stands for no path.`
        : `There is no \`${directive}=\`, and the path that the name stands for makes another name: \`${fitting}\`.`,
  },
  "no-mount-source": {
    ...refused,
    message: () => "A mount needs What=: the device, folder or share to mount.",
  },
  "mounts-kernel-files": {
    ...refused,
    message: (path = "") => `\`${path}\` is mounted by systemd or the kernel, and by no unit.`,
  },
  "pam-kill-mode": {
    ...refused,
    message: (mode = "") =>
      `With PAMName= the whole control group must be ended, which KillMode=${mode} does not do.`,
  },
  "job-timeout-order": {
    consequence: "noted",
    message: () => "JobRunningTimeoutSec= is longer than JobTimeoutSec=, which ends the job first.",
  },
  "broken-slice-name": {
    ...refused,
    message: (name = "") => `\`${name}\` is no name for a slice: a part between its dashes is empty.`,
  },
  "scope-in-file": {
    ...refused,
    message: () => "A scope is made by a program while it runs; systemd loads none from a file.",
  },
  "no-template-type": {
    ...refused,
    message: (type = "") =>
      `There are no templates and instances of ${type} units, so the name cannot hold an \`@\`.`,
  },
  "automount-of-root": {
    ...refused,
    message: () => "The root of the file system is there before anything could wait for it.",
  },
  "reserved-mount-option": {
    ...refused,
    message: (option = "") => `systemd sets the option \`${option}\` of an automount by itself.`,
  },
  "exclude-each-other": {
    ...refused,
    message: (one = "", other = "") => `\`${one}\` does not go with \`${other}\`.`,
  },
  "only-in-services": {
    ...refused,
    message: (name = "") => `\`${name}=\` is for services only.`,
  },
  "dynamic-user-of-user": {
    ...refused,
    message: () => "Only the system's manager can make up users; DynamicUser= is not for users' units.",
  },
  "isolates-several": {
    ...refused,
    message: (directive = "") =>
      `\`${directive}JobMode=isolate\` stops all but one unit, and \`${directive}=\` names several.`,
  },

  "cannot-fail": {
    ...ignored,
    message: (type = "") => `A .${type} unit cannot fail, so that \`OnFailure=\` never starts anything.`,
  },
  "device-not-delayed": {
    ...ignored,
    ignores: "word",
    message: (name = "") => `\`${name}\` appears when it does: a device cannot wait for a unit.`,
  },

  // The unit among others
  "nothing-to-start": {
    consequence: "start-fails",
    message: (name = "", near = "") =>
      `There is no \`${name}\` for this unit to start.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "needed-unit-missing": {
    consequence: "start-fails",
    message: (directive = "", name = "", near = "") =>
      `\`${directive}=\` needs \`${name}\`, and there is no such unit.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "needs-masked-unit": {
    consequence: "start-fails",
    message: (name = "") => `\`${name}\` is masked, so it cannot start.`,
  },
  "ordering-cycle": {
    consequence: "start-fails",
    message: (cycle = "") => `This order leads round in a circle: ${cycle}.`,
  },
  "bus-name-twice": {
    consequence: "start-fails",
    message: (name = "", other = "") => `\`${other}\` has the D-Bus name \`${name}\` too.`,
  },
  "also-without-instance": {
    consequence: "start-fails",
    message: (name = "") => `\`${name}\` is a template without DefaultInstance=: name an instance of it.`,
  },
  "drop-in-of-masked-unit": {
    ...ignored,
    ignores: "file",
    message: (name = "") => `\`${name}\` is masked, and stays so whatever a drop-in says.`,
  },
  "outside-load-path": {
    ...ignored,
    ignores: "file",
    message: (folder = "", right = "") => `Units do not lie in \`${folder}\`, but in \`${right}\`.`,
  },

  // A service on its machine
  "missing-program": {
    consequence: "start-fails",
    message: (program = "", why = "", near = "") =>
      `${(programLacks[why] ?? missing)(program)}${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "missing-account": {
    consequence: "start-fails",
    message: (kind = "", name = "") => `This machine has no ${kind} \`${name}\`.`,
  },
  "missing-environment-file": {
    consequence: "start-fails",
    message: (path = "") => missing(path),
  },
  "missing-working-directory": {
    consequence: "start-fails",
    message: (path = "", kind = "") =>
      kind === "absent" ? missing(path) : `\`${path}\` is a file on this machine, and no folder.`,
  },

  // Advice of our own: systemd says nothing about these
  "unknown-unit": {
    ...advice,
    message: (name = "", near = "") => `There is no \`${name}\` here. Did you mean \`${near}\`?`,
  },
  "alias-taken": {
    ...advice,
    message: (name = "") =>
      `\`${name}\` is another unit's own name: enabling this unit hides that one, or fails where both lie in one folder of the administrator.`,
  },
  "no-unit-to-extend": {
    ...advice,
    message: (name = "", near = "") =>
      `There is no \`${name}\` for this drop-in to extend. Did you mean \`${near}\`?`,
  },
  "needed-not-ordered": {
    ...advice,
    message: (name = "", needed = "") =>
      `\`${name}=\` starts \`${needed}\` at the same time as this unit; add \`After=${needed}\` to wait for it.`,
  },
  "online-not-wanted": {
    ...advice,
    message: () =>
      "Nothing wants network-online.target, so this waits for nothing: add `Wants=network-online.target`.",
  },
  "needs-shell": {
    ...advice,
    message: (word = "", how = "") =>
      `No shell reads this line: the program gets \`${word}\` as an argument. ${how === "background" ? "Leave it out: a service runs in the background anyway." : "Use `/bin/sh -c '…'`."}`,
  },
  "instance-in-shell": {
    ...advice,
    message: (specifier = "") =>
      `\`${specifier}\` becomes part of the shell's line: an instance's name could run any command. Pass it as an argument: \`sh -c '… "$1"' sh ${specifier}\`.`,
  },
  "deprecated-specifier": {
    ...advice,
    message: (letter = "") =>
      `\`%${letter}\` is deprecated and not the control group that the unit gets; systemd warns about it without naming the line.`,
  },
  "endless-restarts": {
    ...advice,
    message: (restart = "") =>
      `Nothing limits Restart=${restart}: a service that fails at once starts again many times a second, for ever. Give it a RestartSec=, or leave the limit.`,
  },
  "lost-backslashes": {
    ...advice,
    message: (name = "", restored = "") =>
      `The backslashes seem lost from \`${name}\`: did you mean \`${restored}\`?`,
  },
  "escaped-instance": {
    ...advice,
    message: (written = "", meant = "") =>
      `\`${written}\` is the instance escaped, as the unit's name has it: the program gets ${meant === "%f" ? "`dev-sda` instead of `/dev/sda`" : "`by\\x2did-a` instead of `by-id/a`"}. \`${meant}\` is the path.`,
  },
  "no-instance": {
    ...advice,
    message: (specifier = "") =>
      `\`${specifier}\` is empty in a unit without an instance: only a template such as name@.service has one.`,
  },
  // udev's rules
  "udev-broken-rule": {
    ...ruleDropped,
    message: (why = "") => brokenRules[why] ?? brokenRule,
  },
  "udev-rule-lost": {
    ...ruleDropped,
    message: (why = "") =>
      why === "unfinished"
        ? "The file ends with a backslash, and the rest of this rule is missing."
        : "This line reaches udev's limit of 16 KiB.",
  },
  "udev-unknown-key": {
    ...ruleDropped,
    message: (key = "", near = "") =>
      `udev's rules have no key \`${key}\`.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "udev-wrong-operator": {
    ...ruleDropped,
    message: (key = "", operator = "", right = "") => `\`${key}\` takes ${right}, not \`${operator}\`.`,
  },
  "udev-operator-taken": {
    consequence: "noted",
    message: (key = "", operator = "") =>
      `\`${key}\` has no operator \`${operator}\`: udev takes it for \`=\`.`,
  },
  "udev-wrong-braces": {
    ...ruleDropped,
    message: (key = "", why = "", words = "") =>
      why === "unwanted"
        ? `\`${key}\` takes nothing in braces.`
        : why === "missing"
          ? `\`${key}\` needs something in braces.`
          : `\`${key}\` takes in braces ${words}.`,
  },
  "udev-case-prefix": {
    ...ruleDropped,
    message: (key = "") =>
      `\`i\` before the quotes is for comparing with \`==\` and \`!=\`, and not with \`${key}\` here.`,
  },
  "udev-wrong-value": {
    ...ruleDropped,
    message: (value = "", why = "") => wrongRuleValues[why]?.(value) ?? `\`${value}\` is no value for this.`,
  },
  "udev-unknown-option": {
    ...ignored,
    ignores: "part",
    message: (word = "", near = "") =>
      `OPTIONS has no word \`${word}\`.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "udev-too-new": {
    ...ruleDropped,
    message: (word = "", since = "", target = "") =>
      `\`${word}\` is known since udev ${since}; the target is ${target}.`,
  },
  "udev-empty-value": { consequence: "noted", message: (key = "") => `\`${key}\` needs a value.` },
  "udev-substitution": {
    consequence: "noted",
    message: (written = "", why = "") =>
      why === "unknown"
        ? `\`${written}\` begins no substitution that udev knows, and stays as it is; write \`${written[0] ?? ""}${written}\` where it is meant so.`
        : why === "no-brace"
          ? `\`${written}\` needs to be told what of, as in \`${written}{name}\`.`
          : why === "not-number"
            ? `\`${written}\` counts words: in its braces stands a number, perhaps with \`+\` behind.`
            : `The braces of \`${written}\` are empty or never closed.`,
  },
  "udev-unknown-label": {
    ...ignored,
    ignores: "part",
    message: (label = "", near = "") =>
      `No line below has \`LABEL="${label}"\`.${near === "" ? "" : ` Did you mean \`${near}\`?`}`,
  },
  "udev-unused-label": { ...advice, message: (label = "") => `No GOTO above leads to \`${label}\`.` },
  "udev-second-label": {
    ...ignored,
    ignores: "part",
    message: (key = "") =>
      key === "GOTO"
        ? "A rule jumps to one place only, and an earlier GOTO has named it."
        : "A rule has one label, and a later one takes its place.",
  },
  "udev-no-effect": { ...ruleDropped, message: () => "This rule compares, and then does nothing." },
  "udev-commas": {
    ...advice,
    message: (why = "") =>
      why === "missing"
        ? "A comma is missing between the parts of the rule; udev does without."
        : "One comma too many stands here; udev does not mind.",
  },
  "udev-never-matches": {
    ...advice,
    message: () => "No device passes both this and an earlier part of the rule: it never does anything.",
  },
  "udev-duplicate": { ...advice, message: () => "The same stands earlier in the rule." },
  "udev-old-name": {
    consequence: "noted",
    message: (value = "", why = "") =>
      why === "subsystem"
        ? `\`${value}\` is the old name of what is now called \`subsystem\`.`
        : `\`${value}\` leads to another device's folder, which may be elsewhere with the next kernel.`,
  },
  "udev-no-systemd-tag": {
    ...advice,
    message: (property = "") =>
      `systemd never sees this \`${property}\`: it looks only at devices that have \`TAG+="systemd"\`.`,
  },
  "udev-wants-on-remove": {
    ...advice,
    message: (property = "") =>
      `\`${property}\` starts nothing when a device goes: systemd looks at it when one has come.`,
  },
  "udev-odd-unit-name": {
    consequence: "noted",
    message: (word = "", name = "") => `\`${word}\` is no unit name: systemd makes \`${name}\` of it.`,
  },
  "udev-bad-alias": {
    ...ignored,
    ignores: "word",
    message: (path = "") => `\`${path}\` is no absolute path without \`..\`, as aliases have to be.`,
  },
  "udev-unknown-property": {
    ...advice,
    message: (property = "", near = "") =>
      `systemd knows no property \`${property}\`. Did you mean \`${near}\`?`,
  },
  "udev-run-service": {
    ...advice,
    message: (unit = "") =>
      `udev waits for what RUN starts. Let systemd start it: \`TAG+="systemd", ENV{SYSTEMD_WANTS}+="${unit}"\`.`,
  },
  "udev-run-background": {
    ...advice,
    message: () =>
      "udev ends what RUN leaves running some seconds after the event, in the background too. Let systemd start it as a unit, with SYSTEMD_WANTS.",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof problemKinds;

/** All of them. */
export const problemCodes = Object.keys(problemKinds) as readonly ProblemCode[];

/** The row of a code. */
export function problemKind(code: ProblemCode): ProblemKind {
  return problemKinds[code];
}

/** One problem of a file. Its message is made when it is shown. */
export interface Problem {
  readonly code: ProblemCode;
  /** Where the mistake is: offsets in the document. */
  readonly from: number;
  readonly to: number;
  readonly consequence: Consequence;
  readonly ignores: IgnoredPart;
  readonly args: readonly string[];
  /** What fails, where the consequence is `start-fails` and it is not the start. */
  readonly fails?: FailingStep;
  /** The line systemd would name, by its own way of counting. */
  readonly line: number;
  /** Places in other files that have a part in it. */
  readonly related?: readonly RelatedPlace[];
}

/** A place in another file, and what part it has in a problem. */
export interface RelatedPlace {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** The text of that file. */
  readonly document: string;
  readonly message: string;
}

/** What is wrong and what systemd does about it: the text people read, as Markdown. */
export function messageOf(problem: Problem): string {
  const what = readable(problemKind(problem.code).message(...problem.args));
  const does = consequenceSentence(problem.consequence, problem.ignores, problem.fails);
  return does === "" ? what : `${what} ${does}`;
}

/** The message with words in the place of quotes that hold nothing, and dots for pieces that nobody can know. */
function readable(message: string): string {
  if (!message.includes("\uffff") && !message.includes("``")) return message;
  return message
    .replaceAll("\uffff", "…")
    .replace(/^``(?!`)/, "An empty word")
    .replace(/(?<=\s)``(?=[\s.,:?]|$)/g, "an empty word");
}
