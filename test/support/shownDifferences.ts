// What is left of a unit's directives, compared with what `systemctl show` tells of it.
import { exists } from "../../server/src/language/analysis.ts";
import {
  type EffectiveAssignment,
  type EffectiveUnit,
  expandedValue,
} from "../../server/src/language/effectiveUnit.ts";
import { type SectionName, sectionsOfType } from "../../server/src/language/knowledge/sections.ts";
import { unknownPiece } from "../../server/src/language/values/grammar.ts";
import { type ShownUnit, shownLine } from "./shownUnits.ts";
import { type ShownValue, shownValueOf } from "./shownValues.ts";

/** A property that was compared, and what each side says of it. */
export interface ComparedProperty {
  readonly name: string;
  /** Whether a directive that fills it is in effect; else it has systemd's default. */
  readonly isSet: boolean;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Compares what can be known of each property; `plain` is a unit of the type in which nothing is set, `aliases` have
 * the names that systemd shows in place of others.
 */
export function compareProperties(
  unit: EffectiveUnit,
  shown: ShownUnit,
  plain: ShownUnit,
  aliases: ReadonlyMap<string, string>,
): readonly ComparedProperty[] {
  return sectionsOfType(unit.type)
    .filter((section) => section !== "Install")
    .flatMap((section) => {
      const all = unit.allInEffect(section);
      const filled = all.map((one) => propertyFilledBy(one, plain));
      return [...propertiesOf(unit, section, plain)].flatMap(([name, value]): ComparedProperty[] => {
        const own = all.filter((_one, index) => filled[index] === name);
        if (!isUpToDirectives(unit, name, own, all)) return [];
        const told = own.length === 0 ? value.theirs(plain.get(name) ?? []) : value.ours(own);
        if (told.includes(unknownPiece)) return [];
        const ours = name === "Unit" ? (aliases.get(told) ?? told) : told;
        return [{ name, isSet: own.length > 0, ours, theirs: value.theirs(shown.get(name) ?? []) }];
      });
    });
}

/** The properties that directives of a section fill, as far as systemd shows them. */
function propertiesOf(
  unit: EffectiveUnit,
  section: SectionName,
  plain: ShownUnit,
): ReadonlyMap<string, ShownValue> {
  const values = new Map<string, ShownValue>();
  for (const row of unit.parts[0].table.inSection(section)) {
    const value = row.directive.renamed === undefined && exists(row) ? shownValueOf(row) : undefined;
    const name = value && shownName(value.property(row.directive.name), plain);
    if (name === undefined || plain.get(name)?.includes("[unprintable]")) continue;
    if (value !== undefined && (plain.has(name) || onlyWhereSet.test(name))) values.set(name, value);
  }
  return values;
}

function propertyFilledBy(
  { assignment: { known } }: EffectiveAssignment,
  plain: ShownUnit,
): string | undefined {
  if (known === undefined) return undefined;
  const { name, renamed } = known.directive;
  const property = shownValueOf(known)?.property(renamed?.to.name ?? name);
  return property && shownName(property, plain);
}

/** Where a yes or no has become a choice of words, the words are shown apart. */
function shownName(property: string, plain: ShownUnit): string {
  const apart = `${property}Ex`;
  return /^(?:Private|Protect)/.test(property) && plain.has(apart) ? apart : property;
}

/** Lists with a line for each entry are not shown where they are empty. */
const onlyWhereSet =
  /^(?:Exec(?:Condition|Reload|Start|StartPost|StartPre|Stop|StopPost|StopPre)|EnvironmentFiles|Listen|Paths|Timers(?:Calendar|Monotonic))$/;

/** What is not assigned in these has a default that follows from the rest of the unit. */
const followsFromOthers: ReadonlySet<string> = new Set([
  "BindLogSockets",
  "Description",
  "DevicePolicy",
  "FileDescriptorName",
  "FileDescriptorStoreMax",
  "Group",
  "IOSchedulingPriority",
  "JobRunningTimeoutUSec",
  "MountAPIVFS",
  "NoNewPrivileges",
  "NotifyAccess",
  "OOMPolicy",
  "OnFailureJobMode",
  "PollLimitBurst",
  "PrivateTmp",
  "PrivateTmpEx",
  "ProtectHome",
  "ProtectSystem",
  "RemoveIPC",
  "RestartKillSignal",
  "RestartUSec",
  "RestrictSUIDSGID",
  "SetLoginEnvironment",
  "Slice",
  "TimeoutAbortUSec",
  "TimeoutStartUSec",
  "TimeoutStopUSec",
  "TriggerLimitBurst",
  "Type",
  "Unit",
  "User",
  "What",
  "Where",
]);

/** Directives that have a say in what others fill. */
const meddling =
  /^(?:DynamicUser|IOSchedulingClass|TimeoutSec|OnFailureIsolate|PrivateDevices|RestartMaxDelaySec)$/;

/** Whether systemd shows what the assignments make of a property, and not what it makes of it by itself. */
function isUpToDirectives(
  { type }: EffectiveUnit,
  property: string,
  own: readonly EffectiveAssignment[],
  all: readonly EffectiveAssignment[],
): boolean {
  // Shown as off where the type of the service has no use for it; infinity stands for the default of sockets, and for
  // no pause.
  if (/^(?:RestartRandomizedDelay|TriggerLimitInterval|Watchdog)USec$/.test(property)) return false;
  // A slice cannot fail, so systemd forgets what should happen then.
  if (property === "OnFailure" && type === "slice") return false;
  // Systemd describes a unit itself whose specifiers stand for nothing.
  if (property === "Description") return own.some((one) => expandedValue(one) !== "");
  if (!followsFromOthers.has(property)) return true;
  return own.length > 0 && !all.some(({ assignment: { node } }) => meddling.test(node.key.content));
}

/**
 * What is another matter than the unit's directives, or hardly ever matters. IOSchedulingClass=none takes back which
 * IOSchedulingPriority= there was, and an effective unit has no place to say so. RebootArgument= is refused less in
 * [Service], where it once stood. The processor decides which Personality= there is. What a slice lets its units have is
 * in effect of them too.
 */
export const mayDiffer =
  /^(?:DropInPaths|.*Timestamp.*|.*Current|Memory(?:Available|Peak)|NeedDaemonReload|IOSchedulingPriority|InvocationID|Personality|RebootArgument|UnitFileState|Effective(?:CPUs|MemoryHigh|MemoryMax|MemoryNodes|TasksMax))$/;

/** A property as words in an order of their own. */
export function shownInAnyOrder(unit: ShownUnit, property: string): string {
  const line = shownLine(unit, property);
  const sign = line.startsWith(property === "WorkingDirectory" ? "!" : "~") ? (line[0] ?? "") : "";
  const words = line
    .slice(sign.length)
    .split(/[ \n]/)
    .filter((word) => word !== "");
  // A sign alone means nothing, be it of network interfaces or of a folder that may be missing; but families of
  // addresses are all forbidden where none is allowed (measured).
  if (words.length === 0 && property !== "RestrictAddressFamilies") return "";
  return `${sign}${words.sort().join(" ")}`;
}
