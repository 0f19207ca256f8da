import type { SectionName } from "./sections.ts";

/** What each section is for, in a sentence or two of Markdown. */
const sectionPurposes: Readonly<Record<SectionName, string>> = {
  Unit: "What the unit is, what it needs, and what it is ordered against. Every type of unit has it.",
  Install: "What `systemctl enable` and `disable` do with the unit. The running systemd never looks at it.",
  Service:
    "The program: how it starts and stops, as whom it runs, what happens when it ends, and what it may do.",
  Socket: "What systemd listens on. The service is started when the first connection or packet arrives.",
  Timer: "When the timer fires. It then starts the unit that `Unit=` names, or the service of the same name.",
  Path: "Which files systemd watches. It starts the unit that `Unit=` names, or the service of the same name.",
  Mount: "What is mounted where, and how. The file's name must be the mount point, escaped.",
  Automount: "Where something is mounted on first access. A mount unit of the same name says what.",
  Swap: "The device or file to swap to. The file's name must be its path, escaped.",
  Slice: "Limits that all units in the slice share. Its place in the tree of slices is its name.",
  Scope:
    "Limits of processes that something else started; the unit itself is made over D-Bus, not from a file.",
  Target: "Takes no directives: a target only gathers other units, by [Unit] and [Install].",
  Device: "Takes no directives: devices come from udev, and a file only adds what they need, by [Unit].",
};

/** What the section is for, as Markdown. */
export function purposeOfSection(section: SectionName): string {
  return sectionPurposes[section];
}
