import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("BindPaths=: sources, places and options", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
BindPaths=/srv/a -/srv/b:/mnt/b /srv/c:/mnt/c:norbind "/srv/d e:/mnt/d"
BindPaths=srv/a /srv/b:mnt /srv/c:/mnt:bind
#         ^^^^^ word-ignored path-not-absolute
#                      ^^^ word-ignored path-not-absolute
#                                      ^^^^ word-ignored unknown-word
BindPaths=/srv/a: /srv/b
#               ^ word-ignored path-not-absolute
BindPaths=/srv/../a:/b/..
#              ^^ word-ignored path-not-normalized
BindPaths=/srv/a "/srv/b
#                ^ words-ignored unbalanced-quote
BindPaths=/srv/%Z:/mnt
#              ^^ word-ignored unknown-specifier
BindReadOnlyPaths=/srv/%p:/mnt/%n`,
      version,
    );
  }
  for (const version of [252, 257]) {
    judges(
      `
[Service]
BindPaths=/srv/a  /srv/b
#               ^ word-ignored path-not-absolute
BindPaths=/srv/a\\q`,
      version,
    );
  }
  judges(
    `
[Service]
BindPaths=/srv/a  /srv/b:/c
BindPaths=/srv/a\\q /srv/b
#               ^^ word-ignored unknown-escape
BindPaths=/srv/a:/b:rbind:ro
#                         ^^ word-ignored surplus-field
BindPaths=/srv/a\\:b:/c`,
    262,
  );
});

test("images: partitions and options", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
MountImages=/a.raw:/mnt /b.raw:/opt:ro -/c.raw:/srv:root:ro:home:nosuid
MountImages=/a.raw
#           ^^^^^^ word-ignored missing-field
MountImages=a.raw:/mnt /b.raw:opt
#           ^^^^^ word-ignored path-not-absolute
#                             ^^^ word-ignored path-not-absolute
MountImages=/a.raw:/mnt:rooot:ro
#                       ^^^^^ word-ignored unknown-word
MountImages=/a.raw:/mnt:root:%Z
#                            ^^ word-ignored unknown-specifier
MountImages=/a.raw:/m\\nt:\\q
#                        ^^ words-ignored unknown-escape
ExtensionImages=/a.raw -/b.raw:ro /c.raw:root:ro
ExtensionImages=a.raw /b.raw:homes:ro
#               ^^^^^ word-ignored path-not-absolute
#                            ^^^^^ word-ignored unknown-word
RootImageOptions=ro root:ro,dev home:nosuid
RootImageOptions=rot:ro home:ro
#                ^^^ word-ignored unknown-word
RootImageOptions=root:ro:home:ro
#                        ^^^^^^^ line-ignored surplus-field`,
      version,
    );
  }
  judges(
    `
[Service]
MountImages=/proc/a:/mnt
ExtensionImages=/dev/sda:root-secondary:ro`,
    252,
  );
  for (const version of [257, 262]) {
    judges(
      `
[Service]
MountImages=/dev/sda:/mnt /proc/a:/mnt /a:/sys/b
#                         ^^^^^^^ word-ignored path-in-api-file-system
#                                         ^^^^^^ word-ignored path-in-api-file-system
ExtensionImages=/dev/sda
#               ^^^^^^^^ word-ignored path-in-api-file-system
RootImageOptions=root-secondary:ro
#                ^^^^^^^^^^^^^^ word-ignored word-gone`,
      version,
    );
  }
});

test("a tmpfs over a path", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
TemporaryFileSystem=/var:ro /tmp/%p:mode=0700 "/a b"
TemporaryFileSystem=var:ro /tmp/.. :ro
#                   ^^^ word-ignored path-not-absolute
#                               ^^ word-ignored path-not-normalized
#                                 ^ word-ignored path-not-absolute`,
      version,
    );
  }
});

test("directories of the unit", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
RuntimeDirectory=app app/%p
RuntimeDirectory=/app ../app . private/app
#                ^^^^ word-ignored path-not-relative
#                     ^^ word-ignored path-not-normalized
#                            ^ word-ignored path-not-valid
#                              ^^^^^^^^^^^ word-ignored reserved-directory
StateDirectory=app:link "a b:c"
StateDirectory=app:/link app:../link
#                  ^^^^^ word-ignored path-not-relative
#                            ^^ word-ignored path-not-normalized
StateDirectory=app %Z
#                  ^^ word-ignored unknown-specifier
ConfigurationDirectory=app:link
#                          ^^^^ word-ignored no-symlink-here
LogsDirectory=app "log
#                 ^ words-ignored unbalanced-quote`,
      version,
    );
  }
  judges(
    `
[Service]
StateDirectory=app::link:ro app:link:rw
CacheDirectory=app "" log /log
#                   ^ words-ignored missing-field`,
    252,
  );
  for (const version of [257, 262]) {
    judges(
      `
[Service]
StateDirectory=app::ro app:link:ro
StateDirectory=app::link app:link:rw
#                   ^^^^ word-ignored unknown-word
#                                 ^^ word-ignored unknown-word
StateDirectory=app:: ::
#                   ^ word-ignored path-not-valid`,
      version,
    );
  }
});

test("image policies stop the reading of the file", () => {
  judges(
    `
[Service]
RootImagePolicy=root=verity+signed:usr=unused:=absent
RootImagePolicy=*`,
    257,
  );
  judges(
    `
[Service]
RootImagePolicy=root=verity:rooot=open
#                           ^^^^^ rest-dropped unknown-word`,
    257,
  );
  judges(
    `
[Service]
RootImagePolicy=root=verity:home=opne
#                                ^^^^ rest-dropped unknown-word`,
    257,
  );
  for (const version of [257, 262]) {
    judges(
      `
[Service]
RootImagePolicy=root=verity:root=open
#                           ^^^^ rest-dropped word-twice`,
      version,
    );
  }
  for (const version of [257, 262]) {
    judges(
      `
[Service]
MountImagePolicy=root
#                ^^^^ rest-dropped missing-field`,
      version,
    );
  }
  for (const version of [257, 262]) {
    judges(
      `
[Service]
MountImagePolicy=root=verity:
#                           ^ rest-dropped missing-field`,
      version,
    );
  }
  judges(
    `
[Service]
RootImagePolicy=root=verity:rooot=open:home=opne+btrfs
#                           ^^^^^ none unknown-word
#                                           ^^^^ none unknown-word
ExtensionImagePolicy=-`,
    262,
  );
});

test("files that are opened for the service", () => {
  for (const version of [257, 262]) {
    judges(
      `
[Service]
OpenFile=/etc/app.conf
OpenFile=/etc/app.conf:conf:read-only,graceful
OpenFile=/etc/app.conf::append
OpenFile=app.conf
#        ^^^^^^^^ line-ignored path-not-absolute
OpenFile=/etc/app.conf:a:b:c
#                          ^ line-ignored surplus-field
OpenFile=/etc/app.conf:cönf
#                      ^^^^ line-ignored not-descriptor-name
OpenFile=/etc/äpp.conf
#        ^^^^^^^^^^^^^ line-ignored not-descriptor-name
OpenFile=/etc/app.conf:a:ro
#                        ^^ line-ignored unknown-word
OpenFile=/etc/app.conf:a:append,truncate
#                               ^^^^^^^^ line-ignored words-exclude-each-other
OpenFile=/etc/app.conf:a:graceful,graceful
#                                 ^^^^^^^^ line-ignored word-twice
OpenFile=/
#        ^ line-ignored path-not-valid
OpenFile=/etc/app\\.conf
#                ^^ line-ignored unknown-escape`,
      version,
    );
  }
});

test("the hash of the root, and its signature", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
RootHash=/etc/root.hash
RootHash=0123456789abcdef0123456789ABCDEF
RootHash=0123 4567 89ab cdef 0123 4567 89ab cdef
RootHash=0123456789abcdef
#        ^^^^^^^^^^^^^^^^ line-ignored not-root-hash
RootHash=0123456789abcdef0123456789abcdef0
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ line-ignored not-root-hash
RootHash=root.hash
#        ^ line-ignored not-root-hash
RootHashSignature=/etc/root.sig
RootHashSignature=base64:QUJD
RootHashSignature=base64:QUJ
#                        ^^^ line-ignored not-base64
RootHashSignature=QUJD
#                 ^^^^ line-ignored not-root-hash-signature`,
      version,
    );
  }
});

test("the file with the process ID", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
PIDFile=/run/app.pid
PIDFile=app.pid
PIDFile=%Z.pid
#       ^^ line-ignored unknown-specifier
PIDFile=app/%n.pid`,
      version,
    );
  }
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
PIDFile=../app.pid
#       ^^ rest-dropped path-not-normalized`,
      version,
    );
  }
  for (const version of [257, 262]) {
    judges(
      `
[Service]
PIDFile=/var/run/app.pid
#       ^^^^^^^^ noted legacy-run-path
PIDFile=var/run/app.pid
PIDFile=/proc/self/x
#       ^^^^^^^^^^^^ rest-dropped path-in-api-file-system`,
      version,
    );
  }
  judges(
    `
[Service]
PIDFile=/proc/self/x
PIDFile=/run/../x
#            ^^ rest-dropped path-not-normalized`,
    252,
  );
});

test("where programs are searched", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
ExecSearchPath=/usr/bin:/opt/%p/bin
ExecSearchPath=/usr/bin::/bin
#                      ^ words-ignored path-not-absolute
ExecSearchPath=/usr/bin:bin:sbin
#                       ^^^ words-ignored path-not-absolute
ExecSearchPath=/usr/bin:/a/../b
#                          ^^ words-ignored path-not-normalized`,
      version,
    );
  }
});

test("the parts of a value are told apart", () => {
  expect(explained("[Service]\nBindPaths=-/srv/a:/mnt/a:norbind")).toEqual([
    "operator -: Not there: no matter.",
    "path /srv/a: Where it lies on the host.",
    "path /mnt/a: Where the unit finds it.",
    "keyword norbind: Without what is mounted below it.",
  ]);
  expect(explained("[Service]\nMountImages=-/a.raw:/mnt:home:nosuid")).toEqual([
    "operator -: Not there: no matter.",
    "path /a.raw: The image.",
    "path /mnt: Where it is mounted.",
    "keyword home: `/home`.",
    "parameter nosuid: Options of the mount.",
  ]);
  expect(explained("[Service]\nRootImageOptions=ro home:nosuid")).toEqual([
    "parameter ro: Options of the mount.",
    "keyword home: `/home`.",
    "parameter nosuid: Options of the mount.",
  ]);
  expect(explained("[Service]\nTemporaryFileSystem=/var:ro")).toEqual([
    "path /var",
    "parameter ro: Options of the tmpfs.",
  ]);
  expect(explained("[Service]\nStateDirectory=app/%n:link:ro")).toEqual([
    "path app/%n: Made at the start as `/var/lib/app/%n`.",
    "path link: A link to it, made as `/var/lib/link`.",
    "keyword ro: The unit can read the directory but not write to it.",
  ]);
  expect(explained("[Service]\nRootImagePolicy=root=verity+unused")).toEqual([
    "keyword root: Root file system for the machine's architecture. Meant where no partition is named.",
    "keyword verity: Allows a partition protected by Verity, signed or not.",
    "keyword unused: Allows a partition to be there, but leaves it alone.",
  ]);
  expect(explained("[Service]\nRootImagePolicy=*")).toEqual([
    "operator *: Anything goes: all partitions are used, protected or not.",
  ]);
  expect(explained("[Service]\nOpenFile=/etc/a:conf:graceful")).toEqual([
    "path /etc/a: Opened, or connected to if it is a socket.",
    "string conf: The name that the service finds it by.",
    "keyword graceful: No matter if it cannot be opened: the service starts without it.",
  ]);
  expect(explained("[Service]\nRootHashSignature=base64:QUJD")).toEqual([
    "keyword base64:: The signature itself follows, in Base64.",
    "string QUJD: 3 bytes.",
  ]);
  expect(explained("[Service]\nPIDFile=app.pid")).toEqual(["path app.pid: The same as `/run/app.pid`."]);
  expect(explained("[Service]\nExecSearchPath=/usr/bin:/bin")).toEqual(["path /usr/bin", "path /bin"]);
});

test("the words of the next part are offered", () => {
  for (const version of [252, 262]) {
    expect(offeredAt("[Service]\nBindPaths=/a:/b:$0", version)).toEqual(["rbind", "norbind"]);
    expect(offeredAt("[Service]\nMountImages=/a:/b:$0", version)).toContain("root-verity");
    expect(offeredAt("[Service]\nRootImageOptions=ro h$0", version)).toContain("home");
  }
  expect(offeredAt("[Service]\nExtensionImages=/a:root:ro:$0")).not.toContain("root-secondary");
  expect(offeredAt("[Service]\nStateDirectory=app:link:$0")).toEqual(["ro"]);
  expect(offeredAt("[Service]\nRootImagePolicy=$0")).toEqual(expect.arrayContaining(["*", "-", "~", "root"]));
  expect(offeredAt("[Service]\nRootImagePolicy=root=$0")).toContain("verity");
  expect(offeredAt("[Service]\nRootImagePolicy=root=verity+$0")).not.toContain("btrfs");
  expect(offeredAt("[Service]\nRootImagePolicy=root=verity+$0", 262)).toContain("btrfs");
  expect(offeredAt("[Service]\nRootImagePolicy=root=verity:ho$0")).toContain("home");
  expect(offeredAt("[Service]\nOpenFile=/a::graceful,$0")).toEqual(["read-only", "append", "truncate"]);
});
