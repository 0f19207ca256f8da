/** What systemd does about a problem; see "What a problem says" in ARCHITECTURE.md. */
export type Consequence =
  /** The unit does not load, by a rule about the unit as a whole. */
  | "unit-refused"
  /** systemd stops reading the file at this line: a unit file does not load, a drop-in loses its rest. */
  | "rest-dropped"
  /** The unit loads, but starting or enabling it fails. */
  | "start-fails"
  /** This assignment, section or word is ignored. */
  | "line-ignored"
  /** Accepted, with a remark in the log: deprecated, renamed, removed. */
  | "noted"
  /** systemd says nothing; the advice is ours. */
  | "none";

export type Severity = "error" | "warning" | "information" | "hint";

const severities: Readonly<Record<Consequence, Severity>> = {
  "unit-refused": "error",
  "rest-dropped": "error",
  "start-fails": "warning",
  "line-ignored": "warning",
  noted: "information",
  none: "hint",
};

/** The severity follows from what happens, never from systemd's log level, which shifts between versions. */
export function severityOf(consequence: Consequence): Severity {
  return severities[consequence];
}

/** What systemd ignores where it ignores something; of udev's rules a whole rule, a part of one, or a value's end. */
export type IgnoredPart = "line" | "word" | "words" | "section" | "file" | "rule" | "part" | "value-end";

/** What fails where the unit loads all the same. */
export type FailingStep =
  | "starting"
  | "enabling"
  | "enabling-template"
  /** A socket listens, but cannot hand on what it accepts. */
  | "accepting"
  /** Units that start together wait for one another. */
  | "ordering"
  /** Of two units only the one that is read first loads. */
  | "sharing";

const failures: Readonly<Record<FailingStep, string>> = {
  starting: "The unit loads, but starting it fails.",
  enabling: "The unit loads, but enabling it fails.",
  "enabling-template": "The unit loads, but enabling it without naming an instance fails.",
  accepting: "The socket listens, but fails at the first connection.",
  ordering: "Where these start together, systemd leaves one of them out, or starts none.",
  sharing: "systemd loads the one that it reads first, and refuses the other.",
};

/** What systemd will do, as the sentence that ends every message; empty where it does nothing. */
export function consequenceSentence(
  consequence: Consequence,
  ignored: IgnoredPart,
  fails: FailingStep = "starting",
): string {
  switch (consequence) {
    case "unit-refused":
      return "systemd refuses to load the unit.";
    case "rest-dropped":
      return "systemd stops reading the file here.";
    case "start-fails":
      return failures[fails];
    case "line-ignored":
      return ignoredSentence(ignored);
    case "noted":
      return "systemd accepts it, with a remark in the log.";
    case "none":
      return "";
    default:
      return consequence satisfies never;
  }
}

function ignoredSentence(ignored: IgnoredPart): string {
  switch (ignored) {
    case "rule":
      return "udev drops the whole rule.";
    case "part":
      return "udev leaves this out of the rule.";
    case "words":
      return "systemd ignores this word and those after it.";
    case "value-end":
      return "udev cuts the value off here.";
    default:
      return `systemd ignores this ${ignored}.`;
  }
}
