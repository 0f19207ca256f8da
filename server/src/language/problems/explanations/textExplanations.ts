import type { ProblemCode } from "../catalogue.ts";
import { described, type Explanation, service, socket } from "./explanation.ts";

/** Values whose form no other directive has: addresses of documentation, host names, hashes, folders and options. */
export const textExplanations = {
  "not-documentation": {
    title: "Not an address of documentation",
    why: "Documentation= is for programs to follow, so each word is an address that begins with `https://`, `http://`, `file:/`, `info:` or `man:`. systemd leaves this word out and keeps the others.",
    bad: described("Documentation=shop(8)"),
    good: described("Documentation=man:shop(8)"),
  },
  "not-ascii": {
    title: "Character beyond ASCII",
    why: "Only plain ASCII can be handed on here, to the kernel or to whoever reads it. systemd ignores a line or a word with any other character in it.",
    bad: described("JobTimeoutSec=5min", "JobTimeoutAction=reboot", "JobTimeoutRebootArgument=Störung"),
    good: described("JobTimeoutSec=5min", "JobTimeoutAction=reboot", "JobTimeoutRebootArgument=failure"),
  },
  "text-too-long": {
    title: "Text that is too long",
    why: "Nothing longer fits where the text goes. systemd does not cut it, but ignores the line.",
    bad: described("SuccessAction=reboot", `RebootArgument=${"x".repeat(256)}`),
    good: described("SuccessAction=reboot", `RebootArgument=${"x".repeat(255)}`),
  },
  "not-log-namespace": {
    title: "Not a name for a namespace of the journal",
    why: "The namespace is a folder of the journal and the instance of the units that serve it, so its name is of letters, digits and `:-_.@`. systemd ignores the line, and the unit logs with all the others.",
    bad: service("LogNamespace=shop/web"),
    good: service("LogNamespace=shop-web"),
  },
  "not-host-name": {
    title: "Not a host name",
    why: "A host name has up to 64 letters, digits, dashes and dots, with no dash or dot at an end of a part. systemd ignores the line, and the unit can see and change the machine's own name.",
    bad: { ...service("ProtectHostname=private:shop_web"), target: 262 },
    good: { ...service("ProtectHostname=private:shop-web"), target: 262 },
  },
  "host-name-unused": {
    title: "Host name without a namespace for it",
    why: "A name of its own needs a namespace of its own, and `no` makes none. systemd ignores the line.",
    bad: { ...service("ProtectHostname=no:shop"), target: 262 },
    good: { ...service("ProtectHostname=private:shop"), target: 262 },
  },
  "not-user-attribute": {
    title: "Attribute that a unit cannot set",
    why: "Of a file's extended attributes only those that begin with `user.` are free for everybody. systemd ignores the line.",
    bad: { ...socket("XAttrEntryPoint=trusted.shop=web"), target: 262 },
    good: { ...socket("XAttrEntryPoint=user.shop=web"), target: 262 },
  },
  "reserved-directory": {
    title: "Folder that systemd keeps for itself",
    why: "Below `private` systemd puts the folders of services with DynamicUser=yes. It leaves this one out and makes the others.",
    bad: service("StateDirectory=private/shop"),
    good: service("StateDirectory=shop"),
  },
  "no-symlink-here": {
    title: "Link where none is made",
    why: "The other directives for folders make a link too when a colon and a name follow; ConfigurationDirectory= does not. systemd leaves the word out, folder included.",
    bad: service("ConfigurationDirectory=shop:till"),
    good: service("ConfigurationDirectory=shop"),
  },
  "word-twice": {
    title: "Word that stands here twice",
    why: "Each of these words may be given once. systemd does not look whether they say the same: it ignores the value, and for the policy of an image it stops reading the file.",
    bad: service("OpenFile=/etc/shop.conf:conf:read-only,read-only"),
    good: service("OpenFile=/etc/shop.conf:conf:read-only"),
  },
  "words-exclude-each-other": {
    title: "Words that exclude each other",
    why: "Each word asks for something that the other forbids. systemd does not choose one: it ignores the line.",
    bad: service("OpenFile=/var/log/shop.log:log:append,truncate"),
    good: service("OpenFile=/var/log/shop.log:log:append"),
  },
  "not-pattern": {
    title: "Not a regular expression",
    why: "The patterns are regular expressions as in Perl, and this one is broken: often a bracket is open, or a sign that stands for something was meant as itself. systemd ignores the line, and filters by the other patterns only.",
    bad: service("LogFilterPatterns=~took [0-9]+ms ("),
    good: service("LogFilterPatterns=~took [0-9]+ms \\("),
  },
  "not-root-hash": {
    title: "Not a root hash",
    why: "The hash is at least 16 bytes in hexadecimal digits, or the path of a file that holds it. systemd ignores the line, and does not verify the image.",
    bad: service("RootImage=/srv/shop.raw", "RootHash=c0ffee"),
    good: service("RootImage=/srv/shop.raw", "RootHash=/srv/shop.roothash"),
  },
  "not-root-hash-signature": {
    title: "Not a signature of a root hash",
    why: "The signature stands in a file, whose path is given, or behind `base64:`. systemd ignores the line.",
    bad: service("RootImage=/srv/shop.raw", "RootHash=/srv/shop.roothash", "RootHashSignature=c2hvcA=="),
    good: service(
      "RootImage=/srv/shop.raw",
      "RootHash=/srv/shop.roothash",
      "RootHashSignature=base64:c2hvcA==",
    ),
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
