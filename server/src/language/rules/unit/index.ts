import { jobTimeoutsFit, pamSessionEnds } from "./anyUnit.ts";
import { acceptedAtOnce, processesCanBeHad } from "./exclusions.ts";
import { unitCanBe } from "./existence.ts";
import { programsGetPaths } from "./instancePaths.ts";
import { failingIsPossible, onlyOneIsIsolated } from "./jobModes.ts";
import { mountHasSource, mountPointIsFree } from "./mountPoints.ts";
import { automountIsPossible, nameFitsPath, sliceNameIsWhole } from "./names.ts";
import { neededUnitIsOrdered, onlineIsWanted, orderIsPossible } from "./ordering.ts";
import { restartsEnd } from "./restarts.ts";
import { serviceCommands, serviceConflicts } from "./service.ts";
import { serviceRemarks } from "./serviceRemarks.ts";
import { socketListens } from "./socket.ts";
import { pathWatches, timerElapses } from "./triggers.ts";
import type { UnitRule } from "./unitRule.ts";
import { workingDirectoryIsThere } from "./workingDirectory.ts";

/** Every rule about a unit as a whole; a test holds the list against the folder. */
export const unitRules: readonly UnitRule[] = [
  serviceCommands,
  serviceConflicts,
  serviceRemarks,
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
  workingDirectoryIsThere,
  pamSessionEnds,
  jobTimeoutsFit,
  onlyOneIsIsolated,
  failingIsPossible,
  orderIsPossible,
  neededUnitIsOrdered,
  onlineIsWanted,
  restartsEnd,
  programsGetPaths,
];
