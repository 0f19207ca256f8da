import type { EffectiveAssignment, EffectiveUnit } from "../../effectiveUnit.ts";
import { unitWordsOf } from "../../namedUnits.ts";
import { spanOf } from "../../text/text.ts";
import { writtenCommands } from "../../values/writtenCommands.ts";
import type { UnitReport, UnitRule } from "./unitRule.ts";

/**
 * A template that names the device or mount of its instance has an escaped path for an instance. Programs want the path
 * itself, which is `%I`, or `%f` with its leading slash (systemd.unit(5)).
 */
export const programsGetPaths: UnitRule = (unit, report) => {
  if (unit.type !== "service" || unit.name?.kind !== "template") return;
  const path = pathOfInstance(unit);
  if (path === undefined) return;
  for (const directive of commandDirectives) {
    for (const step of unit.inEffect("Service", directive)) judgeCommands(step, path, report);
  }
};

interface InstancePath {
  /** A word of a command that is the instance, and should be a path; `%i` stands at its end. */
  readonly word: RegExp;
  readonly specifier: "%I" | "%f";
}

const belowDev: InstancePath = { word: /^(?:\/dev\/)?%i$/, specifier: "%I" };
const fromRoot: InstancePath = { word: /^%i$/, specifier: "%f" };

function pathOfInstance(unit: EffectiveUnit): InstancePath | undefined {
  const named = relations.flatMap((directive) =>
    unit.inEffect("Unit", directive).flatMap((step) => unitWordsOf(step).map(({ content }) => content)),
  );
  if (named.includes("dev-%i.device")) return belowDev;
  return named.some((name) => name === "%i.device" || name === "%i.mount") ? fromRoot : undefined;
}

const relations = ["After", "BindsTo", "BindTo", "Requires", "Requisite", "Wants"] as const;

const commandDirectives = [
  ...["ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost"],
  ...["ExecReload", "ExecStop", "ExecStopPost"],
];

function judgeCommands({ unit, assignment }: EffectiveAssignment, path: InstancePath, report: UnitReport) {
  const { value, line } = assignment.node;
  if (!value.content.includes("%i")) return;
  for (const { words } of writtenCommands(value)) {
    // What takes it unescapes it, or hands it to systemd.
    if (words.some(({ text }) => takesNames.test(text.content))) continue;
    for (const { text, to } of words) {
      if (!path.word.test(text.content)) continue;
      const end = value.content.lastIndexOf("%i", to) + 2;
      const place = { in: unit, line, ...spanOf(value, end - 2, end) };
      report("escaped-instance", place, { args: ["%i", path.specifier] });
    }
  }
}

const takesNames = /(?:^|\/)(?:systemctl|systemd-[a-z]+|udevadm)$|\.(?:service|device|mount)$/;
