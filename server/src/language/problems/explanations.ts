import type { ProblemCode } from "./catalogue.ts";
import { adviceExplanations } from "./explanations/adviceExplanations.ts";
import { betweenExplanations } from "./explanations/betweenExplanations.ts";
import { commandExplanations } from "./explanations/commandExplanations.ts";
import { directiveExplanations } from "./explanations/directiveExplanations.ts";
import type { Explanation } from "./explanations/explanation.ts";
import { fileExplanations } from "./explanations/fileExplanations.ts";
import { installExplanations } from "./explanations/installExplanations.ts";
import { machineExplanations } from "./explanations/machineExplanations.ts";
import { nameExplanations } from "./explanations/nameExplanations.ts";
import { networkExplanations } from "./explanations/networkExplanations.ts";
import { textExplanations } from "./explanations/textExplanations.ts";
import { udevExplanations } from "./explanations/udevExplanations.ts";
import { unitExplanations } from "./explanations/unitExplanations.ts";
import { wordExplanations } from "./explanations/wordExplanations.ts";

/** What every code means, with an example: a code without an explanation does not compile. DIAGNOSTICS.md is made from this. */
export const explanations: Readonly<Record<ProblemCode, Explanation>> = {
  ...fileExplanations,
  ...directiveExplanations,
  ...wordExplanations,
  ...nameExplanations,
  ...networkExplanations,
  ...textExplanations,
  ...commandExplanations,
  ...installExplanations,
  ...unitExplanations,
  ...betweenExplanations,
  ...machineExplanations,
  ...adviceExplanations,
  ...udevExplanations,
};
