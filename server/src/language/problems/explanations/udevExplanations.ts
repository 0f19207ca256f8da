import type { ProblemCode } from "../catalogue.ts";
import { type Explanation, rules } from "./explanation.ts";

const tokenAdded = 'ACTION=="add", SUBSYSTEM=="usb", ATTR{idVendor}=="0529"';

/** The rules of udev, and what systemd makes of the devices they are about. */
export const udevExplanations = {
  "udev-broken-rule": {
    title: "Part of a udev rule that cannot be read",
    why: 'A rule is a list of `KEY="value"` pairs: a key, perhaps something in braces, an operator and a value in double quotes. At the first thing that is none udev stops and drops the whole rule, with all that stands before it.',
    bad: rules(`SUBSYSTEM=="usb", MODE=0664`),
    good: rules(`SUBSYSTEM=="usb", MODE="0664"`),
    fix: "A line is continued by a backslash that is its very last character: blanks behind it end the rule.",
  },
  "udev-rule-lost": {
    title: "Rule of udev that is never read",
    why: "A rule whose last line ends with a backslash goes on in a line that does not exist, and udev forgets it. It also takes no line, and no rule, of 16 KiB or more; a line that long by itself costs the rest of the file.",
    bad: rules(`SUBSYSTEM=="usb", MODE="0664", \\`),
    good: rules(`SUBSYSTEM=="usb", MODE="0664"`),
  },
  "udev-unknown-key": {
    title: "Unknown key of a udev rule",
    why: "udev knows a fixed set of keys, in capital letters. It drops a rule with any other.",
    bad: rules(`SUBSYSTEM=="usb", ATRS{idVendor}=="0529", MODE="0664"`),
    good: rules(`SUBSYSTEM=="usb", ATTRS{idVendor}=="0529", MODE="0664"`),
  },
  "udev-wrong-operator": {
    title: "Operator that the key does not take",
    why: "`==` and `!=` compare; `=`, `+=`, `-=` and `:=` set something. Many keys, `ACTION` among them, can only be compared, others only set, and a wrong operator makes udev drop the whole rule.",
    bad: rules(`ACTION="add", SUBSYSTEM=="usb", MODE="0664"`),
    good: rules(`ACTION=="add", SUBSYSTEM=="usb", MODE="0664"`),
  },
  "udev-operator-taken": {
    title: "Operator that udev takes for another",
    why: "The key has no such operator. udev goes on as if `=` stood there, and says so in the log.",
    bad: rules(`SUBSYSTEM=="usb", MODE+="0664"`),
    good: rules(`SUBSYSTEM=="usb", MODE="0664"`),
  },
  "udev-wrong-braces": {
    title: "Wrong thing in the braces of a key",
    why: "Keys such as `ATTR` and `ENV` need braces that say what they are about, others take one of a few words, and most take none. udev drops a rule where that is wrong.",
    bad: rules(`SUBSYSTEM=="usb", ATTR=="0529", MODE="0664"`),
    good: rules(`SUBSYSTEM=="usb", ATTR{idVendor}=="0529", MODE="0664"`),
  },
  "udev-case-prefix": {
    title: "Letter i where nothing is compared",
    why: '`i"…"` compares without regard to capital letters, with `==` and `!=` alone. Anywhere else udev drops the rule.',
    bad: rules(`SUBSYSTEM=="usb", GROUP=i"plugdev"`),
    good: rules(`SUBSYSTEM=="usb", GROUP="plugdev"`),
  },
  "udev-wrong-value": {
    title: "Value that udev cannot use",
    why: "The key takes only certain values here: a number, a mode, the name of a built-in command, a property that rules may set. udev drops a rule with any other.",
    bad: rules(`SUBSYSTEM=="usb", IMPORT{builtin}="usbid"`),
    good: rules(`SUBSYSTEM=="usb", IMPORT{builtin}="usb_id"`),
  },
  "udev-unknown-option": {
    title: "Unknown word of OPTIONS",
    why: "udev leaves the option out and keeps the rest of the rule.",
    bad: rules(`SUBSYSTEM=="block", MODE="0660", OPTIONS+="nowach"`),
    good: rules(`SUBSYSTEM=="block", MODE="0660", OPTIONS+="nowatch"`),
  },
  "udev-too-new": {
    title: "Part of a rule that a later udev brought",
    why: "The udev that the rules are for does not know it yet. It drops the whole rule, or of OPTIONS the word alone.",
    bad: { ...rules(`SUBSYSTEM=="usb", SYMLINK-="token"`), target: 252 },
    good: { ...rules(`SUBSYSTEM=="usb", SYMLINK-="token"`), target: 257 },
  },
  "udev-empty-value": {
    title: "Empty value",
    why: "The key means nothing without a value. udev keeps the rule and says so in the log.",
    bad: rules(`SUBSYSTEM=="usb", TAG+=""`),
    good: rules(`SUBSYSTEM=="usb", TAG+="uaccess"`),
  },
  "udev-substitution": {
    title: "Substitution that udev does not know",
    why: "In values that are set, `$` and `%` begin something that udev puts in, such as `$kernel` or `%k`. What it does not know stays as it is, with an error in the log; where braces are wrong or missing the rest of the value is cut off.",
    bad: rules(`SUBSYSTEM=="usb", RUN+="/usr/bin/token $model"`),
    good: rules(`SUBSYSTEM=="usb", RUN+="/usr/bin/token $env{ID_MODEL}"`),
    fix: "A dollar or percent sign that is meant as such is written twice.",
  },
  "udev-unknown-label": {
    title: "GOTO without its label",
    why: "GOTO jumps forward in its own file. With no such LABEL below it udev leaves the jump out, and the rules it should have skipped are used.",
    bad: rules(`SUBSYSTEM!="usb", GOTO="token_end"`, `MODE="0664"`),
    good: rules(`SUBSYSTEM!="usb", GOTO="token_end"`, `MODE="0664"`, `LABEL="token_end"`),
  },
  "udev-unused-label": {
    title: "Label that nothing jumps to",
    why: "No GOTO above has this name, so the label does nothing: either it is left over, or a GOTO is missing or misspelt.",
    bad: rules(`SUBSYSTEM=="usb", MODE="0664"`, `LABEL="token_end"`),
    good: rules(`SUBSYSTEM=="usb", MODE="0664"`),
  },
  "udev-second-label": {
    title: "Second GOTO or LABEL in a rule",
    why: "A rule jumps to one place and has one label: of several GOTO the first counts, of several LABEL the last.",
    bad: rules(`SUBSYSTEM!="usb", GOTO="end", GOTO="end"`, `MODE="0664"`, `LABEL="end"`),
    good: rules(`SUBSYSTEM!="usb", GOTO="end"`, `MODE="0664"`, `LABEL="end"`),
  },
  "udev-no-effect": {
    title: "Rule that only compares",
    why: "Nothing in the rule sets anything, so udev drops it. Often an `==` stands where `=` is meant.",
    bad: rules(`SUBSYSTEM=="usb", ATTR{idVendor}=="0529"`),
    good: rules(`SUBSYSTEM=="usb", ATTR{idVendor}=="0529", MODE="0664"`),
  },
  "udev-commas": {
    title: "Comma missing or too many",
    why: "udev reads the rule all the same, but people take what follows for part of what stands before, and `udevadm verify` remarks on it.",
    bad: rules(`SUBSYSTEM=="usb" MODE="0664"`),
    good: rules(`SUBSYSTEM=="usb", MODE="0664"`),
  },
  "udev-never-matches": {
    title: "Matches that exclude one another",
    why: "All matches of a rule have to hold at once, and no device passes these two. For one or the other, write the alternatives into one value with `|` between.",
    bad: rules(`ACTION=="add", ACTION=="change", SUBSYSTEM=="usb", MODE="0664"`),
    good: rules(`ACTION=="add|change", SUBSYSTEM=="usb", MODE="0664"`),
  },
  "udev-duplicate": {
    title: "The same twice in a rule",
    why: "The second one does nothing. Often it was meant to be about something else.",
    bad: rules(`SUBSYSTEM=="usb", SUBSYSTEM=="usb", MODE="0664"`),
    good: rules(`SUBSYSTEM=="usb", MODE="0664"`),
  },
  "udev-old-name": {
    title: "Old way of naming something",
    why: "udev still takes it, with a warning in the log. The kernel may move such things without notice.",
    bad: rules(`SUBSYSTEM=="usb", ATTRS{../idVendor}=="0529", MODE="0664"`),
    good: rules(`SUBSYSTEM=="usb", ATTRS{idVendor}=="0529", MODE="0664"`),
  },
  "udev-no-systemd-tag": {
    title: "Property for systemd without the tag",
    why: "systemd makes .device units only of devices with the tag `systemd`, and looks at the SYSTEMD_… properties of no others. Block devices, terminals and network interfaces have it by systemd's own rules, devices of this subsystem do not: nothing starts.",
    bad: rules(`${tokenAdded}, ENV{SYSTEMD_WANTS}+="token.service"`),
    good: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_WANTS}+="token.service"`),
  },
  "udev-wants-on-remove": {
    title: "Units wanted by a device that is gone",
    why: "systemd looks at SYSTEMD_WANTS when a device comes, never when it goes. What shall stop with the device says `BindsTo=` and `After=` its .device unit.",
    bad: rules(`ACTION=="remove", SUBSYSTEM=="usb", TAG+="systemd", ENV{SYSTEMD_WANTS}+="token.service"`),
    good: rules(`ACTION=="add", SUBSYSTEM=="usb", TAG+="systemd", ENV{SYSTEMD_WANTS}+="token.service"`),
  },
  "udev-odd-unit-name": {
    title: "Text that becomes another unit's name",
    why: "systemd escapes what no unit name can hold, turns `/` into `-` and adds `.service` where no type is named. What starts is the unit of that name, if there is one.",
    bad: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_WANTS}+="token@usb/1.service"`),
    good: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_WANTS}+="token@usb-1.service"`),
    fix: "A template without an instance, such as `token@.service`, gets the device's own path.",
  },
  "udev-bad-alias": {
    title: "Alias that is no absolute path",
    why: "Every word of SYSTEMD_ALIAS is the path that another .device unit is named after. systemd leaves out what does not begin with `/` or holds `..`.",
    bad: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_ALIAS}+="token"`),
    good: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_ALIAS}+="/sys/token"`),
  },
  "udev-unknown-property": {
    title: "Property that is nearly one of systemd's",
    why: "udev takes properties of any name, and systemd looks at a few. A misspelt one is kept, and nothing comes of it.",
    bad: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_WANT}+="token.service"`),
    good: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_WANTS}+="token.service"`),
  },
  "udev-run-service": {
    title: "Unit that a rule starts by a command",
    why: "A program of RUN holds up the event, has no log of its own and gives up when systemd is not ready. With SYSTEMD_WANTS systemd starts the unit itself as soon as it sees the device.",
    bad: rules(`${tokenAdded}, RUN+="/usr/bin/systemctl start token.service"`),
    good: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_WANTS}+="token.service"`),
  },
  "udev-run-background": {
    title: "Program that a rule leaves in the background",
    why: "udev ends everything that a rule has left running, in the background too, as soon as it has had nothing to do for some seconds. What shall keep running is a service, which SYSTEMD_WANTS starts.",
    bad: rules(`${tokenAdded}, RUN+="/bin/sh -c '/usr/bin/tokend &'"`),
    good: rules(`${tokenAdded}, TAG+="systemd", ENV{SYSTEMD_WANTS}+="tokend.service"`),
  },
} as const satisfies Readonly<Partial<Record<ProblemCode, Explanation>>>;
