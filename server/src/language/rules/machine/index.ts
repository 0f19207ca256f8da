import { accountsExist } from "./accounts.ts";
import type { MachineRule } from "./machineRule.ts";
import { environmentFilesExist, workingDirectoryExists } from "./paths.ts";
import { programsExist } from "./programs.ts";

/** Every rule about a service on its machine; a test holds the list against the folder. */
export const machineRules: readonly MachineRule[] = [
  programsExist,
  accountsExist,
  environmentFilesExist,
  workingDirectoryExists,
];
