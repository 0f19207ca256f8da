import { window } from "vscode";
import { type RiskyVerb, riskOf } from "./risk.ts";
import type { Target } from "./target.ts";

/** Asks before an act that may cost more than the chosen units themselves; goes on at once where none of them does. */
export function confirmRisk(verb: RiskyVerb): (chosen: readonly Target[]) => Promise<"go" | "stop"> {
  return async (chosen) => {
    const risks = new Map<string, string>();
    for (const { name } of chosen) {
      const risk = riskOf(verb, name);
      if (risk !== undefined) risks.set(name, risk);
    }
    if (risks.size === 0) return "go";
    const capital = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
    const question = `${capital} ${[...risks.keys()].join(", ")}?`;
    const detail = [...new Set(risks.values())].join(" ");
    const answer = await window.showWarningMessage(question, { modal: true, detail }, capital);
    return answer === capital ? "go" : "stop";
  };
}
