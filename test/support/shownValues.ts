// How `systemctl show` writes what a directive says, and how both sides are brought to one form.
import { type EffectiveAssignment, expandedValue } from "../../server/src/language/effectiveUnit.ts";
import type { ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import {
  type Enumeration,
  type EnumerationName,
  enumerations,
  enumerationsOfParser,
} from "../../server/src/language/knowledge/generated/enumerations.ts";
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import { instantiate, parseUnitName } from "../../server/src/language/names/unitName.ts";
import { unknownPiece } from "../../server/src/language/values/grammar.ts";
import { isBoolean, isTrue } from "../../server/src/language/values/keyword.ts";
import { readMode } from "../../server/src/language/values/mode.ts";
import { readNumber } from "../../server/src/language/values/number.ts";
import { readPercentage } from "../../server/src/language/values/percentage.ts";
import { readSignal } from "../../server/src/language/values/signal.ts";
import { readSize } from "../../server/src/language/values/size.ts";
import { readTimeSpan, secondsScale } from "../../server/src/language/values/timeSpan.ts";
import {
  commandWords,
  plainWords,
  quotedWords,
  relaxedCommandWords,
  tupleWords,
  unitWords,
  type WordRules,
} from "../../server/src/language/values/wordSplit.ts";
import { commandsLeft, wordsLeft, wordsOf } from "./leftWords.ts";

/** How values of one type are shown. Each side gives one text for all spellings of the same thing. */
export interface ShownValue {
  /** The property that a directive fills. */
  readonly property: (directive: string) => string;
  /** Of what is left of all directives that fill it, in systemd's order; U+FFFF for what nobody can know. */
  readonly ours: (left: readonly EffectiveAssignment[]) => string;
  /** Of the lines it is shown on. */
  readonly theirs: (lines: readonly string[]) => string;
}

/** How a directive's values are shown; undefined where `systemctl show` does not tell, or in a way of its own. */
export function shownValueOf({ directive, parsing }: ResolvedDirective): ShownValue | undefined {
  if (directive.name === "OnCalendar") return timers.calendar;
  const [word, another] = enumerationsOfParser[parsing.value] ?? [];
  const isOneWord = word !== undefined && another === undefined && parsing.repeat === "last";
  const enumeration = isOneWord && !wordsAmongOthers.test(parsing.value) ? enumerated(word) : undefined;
  return shownValues[parsing.value] ?? enumeration;
}

/** Enumerations of which a value holds several words, or words of something else too. */
const wordsAmongOthers =
  /image|secure_bits|path_spec|ip_tos|exec_(?:in|out)put|timestamping|bpf|personality|socket_bind|numa/;

interface ShownSingle {
  readonly theirs: (line: string) => string;
  readonly property: (directive: string) => string;
}

/** The property of the same name, filled by the last assignment; `canonical` reads what both sides write. */
function single(canonical: (content: string) => string, more: Partial<ShownSingle> = {}): ShownValue {
  const { theirs = canonical, property = same } = more;
  return {
    property,
    ours: (left) => {
      const last = left.at(-1);
      const content = last && expandedValue(last);
      return content === undefined || content.includes(unknownPiece) ? (content ?? "") : canonical(content);
    },
    theirs: ([line = ""]) => theirs(line),
  };
}

/** A list of words over all assignments; whether systemd keeps their order is its own affair. */
function listed(
  rules: WordRules,
  ours: (word: string, left: EffectiveAssignment) => string = same,
  theirs: (words: readonly string[]) => readonly string[] = same,
): ShownValue {
  return {
    property: same,
    ours: (left) => sorted(left.flatMap((one) => wordsLeft(one, rules).map((word) => ours(word, one)))),
    theirs: (lines) => sorted(theirs(wordsOf(lines.join(" "), relaxedCommandWords).map(unescaped))),
  };
}

/** One line of its own for each assignment. */
function lined(
  property: string,
  ours: (left: EffectiveAssignment) => readonly string[],
  theirs: (line: string) => string,
): ShownValue {
  return {
    property: () => property,
    ours: (left) => sorted(left.flatMap(ours)),
    theirs: (lines) => sorted(lines.filter((line) => line !== "").map(theirs)),
  };
}

const same = <T>(content: T): T => content;
const sorted = (words: readonly string[]) => [...new Set(words)].sort().join("\n");
/** A shell's backslashes before what is special to it alone. */
const unescaped = (word: string) => word.replace(/\\([$`])/g, "$1");
const path = (content: string) =>
  content.startsWith("/")
    ? `/${content
        .split("/")
        .filter((part) => part !== "" && part !== ".")
        .join("/")
        // Since 257 nothing lies above the root folder.
        .replace(/^(?:\.\.(?:\/|$))+/, "")}`
    : content;
const signedPath = (content: string) =>
  content.replace(/^([-+]*)(.*)$/s, (_all, signs, rest) => signs + path(rest));

const inMicroseconds = (directive: string) => directive.replace(/Sec$/, "USec");
const span = (zero: string) => (content: string) => {
  const reading = readTimeSpan(content, secondsScale);
  if (reading.kind !== "span") return reading.kind;
  return reading.ticks === 0n ? zero : `${reading.ticks}`;
};
const seconds = single(span("0"), { property: inMicroseconds });
const secondsOrNever = single(span("infinity"), { property: inMicroseconds });

const plainNumber = (content: string) => {
  const reading = readNumber(content);
  return reading.kind === "number" ? `${reading.value}` : content;
};
const number = single(plainNumber);
/** A share is one of the machine's memory, and systemd counts fractions in floating point. */
const size = single((content) => {
  if (readPercentage(content).kind === "share" || content.includes(".")) return unknownPiece;
  // An empty value counts where it is no way back to the default.
  if (content === "") return "infinity";
  const reading = readSize(content, 1024n);
  if (reading.kind !== "size") return content;
  // Of some limits 252 shows the number that stands for none.
  return reading.bytes === 2n ** 64n - 1n ? "infinity" : `${reading.bytes}`;
});
const shown = (content: string) => content;
const yesOrNo = (content: string) => (isTrue(content) ? "yes" : "no");
const boolean = single(yesOrNo, { theirs: shown });
const text = single(same);
const octal = single((content) => (readMode(content) ?? -1).toString(8));

function enumerated(name: EnumerationName): ShownValue | undefined {
  const table: Enumeration = enumerations[name];
  if (table.number) return undefined;
  return single((content) => {
    if (table.boolean && isBoolean(content)) return yesOrNo(content);
    return content === plainYes[name] ? "yes" : content;
  });
}

/** The word that a plain yes stands for, where systemd shows that. */
const plainYes: Readonly<Partial<Record<EnumerationName, string>>> = {
  private_tmp: "connected",
  private_users: "self",
};

/** A table whose words are shown by their number, which is their place in it. */
function numbered(name: EnumerationName): ShownValue {
  const { words } = enumerations[name];
  return single((content) => {
    const at = words.findIndex(({ text: word }) => word === content);
    return at >= 0 ? `${at}` : plainNumber(content);
  });
}

/** The name of a unit, that of a template with the instance it gets. */
function named(word: string, { unit }: EffectiveAssignment): string {
  const name = parseUnitName(word);
  const { name: own } = unit.file;
  if (name?.kind !== "template" || own === undefined) return word;
  return instantiate(name, own.kind === "instance" ? own.instance : own.prefix)?.name ?? word;
}

/** Of all the units that a unit is made to depend on, those alone that a test names: others come by themselves. */
const isNamedByTest = (name: string) => name.startsWith("other-");
const dependencies: ShownValue = {
  property: same,
  ours: (left) =>
    sorted(
      left.flatMap((one) => wordsLeft(one, unitWords).map((word) => named(word, one))).filter(isNamedByTest),
    ),
  theirs: ([line = ""]) => sorted(wordsOf(line, relaxedCommandWords).filter(isNamedByTest)),
};

/** The last of each variable, in any order. */
const environment: ShownValue = {
  property: same,
  ours: (left) => {
    const words = left.flatMap((one) => wordsLeft(one, commandWords));
    return sorted([...new Map(words.map((word) => [word.split("=")[0], unescaped(word)])).values()]);
  },
  theirs: ([line = ""]) => sorted(wordsOf(line, relaxedCommandWords).map(unescaped)),
};

const commands: ShownValue = {
  property: same,
  ours: (left) =>
    left
      .flatMap(commandsLeft)
      .map(({ path: program, argv, mayFail }) =>
        spellCommand(path(program), argv.join(" "), yesOrNo(`${mayFail}`)),
      )
      .join("\n"),
  theirs: (lines) =>
    lines
      .flatMap((line) => {
        const read = /^\{ path=(.*) ; argv\[\]=(.*) ; ignore_errors=(yes|no) ; start_time=/.exec(line);
        return read === null ? [] : [spellCommand(read[1], read[2], read[3])];
      })
      .join("\n"),
};

function spellCommand(program = "", argv = "", mayFail = ""): string {
  // The program's own name at the beginning of its arguments is shown as it is written. Since 257 nothing lies above
  // the root folder.
  return `${program.replace(/^(?:\/\.\.)+(?=\/)/, "")} (${argv}) ${mayFail}`;
}

const normalAddress = /^(?:[/@]|(?:127\.0\.0\.1:)?[1-9][0-9]*$)/;
const isSocket = /^(?:Datagram|SequentialPacket|Stream)$/;

const sockets = lined(
  "Listen",
  (left) => {
    const kind = left.assignment.known?.directive.name.replace("Listen", "") ?? "";
    const content = expandedValue(left);
    // Of other addresses, and of netlink's families, systemd has a spelling of its own.
    if (kind === "Netlink" || !normalAddress.test(content)) return [unknownPiece];
    // Of the paths only those that are no sockets are put straight.
    const address = content.startsWith("/") && !isSocket.test(kind) ? path(content) : content;
    return [`${/^[0-9]+$/.test(address) ? `[::]:${Number(address)}` : address} (${kind})`];
  },
  same,
);

/** An event as systemd spells it; it brings others to this form. */
const normalEvent = /^(?:Mon )?\*-\*-\* \d\d:\d\d:\d\d$/;

const timers = {
  monotonic: lined(
    "TimersMonotonic",
    (left) => [
      `${inMicroseconds(left.assignment.known?.directive.name ?? "")}=${span("0")(expandedValue(left))}`,
    ],
    (line) =>
      line.replace(/^\{ (\w+)=(.*) ; next_elapse=.*$/, (_all, base, ticks) => `${base}=${span("0")(ticks)}`),
  ),
  calendar: lined(
    "TimersCalendar",
    (left) => {
      const event = expandedValue(left);
      return [normalEvent.test(event) ? `OnCalendar=${event}` : unknownPiece];
    },
    (line) => line.replace(/^\{ (.*) ; next_elapse=.*$/, "$1"),
  ),
};

const shownValues: Readonly<Partial<Record<ValueName, ShownValue>>> = {
  config_parse_blockio_weight: number,
  config_parse_bool: boolean,
  config_parse_bus_name: text,
  config_parse_cg_cpu_weight: number,
  config_parse_cg_weight: number,
  config_parse_cpu_quota: single(
    (content) => {
      const share = readPercentage(content);
      return share.kind === "share" ? `${share.permyriad * 100n}` : content;
    },
    { theirs: span("0"), property: (directive) => `${directive}PerSecUSec` },
  ),
  config_parse_cpu_shares: number,
  config_parse_documentation: listed(tupleWords),
  config_parse_environ: environment,
  config_parse_exec: commands,
  config_parse_exec_io_priority: number,
  config_parse_exec_mount_apivfs: boolean,
  config_parse_exec_nice: number,
  config_parse_exec_oom_score_adjust: number,
  config_parse_exit_status: number,
  config_parse_fdname: text,
  config_parse_iec_size: size,
  config_parse_iec_size_long: size,
  config_parse_int: number,
  config_parse_job_running_timeout_sec: secondsOrNever,
  config_parse_job_timeout_sec: secondsOrNever,
  config_parse_log_level: numbered("log_level"),
  config_parse_log_namespace: text,
  config_parse_long: number,
  config_parse_memory_limit: size,
  config_parse_mode: octal,
  config_parse_mount_node: text,
  config_parse_namespace_path_strv: listed(quotedWords, signedPath),
  config_parse_obsolete_unit_deps: dependencies,
  config_parse_pass_environ: listed(quotedWords),
  config_parse_path_spec: lined(
    "Paths",
    (left) => [`${path(expandedValue(left))} (${left.assignment.known?.directive.name})`],
    same,
  ),
  config_parse_reboot_parameter: text,
  config_parse_sec: seconds,
  config_parse_sec_def_infinity: secondsOrNever,
  config_parse_sec_fix_0: secondsOrNever,
  config_parse_service_timeout: secondsOrNever,
  config_parse_service_timeout_abort: seconds,
  config_parse_signal: single((content) => `${readSignal(content)}`),
  config_parse_socket_listen: sockets,
  config_parse_string: text,
  config_parse_swap_priority: number,
  // Of nothing, and of a share, systemd makes a number of its own.
  config_parse_tasks_max: single((content) =>
    content === "" || readPercentage(content).kind === "share" ? unknownPiece : plainNumber(content),
  ),
  config_parse_timer: timers.monotonic,
  config_parse_tristate: boolean,
  config_parse_trigger_unit: {
    property: same,
    ours: (left) => left.map((one) => named(expandedValue(one), one)).join(),
    theirs: ([line = ""]) => line,
  },
  config_parse_unit_deps: dependencies,
  config_parse_unit_env_file: lined(
    "EnvironmentFiles",
    (left) => {
      const [, sign = "", file = ""] = /^(-?)(.*)$/s.exec(expandedValue(left)) ?? [];
      return [`${path(file)} (ignore_errors=${sign === "" ? "no" : "yes"})`];
    },
    same,
  ),
  config_parse_unit_path_printf: single(path),
  config_parse_unit_path_strv_printf: listed(quotedWords, path),
  config_parse_unit_slice: text,
  config_parse_unit_string_printf: text,
  config_parse_unset_environ: listed(commandWords),
  // The highest number stands for a default that depends on the rest of the unit.
  config_parse_unsigned: single((content) => {
    const shown = plainNumber(content);
    return shown === "4294967295" ? unknownPiece : shown;
  }),
  config_parse_user_group_compat: text,
  config_parse_user_group_strv_compat: listed(plainWords),
  config_parse_working_directory: single(
    (content) => content.replace(/^(-?)(.*)$/s, (_all, sign, rest) => `${sign && "!"}${path(rest)}`),
    // Whether it may be missing is kept when there is none any more.
    { theirs: (shown) => (shown === "!" ? "" : shown) },
  ),
};
