import { dropInKind } from "./dropIns.ts";
import { sliceKind, targetKind } from "./groups.ts";
import { automountKind, mountKind, swapKind } from "./mounts.ts";
import type { NewUnitKind } from "./newUnit.ts";
import { serviceKind, templateKind } from "./services.ts";
import { pathKind, socketKind, socketPerConnectionKind, timerKind } from "./starters.ts";

/** All that can be begun by answering questions, in the order people look for it. Scopes and devices have no files. */
export const newUnitKinds: readonly NewUnitKind[] = [
  serviceKind,
  templateKind,
  timerKind,
  socketKind,
  socketPerConnectionKind,
  pathKind,
  mountKind,
  automountKind,
  swapKind,
  targetKind,
  sliceKind,
  dropInKind,
];
