// Values by what they look like: right ones and near misses of every kind that unit files hold.
import fc from "fast-check";
import { signals } from "../../server/src/language/words/signals.ts";

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: length });
const blank = fc.constantFrom("", "", "", " ", "\t", "  ");

const edges = [31n, 32n, 63n, 64n].flatMap((bits) => [2n ** bits - 1n, 2n ** bits, 2n ** bits + 1n]);
const number = fc.oneof(
  fc.constantFrom(
    ..."0 1 7 8 19 20 39 40 99 100 127 128 254 255 256 1000 1001 32767 32768 262144".split(" "),
  ),
  fc.constantFrom(...edges.flatMap((edge) => [`${edge}`, `-${edge}`])),
  fc.tuple(fc.constantFrom("", "", "+", "-"), digits(4)).map((parts) => parts.join("")),
  fc
    .tuple(
      fc.constantFrom("", "+", "-"),
      fc.constantFrom("0x", "0X", "0b", "0B", "0o", "0O", "0", "00"),
      fc.constantFrom("0", "1", "7", "8", "10", "17", "1f", "FF", "777", "4294967296"),
    )
    .map((parts) => parts.join("")),
);

const fraction = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  digits(3).map((text) => `.${text}`),
);
const oneToThree = (part: fc.Arbitrary<string>) =>
  fc
    .array(
      fc.tuple(part, blank).map((parts) => parts.join("")),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join("").trim());

const size = oneToThree(
  fc
    .tuple(number, fraction, blank, fc.constantFrom(..."EPTGMKB".split(""), "", "k", "KB", "KiB"))
    .map((all) => all.join("")),
);

const timeUnits =
  "s sec second seconds m min minute minutes M month months h hr hour hours d day days w week weeks y year years ms msec us usec µs μs ns nsec S H D".split(
    " ",
  );
const timeSpan = fc.oneof(
  oneToThree(
    fc.tuple(number, fraction, blank, fc.constantFrom(...timeUnits, "", "")).map((all) => all.join("")),
  ),
  fc.constantFrom("infinity", "infinity ", "0", "-1", "Infinity", "1h 30min", "2d4h", "5min20s"),
);

const percentage = fc
  .tuple(number, fraction, fc.constantFrom("%", "%", "‰", "‱", ""))
  .map((all) => all.join(""));
const mode = fc
  .tuple(
    fc.constantFrom("", "0", "00", "+", "0o"),
    fc.string({ unit: fc.constantFrom(..."01234567"), maxLength: 5 }),
  )
  .map((all) => all.join(""));

const signal = fc.oneof(
  fc.constantFrom(...signals.flatMap(({ name }) => [name, name.slice(3)])),
  fc
    .tuple(
      fc.constantFrom("", "SIG"),
      fc.constantFrom("RTMIN", "RTMAX"),
      fc.constantFrom("", "+", "-"),
      fc.oneof(digits(2), number),
    )
    .map((all) => all.join("")),
  fc.integer({ min: -2, max: 70 }).map(String),
);

const specifier = fc
  .string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0189%-_é"),
    minLength: 1,
    maxLength: 1,
  })
  .map((letter) => `%${letter}`);
const part = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "usr",
      "bin",
      "etc",
      "a",
      "a b",
      "app.conf",
      "..",
      ".",
      "...",
      "a..b",
      "é",
      "*",
      "~",
      "-",
      "x\\x2dy",
      "$HOME",
      "",
    ),
  },
  { weight: 1, arbitrary: specifier },
  {
    weight: 1,
    arbitrary: fc.constantFrom("n".repeat(255), "n".repeat(256), "é".repeat(127), "é".repeat(128)),
  },
);
const path = fc
  .tuple(
    fc.constantFrom("/", "/", "/", "//", "", "./", "~"),
    fc.array(part, { maxLength: 4 }),
    fc.constantFrom("", "", "/"),
  )
  .map(([root, parts, end]) => `${root}${parts.join("/")}${end}`);
const signed = (signs: string) => fc.string({ unit: fc.constantFrom(...signs), maxLength: 3 });
const paths = fc
  .array(
    fc
      .tuple(signed("-+~!|"), path, fc.constantFrom("", "'", '"'))
      .map(([sign, text, quote]) => `${quote}${sign}${text}${quote}`),
    { minLength: 1, maxLength: 3 },
  )
  .map((words) => words.join(" "));

const unitTypes = "service socket timer path mount automount swap slice scope target device".split(" ");
const unitName = fc.oneof(
  fc
    .tuple(
      fc.oneof(
        fc.constantFrom(
          "a",
          "app",
          "a-b",
          "a.b",
          "a:b",
          "a_b",
          "",
          "-",
          "é",
          "a b",
          "dev-x\\x2dy",
          "probe",
          "-.",
          "x".repeat(250),
        ),
        specifier,
      ),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant("") },
        fc.constantFrom("@", "@i", "@@", "@a@b", "@%i", "@%j"),
      ),
      fc.constantFrom(
        ...unitTypes.map((type) => `.${type}`),
        ".service",
        ".slice",
        ".Service",
        ".conf",
        "",
        ".",
      ),
    )
    .map((all) => all.join("")),
  fc.constantFrom("-.slice", "-.mount", "probe.service", "probe.timer", "system.slice"),
);
const unitNames = fc.array(unitName, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));

const escapeSequence = fc.constantFrom(
  ..."\\n \\t \\\\ \\s \\\" \\' \\x41 \\x4 \\x00 \\xe9 \\101 \\400 \\000 \\u00e9 \\ud800 \\u0000 \\U0001f600 \\U00110000 \\q \\; \\$ \\- \\ ".split(
    " ",
  ),
);
const argument = fc
  .tuple(
    fc.constantFrom("", "", "", '"', "'"),
    fc.array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom("a", "b c", "-x", "$X", "$" + "{X}", "$$", "é", "=", ":", "/etc"),
        },
        escapeSequence,
        specifier,
      ),
      { maxLength: 3 },
    ),
    fc.constantFrom("", "", "", '"', "'"),
  )
  .map(
    ([open, parts, close]) => `${open}${parts.join("")}${open === "" ? (close === "'" ? "'" : "") : open}`,
  );
const command = fc
  .tuple(
    signed("-@:+!|"),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("/bin/true", "true", "/bin/sh -c", "/usr/bin/env") },
      path,
      argument,
    ),
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: argument },
        fc.constantFrom(";", "\\;", "; /bin/true", "; -true", ";;"),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([signs, program, words]) => [`${signs}${program}`, ...words].join(" "));

const booleans = fc.constantFrom(
  "yes",
  "no",
  "true",
  "false",
  "on",
  "off",
  "1",
  "0",
  "y",
  "n",
  "t",
  "f",
  "YES",
  "oFF",
  "Y",
  "yess",
  "yes no",
  "2",
);
const plainText = fc.oneof(
  fc.constantFrom("a text", "é", "-", "~", "*", "user", "100%", "a;b", "# no comment"),
  specifier,
  fc.array(fc.oneof(argument, specifier), { maxLength: 3 }).map((words) => words.join(" ")),
);

/** Several of a few samples, with a blank or what else separates them between. */
const listOf = (samples: string, between = " ") =>
  fc
    .array(fc.constantFrom(...samples.split(" ")), { minLength: 1, maxLength: 4 })
    .chain((words) => fc.constantFrom(between, " ", "").map((separator) => words.join(separator)));

const calendar = fc
  .tuple(
    fc.constantFrom("", "Mon", "Mon,Tue", "Mon..Fri", "mon-fri", "Sunday", "Fri 13:00"),
    fc.constantFrom("", "*-*-*", "2027-01-01", "*-02-30", "*-*~1", "2027-*-1..7", "27-1-1", "*-*-*/2"),
    fc.constantFrom("", "12:00", "*:0/15", "25:00", "1..3:00:00", "00:00:00.5", "12:60"),
    fc.constantFrom("", "", "UTC", "utc", "Europe/Berlin", "Mars/Base"),
  )
  .map((parts) => parts.filter((part) => part !== "").join(" "));

const networks = listOf(
  "any localhost link-local multicast 192.0.2.1 192.0.2.0/24 10.0.0.0/33 ::1 fe80::/10 ::/129 1.2.3 256.1.1.1 eth0 lo a/b AF_INET AF_INET6 AF_UNIX AF_NOPE none ~",
);
const sockets = fc.oneof(
  fc.constantFrom(
    "80",
    "0",
    "65536",
    "127.0.0.1:80",
    "[::1]:80",
    "[fe80::1%lo]:80",
    "::1:80",
    "/run/a",
    "@a",
    "vsock:1:2",
  ),
  fc.constantFrom(
    "vsock::2",
    "vsock-stream:2:3",
    "audit 0",
    "kobject-uevent 1",
    "route",
    "ipv4:tcp:80",
    "any",
    "80-90",
    "90-80",
  ),
);
const accounts = fc.constantFrom(
  "app",
  "0",
  "65535",
  "4294967295",
  "App",
  "a.b",
  "a:b",
  "_x",
  "-x",
  "a".repeat(32),
  "nobody",
  "é",
  "root",
);
const environment = listOf("A=b A_1=b 1A=b A=b\u0020c 'A=b" + ' c\' A "B=c" A=%n A=\\x41 A=\\q =b LANG');
const fields = fc
  .tuple(
    signed("-+~"),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          "a",
          "key",
          "/a",
          "/a/b",
          "root",
          "ro",
          "rbind",
          "noexec,nosuid",
          "",
          "a b",
          "\\:",
          "x*",
          "private",
          "inet",
          "cgroup",
        ),
        specifier,
      ),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([signs, parts]) => signs + parts.join(":"));
const uris = listOf(
  "https://example.org/a http://x man:app(8) man:app info:app file:/usr/a file:a ftp://x app(8)",
);
const streams = fc.constantFrom(
  "inherit",
  "null",
  "tty",
  "journal",
  "journal+console",
  "kmsg",
  "syslog",
  "socket",
  "fd",
  "fd:web",
  "fd:",
  "file:/a",
  "append:/a",
  "truncate:a",
  "data",
  "tty-force",
  "file:%t/a",
);
const base64 = fc.constantFrom(
  "YWJj",
  "YWJ",
  "YQ==",
  "YQ=",
  "Y Q = =",
  "YWJj!",
  "",
  "00ff",
  "0123456789abcdef0123456789abcdef",
  "abc",
  "base64:YWJj",
);
const sets = listOf(
  "0 1 0-3 3-0 0,2 8191 8192 1- all numa CAP_KILL cap_chown CAP_NOPE ~ 38 EPERM 75 TERM 256 SIGKILL read @clock @nope ~write read:EPERM kill cpu memory ipc net mnt default",
  ",",
);
const devices = fc
  .tuple(
    fc.constantFrom("/dev/null", "/dev/sda", "char-pts", "block-*", "null", "/etc", "/"),
    fc.constantFrom("", " ", "  "),
    fc.constantFrom("", "rwm", "r", "rx", "100", "0", "10001", "10M", "infinity", "50ms"),
  )
  .map((parts) => parts.join(""));

/** Numbers, paths, commands and so on, each as an arbitrary text. */
export const families = {
  calendar,
  networks,
  sockets,
  accounts,
  environment,
  fields,
  uris,
  streams,
  base64,
  sets,
  devices,
  number,
  size,
  timeSpan,
  percentage,
  mode,
  signal,
  path,
  paths,
  unitName,
  unitNames,
  command,
  booleans,
  plainText,
} as const;
