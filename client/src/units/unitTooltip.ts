// What the mouse over a unit's row tells: the facts of `systemctl status`, as Markdown.
import type { Unit, UnitDetails } from "../systemd/manager.ts";
import { stateWords } from "./unitTree.ts";

/** The tooltip of a unit; without details where systemd has the unit not in memory. `now` is in milliseconds. */
export function unitTooltip(unit: Unit, details: UnitDetails | undefined, now: number): string {
  const description = details?.description || unit.description;
  const title = `**${escapeMarkdown(unit.name)}**${description === "" ? "" : ` — ${escapeMarkdown(description)}`}`;
  const since = details?.since;
  const state = `${stateWords(unit)}${since === undefined ? "" : ` for ${duration(now - since)}`}`;
  const facts = details === undefined ? [] : factsOf(details);
  const enabled =
    unit.fileState === undefined || unit.fileState === "" ? [] : [`Start at boot: ${unit.fileState}`];
  const lines = [`State: ${state}`, ...enabled, ...facts].map((line) => `- ${escapeMarkdown(line)}`);
  return [title, "", ...lines, ...warnings(details)].join("\n");
}

function factsOf(details: UnitDetails): readonly string[] {
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
    ...fact("Problem", details.loadError),
  ];
}

const warnings = (details: UnitDetails | undefined) =>
  details?.needsReload === true
    ? ["", "$(warning) Its files changed on disk: reload them for the change to count."]
    : [];

/** A length of time in its largest unit or two, such as `3 h 20 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
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
