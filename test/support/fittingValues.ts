// Values that systemd mostly takes, by the parser that reads them, up to the very edge of what it takes.
import fc from "fast-check";
import {
  type EnumerationName,
  enumerations,
} from "../../server/src/language/knowledge/generated/enumerations.ts";
import type { ValueName } from "../../server/src/language/knowledge/generated/valueNames.ts";
import { specialUnits } from "../../server/src/language/words/specialUnits.ts";
import { families } from "./valueFamilies.ts";

type Values = fc.Arbitrary<string>;

/**
 * Values for the parser that are mostly good, for one of its directives where they differ; undefined where its words
 * alone are enough.
 */
export function fittingValues(value: ValueName, directive?: string): Values | undefined {
  const own = directive === undefined ? undefined : byDirective[directive];
  if (own !== undefined) return own;
  const name = value.slice("config_parse_".length);
  return fitting.find(([pattern]) => pattern.test(name))?.[1];
}

const oneOf = (...texts: readonly string[]): Values => fc.constantFrom(...texts);
const any = (...values: readonly Values[]): Values => fc.oneof(...values);
const like = (pattern: RegExp): Values => fc.stringMatching(pattern);
const wordsOf = (name: EnumerationName): readonly string[] =>
  enumerations[name].words.map(({ text }) => text);
const joined = (...parts: readonly Values[]): Values => fc.tuple(...parts).map((texts) => texts.join(""));
const maybe = (value: Values): Values => fc.oneof(fc.constant(""), value);
const repeated = (times: number, ...texts: readonly string[]) => texts.map((text) => text.repeat(times));

/** One to four of them; now and then quoted, or with more blanks than it takes. */
function listOf(value: Values, separators: readonly string[] = [" ", " ", " ", "  ", "\t"]): Values {
  const quoted = fc
    .tuple(fc.oneof({ weight: 30, arbitrary: value }, fc.constant("")), oneOf("", "", "", "", "", '"', "'"))
    .map(([text, quote]) => `${quote}${text}${quote}`);
  return fc
    .tuple(fc.array(quoted, { minLength: 1, maxLength: 4 }), oneOf(...separators))
    .map(([texts, separator]) => texts.join(separator));
}

/** Whole numbers from `low` to `high`, often at an end, sometimes in another base, sometimes just outside. */
function from(low: number, high: number): Values {
  const near = [low - 1, low, low + 1, high - 1, high, high + 1];
  const inside = fc.integer({ min: low, max: high });
  return any(
    inside.map(String),
    oneOf(...near.map(String)),
    inside.map((number) => (number < 0 ? `${number}` : `0x${number.toString(16)}`)),
    inside.map((number) => (number < 0 ? `${number}` : `+${number}`)),
    inside.map((number) => (number < 0 ? `${number}` : `0${number.toString(8)}`)),
    oneOf("0b11", "0o17", "-0", "+0", "00"),
  );
}

/** Powers of two and of ten, and what lies beside them. */
const edges = [1, 3, 7, 8, 9, 15, 16, 31, 32, 63, 64].flatMap((power) => [
  2n ** BigInt(power),
  10n ** BigInt(power % 20),
]);
const edge = oneOf(
  ...edges.flatMap((number) => [
    `${number - 1n}`,
    `${number}`,
    `${number + 1n}`,
    `-${number}`,
    `-${number + 1n}`,
  ]),
);

const specifier = oneOf(..."%n %N %p %P %i %I %j %J %f %% %t %S %C %L %E %h %u %U %m %b %H".split(" "));
const name = like(/^[a-z][a-z0-9_.-]{0,6}$/);
const long = oneOf(
  ...[14, 15, 16, 30, 31, 32, 63, 64, 65, 127, 128, 254, 255, 256].flatMap((length) => repeated(length, "x")),
);
const folderName = any(
  name,
  name,
  name,
  specifier,
  oneOf("a b", "é", ".", "...", ".a", "a\\x2db", "-", "~"),
  long,
);
const absolute = fc
  .tuple(fc.array(folderName, { maxLength: 4 }), oneOf("", "", "", "/", "//"))
  .map(([parts, end]) => `/${parts.join("/")}${end}`);
const special = oneOf(
  "/",
  "/dev/null",
  "/dev",
  "/proc/self",
  "/sys/fs",
  "/var/run/a",
  "/run/a",
  "/../a",
  "/tmp",
  "//a",
  "/a/./b",
  "%t/a",
  "%h/a",
  "%f",
);
const path = any(absolute, absolute, special);
const plainPath = any(
  like(/^(\/[a-z][a-z0-9_.-]{0,5}){1,3}\/?$/),
  like(/^(\/[a-z][a-z0-9_.-]{0,5}){1,3}\/?$/),
  special,
);
const relative = any(
  like(/^[a-z]{1,4}(\/[a-z]{1,4}){0,2}$/),
  folderName,
  oneOf("a/../b", "./a", "a//b", "private", "a/private"),
);
/** As long as a path can be, as it is written or without what leads nowhere. */
const longPath = oneOf(
  ...[4094, 4095, 4096, 4097].flatMap((length) =>
    ["", "/", "/."].map((end) => `${"/abcdefg".repeat(512).slice(0, length - end.length)}${end}`),
  ),
);
const signed = (signs: string, value: Values): Values =>
  joined(oneOf("", "", ...(signs.match(/./g) ?? []), signs), value);

const timeUnits =
  "s sec second seconds m min minute minutes M month months h hr hour hours d day days w week weeks y year years ms msec us usec µs μs ns nsec".split(
    " ",
  );
const part = joined(like(/^[0-9]{1,3}(\.[0-9]{1,3})?$/), oneOf("", "", " "), oneOf("", ...timeUnits));
const span = any(
  part,
  part,
  fc.array(part, { minLength: 2, maxLength: 3 }).map((parts) => parts.join(" ")),
  oneOf(
    "0",
    "infinity",
    "1",
    "00",
    "0.5",
    ".5",
    "5.",
    "584542y",
    "584543y",
    "18446744073709551615us",
    "18446744073709551614us 1us",
    "18446744073709551613us 1us",
    "1us",
    "1s",
    "999ms",
    "1000ms",
  ),
);
const sizePart = joined(
  like(/^[0-9]{1,4}(\.[0-9]{1,2})?$/),
  oneOf("", " ", ""),
  oneOf("", "B", "K", "M", "G", "T", "P", "E"),
);
const size = any(
  sizePart,
  oneOf(
    "15E",
    ".5",
    ".5K",
    "K",
    "+1K",
    "1.K",
    "1.5.5K",
    "0K",
    "16E",
    "7E",
    "8E",
    "1G 500M",
    "1G500M",
    "500M 1G",
    "2K1B",
  ),
  edge,
);
const percentage = any(
  like(/^[0-9]{1,2}(\.[0-9]{1,2})?%$/),
  like(/^[0-9]{1,3}(\.[0-9])?‰$/),
  like(/^[0-9]{1,4}‱$/),
  oneOf(
    "0%",
    "100%",
    "100.0%",
    "100.01%",
    "101%",
    "1000‰",
    "1001‰",
    "10000‱",
    "10001‱",
    "0.01%",
    "0.001%",
    "21474836.47%",
    "21474836.48%",
    "214748364%",
    "429496729%",
  ),
);
const signal = any(
  families.signal,
  like(/^(SIG)?(TERM|KILL|HUP|INT|RTMIN|RTMAX|RTMIN\+[0-9]{1,2}|RTMAX-[0-9]{1,2})$/),
  from(1, 64),
);

const octet = any(fc.integer({ min: 0, max: 255 }).map(String), oneOf("255", "256", "0", "01"));
const address4 = fc.tuple(octet, octet, octet, octet).map((all) => all.join("."));
const address6 = any(
  oneOf("::", "::1", "fe80::1", "2001:db8::", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "1::8", "2001:DB8::A"),
  like(/^[0-9a-f]{1,4}(:[0-9a-f]{1,4}){7}$/),
  like(/^[0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,3}::([0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4}$/),
);
const prefix = any(
  joined(address4, maybe(from(0, 32).map((length) => `/${length}`))),
  joined(address6, maybe(from(0, 128).map((length) => `/${length}`))),
  oneOf("any", "localhost", "link-local", "multicast"),
);
const port = any(
  from(1, 65_535),
  from(1, 65_535),
  oneOf("65535", "65536", "0", "1", " 1", "1 ", "+1", "-1", "0x1", "\v1"),
);
const listening = any(
  port,
  joined(address4, fc.constant(":"), port),
  joined(
    fc.constant("["),
    address6,
    fc.constant("]:"),
    port,
    maybe(
      oneOf(
        ..."%lo %eth0 %1 %%1 %%+1 %%0 %%01 %%-1 %%1a %%lo %%a/b %%a:b %%2147483647 %%2147483648 %%4294967296 %%".split(
          " ",
        ),
      ),
    ),
  ),
  joined(
    oneOf("vsock:", "vsock-stream:", "vsock-dgram:", "vsock-seqpacket:"),
    maybe(from(0, 4)),
    fc.constant(":"),
    maybe(port),
  ),
  plainPath,
  joined(fc.constant("@"), name),
  joined(oneOf("/", "@"), oneOf(...[105, 106, 107, 108, 109].flatMap((length) => repeated(length, "s")))),
  joined(fc.constant("/"), name),
  joined(
    oneOf("route", "audit", "kobject-uevent", "firewall", "nflog", "xfrm", "selinux", "iscsi", "generic"),
    maybe(joined(fc.constant(" "), from(0, 31))),
  ),
);
const networkName = any(
  like(/^[a-z][a-z0-9_.-]{0,14}$/),
  long,
  oneOf(
    ..."2147483646 2147483647 2147483648 4294967295 4294967296 0 00 01 +1 -1 0x1 0b1 0o1 1a a1 aé é1 a%%b a\tb !a a! ~a a~ % %% all1 ALL Default default1 ...  .a a.".split(
      /\s+/,
    ),
  ),
  oneOf("lo", "eth0", "all", "default", "1", "123", "a:b", "a/b", "a%b", "é", ".", "..", "%i", "*"),
);

const unitTypes = "service socket timer path mount automount swap slice scope target device".split(" ");
const unitOf = (types: readonly string[]): Values =>
  any(
    fc
      .tuple(like(/^[a-zA-Z0-9:_.-]{1,6}$/), maybe(oneOf("@", "@i", "@%i", "@a-b", "@a@b")), oneOf(...types))
      .map(([prefix, instance, type]) => `${prefix}${instance}.${type}`),
    fc
      .tuple(like(/^[a-z]{1,3}(-[a-z]{1,3}){0,2}$/), oneOf(...types))
      .map(([prefix, type]) => `${prefix}.${type}`),
    fc
      .tuple(oneOf("%p", "%N", "a-%i", "a-%j", "%u"), oneOf(...types))
      .map(([prefix, type]) => `${prefix}.${type}`),
    oneOf(
      ...types.flatMap((type) => [246, 247, 248, 249, 250].map((length) => `${"u".repeat(length)}.${type}`)),
    ),
  );
const knownUnit = oneOf(...specialUnits.map(({ name }) => name));

const word = like(/^[a-zA-Z0-9=,_./-]{1,6}$/);
const escaped = oneOf(
  ..."\\n \\t \\\\ \\s \\\" \\' \\x41 \\x7f \\xe9 \\101 \\377 \\u00e9 \\U0001f600 \\a \\b \\f \\r \\v".split(
    " ",
  ),
);
const argument = any(
  word,
  word,
  word,
  joined(word, escaped),
  joined(fc.constant('"'), word, fc.constant(" "), escaped, fc.constant('"')),
  joined(fc.constant("'"), word, fc.constant("'")),
  specifier,
  oneOf("$X", "$" + "{X}", "$$", "%%", ";", "\\;", '""'),
);
const program = any(
  oneOf("/bin/true", "/bin/sh", "true", "/usr/bin/env", "a", "%t/a", '"/a b"', "/a\\x20b"),
  oneOf(
    ..."/ // /. /.. /a/ /a// /a/. /a/.. /a/../b /../a /..a /a/...  . .. ... ./a ../a a/ a/b ~ ~/a -a /a* /a? /a[b] a* /a\"b /a'b /a\\\\b %% %i %n/a /%i /%i/ /a%% /a/%i /dev /proc/self /sys $X /$X /$X/a %p".split(
      /\s+/,
    ),
  ),
  oneOf(
    ...[254, 255, 256, 257].flatMap((length) => [
      "p".repeat(length),
      `/${"p".repeat(length)}`,
      `/${"p".repeat(length)}/`,
      `/a/${"p".repeat(length)}`,
    ]),
  ),
  plainPath,
);
const command = fc
  .tuple(signed("-@:+!", program), fc.array(argument, { maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest].join(" "));

const variable = like(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/);
const assignment = any(
  joined(variable, fc.constant("="), maybe(word)),
  joined(variable, fc.constant("="), escaped),
  joined(variable, fc.constant("="), specifier),
);
const systemCall = oneOf(
  ..."read write open openat close kill clone execve mmap ioctl socket bind futex chown @clock @default @file-system @network-io @system-service @nosuch nosuchcall 0 1 500".split(
    " ",
  ),
);
const errno = any(
  oneOf("EPERM", "EACCES", "ENOSYS", "EAGAIN", "EWOULDBLOCK", "kill", "eperm", "ENOPE", "EHWPOISON"),
  from(1, 4095),
);
const cpus = any(
  oneOf(
    "8191",
    "8192",
    "4294967294",
    "4294967295",
    "4294967296",
    "0-4294967295",
    "4294967295-4294967296",
    "4294967295-3",
    "18446744073709551615",
  ),
  from(0, 8191),
  fc.tuple(fc.nat(40), fc.nat(60)).map(([low, more]) => `${low}-${low + more}`),
  fc.tuple(fc.nat(40), fc.nat(40)).map(([low, high]) => `${low}-${high}`),
);
const capability = oneOf(
  ..."CAP_KILL CAP_CHOWN cap_kill CAP_SYS_ADMIN CAP_NOPE KILL 0 5 40 41 62 63".split(" "),
);
const accounts = any(
  like(/^[a-z_][a-z0-9_-]{0,8}$/),
  like(/^[A-Za-z0-9_.-]{1,6}$/),
  from(0, 70_000),
  oneOf("65535", "65534", "4294967294", "4294967295", "root", "nobody", "%u", "%i", "a.b", "A", "_", "a$"),
  long,
);
const device = any(
  plainPath.map((text) => `/dev${text}`),
  oneOf("/dev/null", "/dev/sda", "/run/systemd/inaccessible/chr", "/", "/etc", "%f"),
);
const mountOption = oneOf("ro", "rw", "nosuid", "nodev", "noexec", "size=1M", "mode=0755", "a b", "discard");
const partition = oneOf(...wordsOf("partition_designator"));
const digits16 = (lengths: readonly number[]) =>
  oneOf(...lengths.map((length) => "0123456789abcdefABCDEF".repeat(7).slice(0, length)));
const base64 = any(
  like(/^[A-Za-z0-9+/]{1,5}={0,4}$/),
  like(/^[A-Za-z0-9_-]{4}$/),
  oneOf("A===", "QQ==", "QR==", "QUE=", "QUF=", "QUFB====", "QQ==QQ==", "Q Q = =", "QQ=", "QUE"),
  like(/^([A-Za-z0-9+/]{4}){0,3}$/),
  like(/^([A-Za-z0-9+/]{4}){0,2}[A-Za-z0-9+/][AQgw]==$/),
  like(/^([A-Za-z0-9+/]{4}){0,2}[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=$/),
);
const policyFlag = oneOf(
  "verity",
  "signed",
  "encrypted",
  "encryptedwithintegrity",
  "unprotected",
  "unused",
  "absent",
  "open",
  "ignore",
  "read-only-on",
  "read-only-off",
  "growfs-on",
  "growfs-off",
  "btrfs",
  "ext4",
  "xfs",
);
const policyAlone = oneOf(
  "root=",
  "root=-",
  "=-",
  "=",
  "root",
  "root=verity+",
  "root=+verity",
  "root=-:usr=",
);
const policy = fc.tuple(maybe(partition), listOf(policyFlag, ["+"])).map(([of, flags]) => `${of}=${flags}`);
const anySpecifier = like(/^[a-z]{0,3}%[a-zA-Z0-9]$/);
const labelText = any(
  anySpecifier,
  like(/^[a-zA-Z0-9_:.-]{1,10}$/),
  specifier,
  oneOf("a b", "é", "100%", "%"),
  like(/^[a-z]{1,4}%[a-zA-Z0-9]$/),
);
const weekday = any(
  oneOf("Mon", "tue", "Wednesday", "THU", "Fri..Sun", "Mon-Fri", "Sat,Sun", "Mon,"),
  oneOf(
    ..."Mon..FRI MON..Fri SUN..MON mon..Sun Tue..tUE Mon..Wed,Fri..Sun Mon..Fri..Sun Mon-Tue-Wed Mon.. Mon- ,Mon Mon,,Tue Sun..Mon Mon,Tue..Thu Mon..Tue,Wed Mon-Wed,Thu-Sat Mon,Mon Mond Monday, Mon..Monday thursday SATURDAY Tues Thurs".split(
      " ",
    ),
  ),
  fc.constant(""),
);
const component = (low: number, high: number): Values => {
  const point = from(low, high).filter((text) => /^[0-9]+$/.test(text));
  const range = any(
    point,
    fc.tuple(point, point).map((ends) => ends.join("..")),
  );
  const one = joined(
    any(point, range, fc.constant("*")),
    maybe(any(point, oneOf("0", "1")).map((step) => `/${step}`)),
  );
  return any(
    fc.constant("*"),
    one,
    one,
    fc.tuple(one, one).map((all) => all.join(",")),
  );
};
const time = any(
  fc.tuple(component(0, 23), component(0, 59), component(0, 59)).map((all) => all.join(":")),
  fc.tuple(component(0, 23), component(0, 59)).map((all) => all.join(":")),
  like(/^([01]?[0-9]|2[0-4]):[0-5]?[0-9](:[0-6][0-9](\.[0-9]{1,3})?)?$/),
  oneOf(
    ..."1:2:3:4 1:2:3: 1 :1 1: 00:00:00.1234567 00:00:59.9999995 00:00:59.9999994 00:00:00.9999999 00:00:59.999999 0:0:0.12345650 0:0:2147.483647 0:0:2147.483648 0:0:1..1.5 0:0:1..2 0:0:1..1.9999999 0:0:0/60 0:0:0/59 0:0:1/59 0:0/59 0:0/60 0:1/59 0/23:0 0/24:0 1/23:0 0:0:0/0.0000001 0:0:0/0.0000004 0:0:0/0.0000005 0:0:0. 0:0:.5 0:2147483647 0:2147483648 0:0/2147483647 0:0/2147483648 5..4:0 4..4:0 4..5/2:0 4..6/2:0 23:59:59 23:59:60 0:0:59.5/0.5 0:0:0..59/59".split(
      " ",
    ),
  ),
  oneOf(
    `${"0,".repeat(238)}0:0`,
    `${"0,".repeat(239)}0:0`,
    `${"0,".repeat(240)}0:0`,
    `${"0,".repeat(241)}0:0`,
    `${"0,".repeat(242)}0:0`,
  ),
  oneOf("*:*:*", "*:0/15", "0..6:30", "1,2,3:00", "24:00", "23:60", "*:00:60", "00:00:00/0.5", "0/3:00"),
);
const date = any(
  fc.tuple(component(1970, 2199), component(1, 12), component(1, 31)).map((all) => all.join("-")),
  fc.tuple(component(1, 12), component(1, 31)).map((all) => all.join("-")),
  fc.tuple(component(1, 12), component(1, 31)).map((all) => `*-${all.join("~")}`),
  like(/^(\*|20[0-9]{2})-(\*|1?[0-9])-(\*|[0-3]?[0-9])$/),
  like(/^(\*|1?[0-9])-[0-3]?[0-9]$/),
  like(/^\*-\*~[0-3]?[0-9]$/),
  oneOf(
    ..."0-1-1 00-1-1 69-1-1 70-1-1 99-1-1 100-1-1 68..71-1-1 69..99-1-1 99..2005-1-1 70..69-1-1 2199/1-1-1 1970/229-1-1 1970/230-1-1 2199..2199-1-1 2198..2199-1-1 *-12-31 *-13-1 *-0-1 *-1-0 *-1-32 *-2-29 *-2-30 *-2-31 *-4-31 2023-2-29 2024-2-29 *-*~1 *-*~0 *-*~28 *-*~29 *-*~31 *-*~1,2 *-*~1,2,3 *-*~26,27 *-*~25,28 *-*~25 *-*~25,25 *-*~28,28 *-*~27,28,27 *-*~22,23,24 *-*~1..7 *-*~7..1 *-*~07/1 *-*~1/1 *-*~3/2 *-*~5/4 *-*~5/5 *-*~28/27 1-2-3 1~2 *~2 *-1~2 2024~1~1 2024-1~1 *-*-1/30 *-*-1/31 *-*-31/1 *-1/11-1 *-1/12-1 *-12/1-1 2024-1 -1-1 *-*- *-- **-*-* *-*-*-*".split(
      " ",
    ),
    ..."@00000000000000000001 @000000000000000000001 @0000000000000000000001 @9223372036854 @9223372036855 @9223372036854775807 @9223372036854775808 @99999999999999999999 @1. @1.1234567 @1.12345678 @+1 @ @253402300799 @253402300800 @1.9999999 @0x10".split(
      " ",
    ),
    "2200-1-1",
    "1969-1-1",
    "*-*-1..7",
    "*-1,2-3",
    "*-*-*/3",
    "*-2~29",
    "@0",
    "@1.5",
    "@7258118399",
    "@7258118400",
    "@18446744073709",
    "@18446744073709551615",
    "@18446744073709551616",
    "@-1",
    "@1000000000",
    "70-1-1",
    "1969-12-31",
    "2199-12-31",
  ),
);
const zone = oneOf(
  ..."CET Mars/Base GMT GMT+0 GMT0 GMT-0 gmt Etc/GMT+5 Etc/UTC etc/utc Europe/berlin europe/berlin posix/Europe/Berlin posix/UTC posix/x right/UTC right/Europe/Berlin SystemV/AST4 EST5EDT est5edt EST est CEST cest MSK PST PDT GB gb US/Eastern Zulu ZULU zulu Universal UCT Utc UtC +05 -05 +0530 -0530 +05:30 +5 +053 -00 +00 Japan W-SU NZ America/Argentina/Buenos_Aires America/Port-au-Prince Factory localtime posixrules tzdata.zi leapseconds zone.tab America Europe/ /Europe Europe//Berlin Europe/../UTC ../UTC UTCX XUTC A LMT HST hst BST IST"
    .split(" ")
    .map((word) => ` ${word}`),
);
const calendar = any(
  fc
    .tuple(weekday, maybe(date), maybe(time), any(oneOf("", "", "", " UTC", " utc", " Europe/Berlin"), zone))
    .map(([day, on, at, zone]) => `${[day, on, at].filter(Boolean).join(" ")}${zone}`),
  oneOf(
    "minutely",
    "hourly",
    "daily",
    "monthly",
    "weekly",
    "yearly",
    "quarterly",
    "semiannually",
    "annually",
    "anually",
    "bi-annually",
    "biannually",
    "semi-annually",
    "Daily",
    "daily UTC",
    "secondly",
  ),
);
const credentialId = any(
  oneOf("a\x1fb", "a\x7fb", "a~b", "a?b", "a[b", "a\\b", "a/b"),
  name,
  oneOf("a.b", "a:b", "a b", "a*", "é", ".", "..", "%i"),
  long,
);
const tuple = (...parts: readonly Values[]): Values => fc.tuple(...parts).map((texts) => texts.join(":"));
const upTo = (values: readonly Values[]): Values =>
  fc.oneof(...values.map((_, index) => tuple(...values.slice(0, index + 1))));
const signedPath = signed("-", path);
const sentence = any(anySpecifier, like(/^[a-zA-Z0-9 ,;:!?()-]{1,20}$/), labelText);
/** Pieces of regular expressions, of every kind that PCRE2 knows. */
const patternPiece = oneOf(
  ..."a b . \\d \\D \\w \\s \\h \\R \\X \\K \\b \\B \\A \\z \\Z \\G ^ $ (a) (?:a) (?>a) (?|a) (?=a) (?!a) (?<=a) (?<!a) (?i) (?i-s:a) (?-i) (?^) (?xx)".split(
    " ",
  ),
  ..."(?<n>a) (?'m'a) (?P<o>a) \\k<n> \\k{n} \\k'n' (?P=n) (?P>n) (?&n) \\g1 \\g{1} \\g{-1} \\g<1> \\g{n} \\1 \\2 \\10 (?1) (?R) (?0) (?-1) (?+1) (?(1)a|b) (?(<n>)a) (?(R)a) (?(DEFINE)a) (?(?=a)b|c) (?#a)".split(
    " ",
  ),
  ..."[a] [^a] [a-z] [z-a] [[:alpha:]] [[:^digit:]] [[:nope:]] [[.a.]] [[=a=]] [\\d-z] [a-\\d] [\\]] []a] [^]a] [a-] [\\b] [\\x41-\\x42] [\\Qa\\E] [".split(
    " ",
  ),
  ..."\\x41 \\x{41} \\x{110000} \\x{g} \\o{101} \\o{8} \\101 \\400 \\0 \\cA \\c \\e \\N \\N{U+41} \\p{L} \\pL \\P{^Lu} \\p{Nope} \\Qa+b\\E \\E \\Q \\y \\u \\L \\a \\- \\.".split(
    " ",
  ),
  ..."(?i--s) (?^-i) (?^i:a) (?i^) (?-) (?-:a) (?J)(?<n>a) (?s-m-x) (?imsnU:a) (?aD) (?q) (?i (?i; {0,65535} {1,65536} {65536,} {0} {0,1} {00} {1,0} {01,2} {,} {,65536} {1,2}+ {1,2}? {1,2}* a{65535} a{65536} a{0,65535} a{0,65536} a{2,1}".split(
    " ",
  ),
  ..."\\pC \\pM \\pN \\pP \\pS \\pZ \\pz \\pA \\p{Lu} \\p{^L} \\p{} \\p{ \\p \\PL \\N{2} \\N{ 2 } \\N{,3} \\N{1,2} \\N{a} \\N{ \\k<n \\k{n \\k'n' \\k< \\k<1> \\k<_n> \\k \\g \\g< \\g<n> \\g'n' \\g'1' \\g<+1> \\g<-1> \\g<-2> \\g{+1} \\g+1 \\g-1 \\g0 \\g<0> \\g{0} \\g2 \\g{2} \\g{1 \\g<1 \\g1} \\8 \\9 \\18 \\11 \\12 \\81 \\377 \\0377 \\378 \\777 \\01 \\08".split(
    " ",
  ),
  ..."\\x \\xg \\x4 \\x{} \\x{ff} \\x{100} \\x{FF} \\x{4g} \\x{41 \\o{377} \\o{400} \\o{7 \\o{} \\o101 \\o \\c[ \\c\u007f \\cé \\c\t \\c~ \\cz \\i \\j \\l \\m \\q \\z \\F \\H \\I \\J \\M \\O \\P \\S \\T \\U \\V \\W \\Y \\_ \\é".split(
    " ",
  ),
  ..."[\\A] [\\B] [\\C] [\\G] [\\K] [\\N] [\\R] [\\X] [\\z] [\\Z] [\\E] [\\Q] [\\Qa [a\\Q]\\E] [a-\\Qz\\E] [\\w-a] [a-\\w] [a-[:alpha:]] [[:alpha:]-z] [[:^nope:]] [[:alpha] [[:alpha:] [:alpha:] [.a.] [=a=] [[.a.] [[:<:]] [[:>:]] a[[:<:]]* [\\]a] [a\\] [\\x41-\\x40] [\\x{42}-\\x{41}] [\\102-\\101] [\\o{102}-\\o{101}] [\\cB-\\cA] [\\cb-\\cA] [\\a-\\e] [\\e-\\a] [\\n-\\t] [\\t-\\n] [\\f-\\r] [\\r-\\f] [\\b-\\a] [\\a-\\b] [\\g-\\k] [\\k-\\g] [\\--a] [--a] [a--] [^] [^]] [^^] [] [-] [!--] [+--] [\\400] [\\x{100}] [\\y] [\\pL-z] [[:word:][:xdigit:]] [[:Alpha:]] [[:alpha:\\]] [[:a\\]:]] [[:a[:b:]]".split(
    " ",
  ),
  ..."(?:a (?<n (?<1a>b) (?<n-> (?<>a) (?'n>a) (?<n'a) (?P=q) (?P>q) (?&q) (?&n (?Pq) (?P<n>x) (?R (?R1) (?1 (?+0) (?-0) (?00) (?2) (?99) (?1x) (?(2)a) (?(-1)a) (?(+1)a) (?(-9)a) (?(1)a|b|c) (?(DEFINE)a|b) (?('n')a) (?(<q>)a) (?(n)a) (?(q)a) (?(R1)a) (?(r1)a) (?(R&n)a) (?(r&n)a) (?(define)a) (?(version>=10)a) (?(R&q)a) (?(VERSION>=10)a) (?(VERSION=1.5)a) (?(VERSION)a) (?(?!a)b) (?(?<=a)b) (?(?<!a)b) (?(?>a)b) (?(?C1)a) (?(?a)b) (?(a (?() (?(1a)b)".split(
    " ",
  ),
  ..."(?#a (?C0) (?C255) (?C'a') (?C\"a\") (?C`a`) (?C^a^) (?C%a%) (?C#a#) (?C$a$) (?C{a}) (?C'a''b') (?C'a (?C{a (?C'a'1) (?C1a) (?C (*PRUNE) (*PRUNE:a) (*SKIP) (*THEN:) (*COMMIT:a) (*MARK) (*MARK:) (*MARK:a) (*:) (*:a (*F:a) (*FAIL) (*f) (*) (*A) (*ACCEPT)+ (*F)+ (*ACCEPT:a)* (*pla:a (*nlb:a) (*plb:a+) (*plb:(?=a+)) (*sr:a) (*asr:a) (*script_run:a) (*napla:a) (*naplb:a) (*non_atomic_positive_lookahead:a) (*positive_lookbehind:a*) (*atomic_script_run:a) (*CR)a a(*CR) (*LIMIT_DEPTH=1) (*LIMIT_X) (*UTF8) (*UCP) (*NO_JIT) (*BSR_ANYCRLF) (*NOTEMPTY)".split(
    " ",
  ),
  ..."(?<=a+) (?<=a*) (?<=a{1,}) (?<=a?) (?<=a{2}) (?<!a+) (?<=(a+)) (?<=(?=a+)) (?<=(?=a+)b) (?<=(?:a)+) (?*a) (?<*a) (?=a)* (?!a)+ ^* $* \\b* \\A+ \\R+ \\K* \\E* a\\E* \\Qa\\E* a(?#b)* a+\\E+ a+(?#b)? (?#b)* |* a|* (* (?:* )* (?i)* (a)*? (a)*+ (a)**".split(
    " ",
  ),
  ..."* + ? *? ++ {2} {1,2} {,3} {2,1} {65535} {65536} {1,}+ { } {a} ) ( | (?z) (?P (?< (*UTF) (*ACCEPT) (*F) (*:x) (*NOPE) (*atomic:a) (*pla:a) (?C) (?C1) (?C256) (?Ca) (?[a])".split(
    " ",
  ),
);
const state = any(
  like(/^[a-z*?]{1,5}(\|[a-z]{1,3})?$/),
  patternPiece,
  joined(fc.constant("(a)(?<n>b)"), patternPiece),
  fc.array(patternPiece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join("")),
  fc.array(patternPiece, { minLength: 1, maxLength: 2 }).map((pieces) => `(a)(?<n>b)${pieces.join("")}`),
);

/** By a part of the parser's name; the first that fits counts. */
const typeSuffix = oneOf(
  ...".service .service .service .service .service .service .socket .target .timer .path .device .nope".split(
    " ",
  ),
);
const aliasName = any(
  joined(
    oneOf(..."a a-b other other@ other@a-b other@x other@%i %p-old %p@ %p@%i %N %N-x %j".split(" ")),
    typeSuffix,
  ),
  joined(
    oneOf(..."x.target y@.target b@y.service z@%i.target x.nope x a@b@c.target %p.slice".split(" ")),
    oneOf(".wants/", ".wants/", ".wants/", ".requires/", "/", ".want/", ".wants//"),
    oneOf(..."%n %n %n %p.service %p@.service %p@q.service %p@%i.service other.service %N".split(" ")),
  ),
);

const fitting: readonly (readonly [RegExp, Values])[] = [
  [/^alias$/, listOf(aliasName)],
  [/^also$/, listOf(any(unitOf(["service", "socket", "timer", "target"]), oneOf("%n")))],
  [
    /^strv$/,
    listOf(
      any(
        unitOf(["target", "target", "service"]),
        oneOf("x.target", "y@.target", "x@%i.target", "%p@.target", "%n", "x\\x2dy.target"),
      ),
    ),
  ],
  [
    /^default_instance$/,
    any(
      like(/^[a-zA-Z0-9:_.\\@-]{1,6}$/),
      like(/^[a-z]{1,4}$/),
      oneOf("%i", "%p", "%%", "%Z", "%H", "a/b", "a b", "é"),
      long,
    ),
  ],
  [/^user_group_compat$/, accounts],
  [/^user_group_strv/, listOf(accounts)],
  [/^environ$/, listOf(assignment)],
  [/^pass_environ$/, listOf(any(variable, variable, variable, specifier))],
  [/^unset_environ$/, listOf(any(variable, assignment))],
  [
    /^log_extra_fields$/,
    listOf(
      joined(
        any(
          like(/^[A-Z][A-Z0-9_]{0,6}$/),
          oneOf("_A", "a", "1A", ...repeated(64, "A"), ...repeated(65, "A")),
        ),
        fc.constant("="),
        word,
      ),
    ),
  ],
  [/^in_addr_prefixes$/, listOf(prefix)],
  [
    /^address_families$/,
    any(
      signed(
        "~",
        listOf(
          oneOf(
            "AF_INET",
            "AF_INET6",
            "AF_UNIX",
            "AF_NETLINK",
            "AF_PACKET",
            "AF_VSOCK",
            "AF_LOCAL",
            "AF_BLUETOOTH",
          ),
        ),
      ),
      oneOf("none", "none AF_INET", "~none", "AF_NOPE", "inet", "af_inet"),
    ),
  ],
  [/^restrict_network_interfaces$/, signed("~", listOf(networkName))],
  [/interface$|bindtodevice$/, networkName],
  [
    /^bus_name$/,
    any(
      like(/^[A-Za-z_-][A-Za-z0-9_-]{0,4}(\.[A-Za-z_-][A-Za-z0-9_-]{0,4}){1,3}$/),
      oneOf(
        `a.${"b".repeat(252)}`,
        `a.${"b".repeat(253)}`,
        `a.${"b".repeat(254)}`,
        "a.%i",
        "%p.b",
        ":1.2",
        "a",
      ),
    ),
  ],
  [/^socket_listen$/, listening],
  [
    /^cgroup_socket_bind$/,
    any(
      joined(
        maybe(oneOf("ipv4:", "ipv6:", "IPv4:")),
        maybe(oneOf("tcp:", "udp:", "sctp:")),
        any(
          port,
          fc.tuple(port, port).map((ends) => ends.join("-")),
          fc.tuple(fc.nat(65_535), fc.nat(70)).map(([low, more]) => `${low}-${low + more}`),
          oneOf("any", "0", "ipv4", "tcp", "any:any"),
        ),
      ),
      oneOf("ipv4", "udp", "tcp:ipv4:1", "any"),
    ),
  ],
  [
    /^documentation$/,
    listOf(
      any(
        like(/^https?:\/\/[a-z]{1,5}\.org\/[a-z]{0,3}$/),
        like(/^man:[a-z]{1,5}(\([1-8]\))?$/),
        oneOf(
          "file:/usr/share/doc",
          "file:a",
          "info:app",
          "info:",
          "man:",
          "http:a",
          "https:/a",
          "http://",
          "https://%i",
          "mailto:a",
          "file:/",
        ),
      ),
    ),
  ],
  [
    /^exec_(?:input|output)$/,
    any(
      oneOf(
        "inherit",
        "null",
        "tty",
        "journal",
        "journal+console",
        "kmsg",
        "kmsg+console",
        "socket",
        "fd",
        "data",
        "tty-force",
        "tty-fail",
        "syslog",
      ),
      joined(
        oneOf("fd:", "file:", "append:", "truncate:", "file:/", "append:/"),
        maybe(any(name, plainPath, specifier)),
      ),
    ),
  ],
  [/^exec_input_data$/, base64],
  [/^exec_input_text$/, any(listOf(argument), anySpecifier)],
  [/^exec_root_hash$/, any(digits16([30, 31, 32, 33, 34, 64, 128]), plainPath)],
  [/^exec_root_hash_sig$/, any(joined(fc.constant("base64:"), base64), plainPath)],
  [/affinity|cpu_?set$|numa_mask/, any(listOf(cpus, [" ", ",", ", "]), oneOf("numa", "all", "0", "0-1"))],
  [/^capability_set$/, signed("~", listOf(capability))],
  [
    /^syscall_filter$/,
    signed("~", listOf(any(systemCall, systemCall, joined(systemCall, fc.constant(":"), errno)))),
  ],
  [/^syscall_log$/, signed("~", listOf(systemCall))],
  [/^syscall_errno$/, errno],
  [/^syscall_archs$/, listOf(any(oneOf(...wordsOf("seccomp_arch")), oneOf("native")))],
  [
    /^set_status$/,
    listOf(
      any(
        from(0, 255),
        oneOf(
          "SUCCESS",
          "FAILURE",
          "TEMPFAIL",
          "EXEC",
          "CHDIR",
          "success",
          "NOPE",
          "TERM",
          "SIGTERM",
          "EX_OK",
          "INVALIDARGUMENT",
        ),
        signal,
      ),
    ),
  ],
  [
    /^restrict_filesystems$/,
    signed(
      "~",
      listOf(oneOf("ext4", "tmpfs", "proc", "nofs", "EXT4", ...wordsOf("filesystem_set"), "@nope")),
    ),
  ],
  [
    /namespaces?$|namespace_flags$/,
    any(
      signed("~", listOf(oneOf("cgroup", "ipc", "net", "mnt", "pid", "user", "uts", "time"))),
      families.booleans,
    ),
  ],
  [
    /^delegate_subgroup$/,
    any(
      folderName,
      name,
      oneOf(
        "a/b",
        "cgroup.procs",
        "memory.max",
        "cpu.max",
        "_a",
        "memory",
        "notify_on_release",
        "release_agent",
        "tasks",
        "cpu",
        "cpuset.cpus",
        "nope.max",
        ".a",
        "..",
      ),
    ),
  ],
  [/^delegate$/, any(listOf(oneOf(...wordsOf("cgroup_controller"))), families.booleans)],
  [/^disable_controllers$/, listOf(oneOf(...wordsOf("cgroup_controller"), "nope"))],
  [
    /^exec_coredump_filter$/,
    any(
      listOf(oneOf(...wordsOf("coredump_filter"), "default", "all")),
      like(/^[+-]?(0x)?[0-9a-fA-F]{1,8}$/),
      oneOf(
        "0xffffffffffffffff",
        "ffffffffffffffff",
        "10000000000000000",
        "0x10000000000000000",
        "-0",
        "-1",
        "+1",
        "0x",
      ),
      listOf(any(oneOf(...wordsOf("coredump_filter")), like(/^[0-9a-f]{1,3}$/))),
    ),
  ],
  [/^exec_secure_bits$/, listOf(oneOf(...wordsOf("secure_bits"), "nope"))],
  [
    /^device_allow$/,
    joined(
      any(device, oneOf("char-pts", "block-*", "char-*", "block-sd", "char-", "char-a b")),
      maybe(joined(oneOf(" ", "  "), oneOf("r", "w", "m", "rw", "rwm", "mrw", "rr", "x", "RW"))),
    ),
  ],
  [/^(?:io_device_weight)$/, joined(device, oneOf(" ", "  ", "\t"), from(1, 10_000))],
  [/^blockio_device_weight$/, joined(device, fc.constant(" "), from(10, 1000))],
  [/^io_device_latency$/, joined(device, fc.constant(" "), span)],
  [/^(?:io_limit|blockio_bandwidth)$/, joined(device, fc.constant(" "), any(size, fc.constant("infinity")))],
  [
    /^bind_paths$/,
    listOf(
      any(
        signedPath,
        signed("-", longPath),
        tuple(signedPath, path),
        tuple(signedPath, path, oneOf("rbind", "norbind", "rbind,idmap", "nope", "")),
      ),
    ),
  ],
  [
    /^mount_images$/,
    listOf(
      any(
        tuple(signedPath, plainPath),
        tuple(signedPath, plainPath, mountOption),
        tuple(signedPath, plainPath, partition, mountOption),
      ),
    ),
  ],
  [
    /^extension_images$/,
    listOf(any(signedPath, tuple(signedPath, mountOption), tuple(signedPath, partition, mountOption))),
  ],
  [
    /^root_image_options$/,
    listOf(any(mountOption, tuple(partition, mountOption), tuple(oneOf("nope"), mountOption))),
  ],
  [/^load_credential$/, any(credentialId, tuple(credentialId, any(plainPath, credentialId)))],
  [/^set_credential$/, tuple(credentialId, any(word, escaped, base64, specifier))],
  [
    /^import_credential$/,
    any(like(/^[a-z.]{1,6}\*?$/), credentialId, tuple(like(/^[a-z.]{1,6}\*?$/), like(/^[a-z.]{1,6}\*?$/))),
  ],
  [
    /^exec_directories$/,
    listOf(
      any(
        relative,
        relative,
        tuple(relative, relative),
        tuple(relative, relative, oneOf("ro", "rw", "", "RO")),
        tuple(relative, fc.constant(""), fc.constant("ro")),
      ),
    ),
  ],
  [
    /^open_file$/,
    upTo([
      path,
      any(name, fc.constant(""), long),
      oneOf(
        "read-only:x",
        "read-only:",
        ":",
        "truncate,read-only",
        "read-only,truncate",
        "append,append",
        "graceful,graceful",
        ",",
        "graceful,",
        " graceful",
        "graceful, append",
        "Graceful",
        "read-only",
        "append",
        "truncate",
        "graceful",
        "read-only,graceful",
        "append,truncate",
        "read-only,append",
        "nope",
        "",
      ),
    ]),
  ],
  [
    /^cgroup_nft_set$/,
    listOf(
      any(
        tuple(
          oneOf("cgroup", "user", "group"),
          oneOf("arp", "bridge", "inet", "ip", "ip6", "netdev"),
          like(/^[a-z][a-z0-9_/\\.]{0,5}$/),
          like(/^[a-z][a-z0-9_/\\.]{0,5}$/),
        ),
        oneOf(
          "cgroup:inet:t:%i",
          "address:inet:t:s",
          "prefix:ip:t:s",
          "cgroup:nope:t:s",
          `cgroup:inet:${"t".repeat(31)}:s`,
          `cgroup:inet:${"t".repeat(32)}:s`,
          `user:ip:t:${"s".repeat(15)}`,
          `user:ip:t:${"s".repeat(16)}`,
          "cgroup:inet:t",
          "cgroup:inet:t:s:u",
        ),
      ),
    ),
  ],
  [/^image_policy$/, any(listOf(policy, [":"]), policyAlone, oneOf("*", "-", "~"))],
  [
    /^temporary_filesystems$/,
    listOf(
      any(
        plainPath,
        tuple(plainPath, any(mountOption, tuple(mountOption))),
        tuple(plainPath, fc.constant("ro,nodev")),
      ),
    ),
  ],
  [/^timer$/, any(calendar, span)],
  [/^nsec$|timeout$|timeout_abort|_sec$|sec_/, span],
  [/^sec$/, span],
  [
    /^rlimit$/,
    any(
      joined(
        any(from(0, 100), size, span, fc.constant("infinity")),
        maybe(joined(fc.constant(":"), any(from(0, 100), size, span, fc.constant("infinity")))),
      ),
      any(from(-20, 19), from(1, 40), like(/^[+-]?[0-9]{1,2}$/)),
    ),
  ],
  [
    /^(?:memory_limit|tasks_max|exec_quota)$/,
    any(size, percentage, oneOf("infinity", "off", "0", "1", "1B", "0.5"), from(0, 20)),
  ],
  [/^cpu_quota$|pressure_limit$/, percentage],
  [/^iec_size/, size],
  [/^mode$/, like(/^0?[0-7]{1,4}$/)],
  [/^signal$/, signal],
  [/^exec$/, command],
  [/^(?:unit_deps|obsolete_unit_deps)$/, listOf(any(unitOf(unitTypes), knownUnit))],
  [/^service_sockets$/, listOf(unitOf(["socket", "socket", "socket", "service"]))],
  [/^socket_service$/, any(unitOf(["service"]), unitOf(unitTypes))],
  [
    /^unit_slice$/,
    any(
      unitOf(["slice"]),
      oneOf("-.slice", "system.slice", "a--b.slice", "-a.slice", "a-.slice", "a-b-c.slice", "a.service"),
    ),
  ],
  [/^trigger_unit$/, any(unitOf(unitTypes), knownUnit)],
  [/^namespace_path_strv$/, listOf(signed("-+", path))],
  [/path_strv_printf$|mounts_for$/, listOf(path)],
  [/^unit_condition_path$/, joined(maybe(oneOf("|", "!", "|!")), path)],
  [
    /^(?:unit_env_file|working_directory)$/,
    any(signedPath, signedPath, signedPath, signed("-", longPath), oneOf("~", "-~")),
  ],
  [/^colon_separated_paths$/, listOf(path, [":", ":", "::"])],
  [/^log_filter_patterns$/, signed("~", state)],
  [
    /^unit_condition_string$/,
    joined(
      maybe(oneOf("|", "!", "|!")),
      any(sentence, oneOf("yes", "no", ">= 5", "<5", "container", "vm", "tmpfs", "uefi")),
    ),
  ],
  [/^pid_file$/, any(path, relative)],
  [/path|bpf_progs/, path],
  [/^fdname$/, any(name, long, oneOf("a:b", "a b", "é", "%i", "\\x07"))],
  [/^log_namespace$/, any(name, folderName, long, oneOf("a/b", "a@b", "%i", "a b"))],
  [
    /^(?:string|unit_string_printf|mount_node)$|label$|profile$|context$/,
    any(signed("-", labelText), sentence),
  ],
  [
    /^xattr$/,
    any(
      joined(
        oneOf("user.", "user.", "user.", "trusted.", "User.", "user", "%t", "%i"),
        maybe(any(name, specifier, long)),
        fc.constant("="),
        maybe(any(word, specifier, anySpecifier)),
      ),
      sentence,
    ),
  ],
  [/^reboot_parameter$/, any(sentence, long, labelText)],
  [
    /^bpf_foreign_program$/,
    joined(oneOf(...wordsOf("bpf_cgroup_attach_type"), "nope"), fc.constant(":"), path),
  ],
  [/^personality$/, oneOf("x86-64", "x86", "X86", "arm64", "x86_64")],
  [
    /^socket_protocol$/,
    oneOf("udplite", "sctp", "mptcp", "tcp", "UDPLITE", "132", "136", "262", "0x84", "6"),
  ],
  [/^socket_timestamping$/, any(oneOf("off", "us", "usec", "µs", "ns", "nsec", "μs"), families.booleans)],
  [
    /^service_refresh_on_reload$/,
    any(signed("~", listOf(oneOf("extensions", "credentials", "nope"))), families.booleans),
  ],
  [
    /^protect_hostname$/,
    any(
      families.booleans,
      oneOf("private"),
      tuple(
        oneOf("yes", "private", "no"),
        any(like(/^[a-z0-9]{1,4}([.-][a-z0-9]{1,3}){0,2}$/), long, oneOf("%i", "a_b", "-a", "a..b", "a.")),
      ),
    ),
  ],
  [
    /^bpf_delegate_/,
    listOf(
      oneOf(
        "any",
        "BPFMapCreate",
        "BPFProgLoad",
        "BPFProgTypeXdp",
        "BPFProgTypeKprobe",
        "BPFMapTypeHash",
        "BPFMapTypeArray",
        "BPFCgroupInetIngress",
        "BPFXdp",
        "BPFTraceFentry",
        "BPFNope",
      ),
      [","],
    ),
  ],
  [
    /^(?:luo_sessions|managed_oom_rules)$/,
    listOf(any(name, long, oneOf("a/b", "a*", "a:b", ".", "..", "é", "a?", "a["))),
  ],
  [/^cg_weight$/, from(1, 10_000)],
  [/^cg_cpu_weight$/, any(from(1, 10_000), from(1, 10_000), oneOf("idle"))],
  [/^blockio_weight$/, from(10, 1000)],
  [/^cpu_shares$/, from(2, 262_144)],
  [/^exec_nice$/, from(-20, 19)],
  [/^exec_oom_score_adjust$/, from(-1000, 1000)],
  [/^exec_io_priority$/, from(0, 7)],
  [/^exec_cpu_sched_prio$/, from(0, 99)],
  [/^exit_status$/, from(0, 255)],
  [/^swap_priority$/, from(-1, 32_767)],
  [/^concurrency_max$/, any(edge, from(0, 20), oneOf("infinity"))],
  [/^(?:int|long|unsigned|tty_size)$/, any(edge, from(-20, 20), from(0, 20))],
  [/^exec_io_class$/, any(oneOf(...wordsOf("ioprio_class")), from(0, 8))],
  [/^exec_cpu_sched_policy$/, any(oneOf(...wordsOf("sched_policy")), from(0, 7), edge)],
  [/^numa_policy$/, any(oneOf(...wordsOf("mpol")), from(0, 5), edge)],
  [/^log_level$/, any(oneOf(...wordsOf("log_level")), from(0, 7))],
  [/^log_facility$/, any(oneOf(...wordsOf("log_facility_unshifted")), from(0, 127))],
  [/^ip_tos$/, any(oneOf(...wordsOf("ip_tos")), from(0, 255))],
];

const queue = any(joined(fc.constant("/"), any(name, long)), absolute, oneOf("/", "a", "/a/b", "//a"));
const netlink = joined(
  oneOf(
    ..."route audit kobject-uevent firewall nflog xfrm selinux iscsi generic scsitransport ecryptfs crypto smc nope".split(
      " ",
    ),
  ),
  maybe(joined(oneOf(" ", "  ", "\t"), any(from(0, 31), edge))),
);
const inSeconds = any(
  joined(span, maybe(joined(fc.constant(":"), span))),
  oneOf("infinity", "infinity:infinity", "5:infinity"),
);
const internet = any(
  oneOf(
    "127.0.0.1:80#a",
    "[::1]:80#a",
    "1.2.3.4#a:80",
    "[::1%lo]:80",
    "::1%lo",
    "vsock:hypervisor:1",
    "vsock:local:1",
    "vsock:host:1",
    "vsock:any:1",
    "vsock:-1:1",
    "vsock:4294967295:80",
    "vsock:4294967296:80",
    "vsock:2:4294967295",
    "vsock:2:4294967296",
  ),
  listening,
  listening,
  address4,
  address6,
  joined(fc.constant("["), address6, fc.constant("]")),
);

/** Where the directives of one parser are of different kinds. */
const byDirective: Readonly<Record<string, Values>> = {
  OnCalendar: calendar,
  ListenStream: internet,
  ListenDatagram: internet,
  ListenSequentialPacket: any(listening, plainPath, joined(fc.constant("@"), name)),
  ListenFIFO: path,
  ListenSpecial: path,
  ListenUSBFunction: path,
  ListenMessageQueue: queue,
  ListenNetlink: netlink,
  LimitCPU: inSeconds,
  LimitRTTIME: inSeconds,
  LimitNICE: any(from(-20, 19), from(1, 40), like(/^[+-]?[0-9]{1,2}(:[+-]?[0-9]{1,2})?$/)),
};
