// What the mouse over a unit's row tells: the facts of `systemctl status`, as Markdown.
import type { Unit, UnitDetails } from "../systemd/manager.ts";
import { stateWords } from "./unitTree.ts";

/**
 * The tooltip of a unit; without details where systemd has the unit not in memory. VS Code keeps it until the row
 * changes, so it tells times of the clock and no lengths of time. `now`, in milliseconds, tells today from other days.
 */
export function unitTooltip(unit: Unit, details: UnitDetails | undefined, now: number): string {
  const described = details?.description || unit.description;
  // systemd describes a unit without a Description= by its name.
  const description = described === "" || described === unit.name ? "" : ` — ${escapeMarkdown(described)}`;
  const title = `**${escapeMarkdown(unit.name)}**${description}`;
  const lines = [stateLine(unit, details, now), ...enablement(unit), ...factsOf(unit, details)];
  const listed = lines.map((line) => `- ${escapeMarkdown(line)}`);
  return [title, "", ...listed, ...warnings(details)].join("\n");
}

function stateLine(unit: Unit, details: UnitDetails | undefined, now: number): string {
  const since = details?.since;
  // A masked unit has been so for longer than systemd knows.
  const isTimed = since !== undefined && unit.loadState !== "masked";
  return `State: ${stateWords(unit)}${isTimed ? ` since ${clockTime(since, now)}` : ""}`;
}

/** Whether something starts the unit, as far as its row does not say so already. */
function enablement({ fileState, loadState }: Unit): readonly string[] {
  if (fileState === undefined || fileState === "" || loadState === "masked") return [];
  const words = enablementWords.get(fileState) ?? fileState;
  return [`Enablement: ${words}`];
}

/** What the states of unit files mean that do not say so themselves (systemctl(1), is-enabled). */
const enablementWords: ReadonlyMap<string, string> = new Map([
  ["enabled-runtime", "enabled until the next boot"],
  ["static", "static (no [Install] section: it runs when something else starts it)"],
  ["indirect", "indirect (only through the units that its [Install] section names)"],
  ["generated", "generated (made at boot from other settings)"],
  ["transient", "transient (made by a program, without a file that stays)"],
  ["linked", "linked (systemd knows the file, nothing starts it)"],
]);

function factsOf(unit: Unit, details: UnitDetails | undefined): readonly string[] {
  if (details === undefined) return [];
  const fact = (name: string, value: string | number | undefined) =>
    value === undefined || value === "" ? [] : [`${name}: ${value}`];
  return [
    ...fact("Says", details.statusText),
    ...fact("Main process", details.mainPid),
    ...fact("Memory", details.memory === undefined ? undefined : bytes(details.memory)),
    ...fact("Result", details.result === "success" ? undefined : details.result),
    ...fact("Starts", details.triggers.join(", ")),
    ...fact("File", details.fragmentPath),
    ...fact("Drop-ins", details.dropInPaths.join(", ")),
    ...fact("Manual", details.documentation.join(", ")),
    ...fact("Problem", unit.loadState === "masked" ? undefined : details.loadError),
  ];
}

const warnings = (details: UnitDetails | undefined) =>
  details?.needsReload === true
    ? ["", "$(warning) Its files changed on disk: reload them for the change to count."]
    : [];

/** The time by this machine's clock, such as `16:20:05`, with the date in front where that is not the day of `now`. */
export function clockTime(time: number, now: number): string {
  const [date, today] = [new Date(time), new Date(now)];
  const digits = (value: number) => String(value).padStart(2, "0");
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(digits).join(":");
  if (date.toDateString() === today.toDateString()) return clock;
  return `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())} ${clock}`;
}

function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(count, 1)) / 10));
  const value = count / 1024 ** power;
  return `${power === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** Unit names and descriptions are text, whatever characters are in them. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!|<>~$]/g, "\\$&");
}
