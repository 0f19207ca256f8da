import type { BetweenRule } from "./betweenRule.ts";
import { aliasIsFree, alsoNamesInstances, busNameIsFree } from "./install.ts";
import { namedUnitsExist } from "./names.ts";
import { orderHasNoCycle } from "./ordering.ts";
import { startedUnitExists } from "./triggers.ts";

/** Every rule about a unit among others; a test holds the list against the folder. */
export const betweenRules: readonly BetweenRule[] = [
  startedUnitExists,
  namedUnitsExist,
  orderHasNoCycle,
  alsoNamesInstances,
  aliasIsFree,
  busNameIsFree,
];
