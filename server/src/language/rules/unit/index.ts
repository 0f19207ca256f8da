import { jobTimeoutsFit, pamSessionEnds } from "./anyUnit.ts";
import { acceptedAtOnce, processesCanBeHad } from "./exclusions.ts";
import { unitCanBe } from "./existence.ts";
import { onlyOneIsIsolated } from "./jobModes.ts";
import {
  automountIsPossible,
  mountHasSource,
  mountPointIsFree,
  nameFitsPath,
  sliceNameIsWhole,
} from "./names.ts";
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
  automountIsPossible,
  unitCanBe,
  processesCanBeHad,
  acceptedAtOnce,
  pamSessionEnds,
  jobTimeoutsFit,
  onlyOneIsIsolated,
  neededUnitIsOrdered,
  onlineIsWanted,
];
