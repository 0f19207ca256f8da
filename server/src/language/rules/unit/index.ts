import { jobTimeoutsFit, pamSessionEnds } from "./anyUnit.ts";
import { mountHasSource, mountPointIsFree, nameFitsPath, sliceNameIsWhole } from "./names.ts";
import { neededUnitIsOrdered, onlineIsWanted } from "./ordering.ts";
import { serviceCommands, serviceConflicts } from "./service.ts";
import { socketListens } from "./socket.ts";
import { pathWatches, timerElapses } from "./triggers.ts";
import type { UnitRule } from "./unitRule.ts";

/** Every rule about a unit as a whole; a test holds the list against the folder. */
export const unitRules: readonly UnitRule[] = [
  serviceCommands,
  serviceConflicts,
  socketListens,
  timerElapses,
  pathWatches,
  nameFitsPath,
  mountHasSource,
  sliceNameIsWhole,
  mountPointIsFree,
  pamSessionEnds,
  jobTimeoutsFit,
  neededUnitIsOrdered,
  onlineIsWanted,
];
