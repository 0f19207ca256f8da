import type { ProblemCode } from "../catalogue.ts";
import { described, type Explanation, file, service } from "./explanation.ts";

/** Directives that the section lacks, those on their way out, and how often one may stand. */
export const directiveExplanations = {
  "unknown-directive": {
    title: "Unknown directive",
    why: "No release of systemd has a directive of this name in this section; the case of the letters counts. The unit loads as if the line were not there, which is easy to miss when the line was to protect or to restart something.",
    bad: service("Restat=always"),
    good: service("Restart=always"),
    fix: "A directive meant for another program begins with `X-`: systemd passes over it in silence.",
  },
  "misplaced-directive": {
    title: "Directive in the wrong section",
    why: "The directive exists, in another section of the same file. systemd looks it up in this one only, and ignores the line.",
    bad: service("After=postgresql.service"),
    good: described("After=postgresql.service"),
  },
  "directive-too-new": {
    title: "Directive newer than the target",
    why: "The release that the unit is for does not know the directive yet and ignores the line. What it would have done, such as a protection, is missing there without further notice.",
    bad: { ...service("PrivatePIDs=yes"), target: 252 },
    good: { ...service("PrivatePIDs=yes"), target: 257 },
    fix: "Do without it, or raise `unitwright.targetVersion` if no older machine gets the unit.",
  },
  "directive-gone": {
    title: "Directive that no longer exists",
    why: "Older releases knew the directive; the target has dropped it altogether, and ignores the line as it would any unknown name.",
    bad: service("ManagedOOMMemoryPressure=kill", "ManagedOOMMemoryPressureLimitPercent=80%"),
    good: service("ManagedOOMMemoryPressure=kill", "ManagedOOMMemoryPressureLimit=80%"),
    fix: "Look up what has taken its place, or delete the line.",
  },
  "not-for-this-type": {
    title: "Directive that this type of unit cannot use",
    why: "Sections of several types share their directives, and systemd knows this one for them all; but a unit of this type has nothing that it could act on, so the line is ignored.",
    bad: file("shop.socket", "[Socket]", "ListenStream=/run/shop.sock", "ManagedOOMSwap=kill"),
    good: service("ManagedOOMSwap=kill"),
  },
  "removed-directive": {
    title: "Directive without effect",
    why: "systemd still knows the name, so that old files load quietly, but does nothing with the value since the release named.",
    bad: { ...service("CPUShares=2048"), target: 262 },
    good: { ...service("CPUWeight=200"), target: 262 },
    fix: "Use what has taken its place, whose values may mean something else, or delete the line.",
  },
  "deprecated-directive": {
    title: "Deprecated directive",
    why: "The directive still works, and systemd says in the log that another one has taken its place. A later release may drop it.",
    bad: service("MemoryLimit=512M"),
    good: service("MemoryMax=512M"),
    fix: "Use the new directive; look up whether its values mean the same.",
  },
  "old-directive-name": {
    title: "Old name of a directive",
    why: "systemd takes both names for the same thing and says nothing. Most readers know only the new one, and the manual hardly mentions the old.",
    bad: described("BindTo=dev-sdb1.device", "After=dev-sdb1.device"),
    good: described("BindsTo=dev-sdb1.device", "After=dev-sdb1.device"),
  },
  "only-first-counts": {
    title: "Second value where the first one counts",
    why: "Nearly everywhere a later value replaces an earlier one or adds to it. Here it is the other way round: systemd keeps the first and ignores this one with a warning, in a drop-in too.",
    bad: file(
      "backup.timer",
      "[Timer]",
      "OnCalendar=daily",
      "Unit=backup-files.service",
      "Unit=backup-mail.service",
    ),
    good: file("backup.timer", "[Timer]", "OnCalendar=daily", "Unit=backup-mail.service"),
    fix: "Keep one line; to start several units, give each a timer, or let the timer start a target.",
  },
  "empty-value": {
    title: "Empty value that resets nothing",
    why: "Many directives go back to their default when the value is empty. This one does not: systemd ignores the line with a warning, and an earlier value stays.",
    bad: service("TimeoutStartSec="),
    good: service("TimeoutStartSec=90s"),
    fix: "Write the default out, or delete the line.",
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
