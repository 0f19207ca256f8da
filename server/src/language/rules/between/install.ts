import { placeOfWord, unitsNamedBy } from "../../namedUnits.ts";
import { type BetweenRule, relatedPlace } from "./betweenRule.ts";
import { areStartedTogether } from "./startedTogether.ts";

/** `systemctl enable` enables what Also= names too, and of a template it needs to know which instance (measured). */
export const alsoNamesInstances: BetweenRule = ({ unit, around }, report) => {
  for (const { name, word, step } of unitsNamedBy(unit, "Install", "Also")) {
    if (around.factsOf(name)?.needsInstance !== true) continue;
    report("also-without-instance", placeOfWord(step, word), { args: [name], fails: "enabling" });
  }
};

/** The link that `systemctl enable` makes for an alias takes the place of a unit's own file, or cannot be made (measured). */
export const aliasIsFree: BetweenRule = ({ unit, facts, around }, report) => {
  for (const { name, word, step } of unitsNamedBy(unit, "Install", "Alias")) {
    const other = around.factsOf(name);
    if (other === undefined || other.name !== name || other.name === facts.name) continue;
    report("alias-taken", placeOfWord(step, word), { args: [name] });
  }
};

/**
 * Only the first service that is read gets a bus name; the manager refuses to load the other (measured). Of those that
 * exclude one another by other means, only one is ever read.
 */
export const busNameIsFree: BetweenRule = (asked, report) => {
  const { unit, facts, around } = asked;
  if (facts.busName === undefined || unit.name?.kind === "template") return;
  const { name, place } = facts.busName;
  const other = around
    .withBusName(name)
    .find((one) => one.name !== facts.name && areStartedTogether([facts.name, one.name], asked));
  if (other?.busName === undefined) return;
  report("bus-name-twice", place, {
    args: [name, other.name],
    fails: "sharing",
    related: [relatedPlace(other.busName.place, `\`${other.name}\` has the same name.`)],
  });
};
