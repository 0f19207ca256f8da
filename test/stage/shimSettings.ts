// What codeShim.ts must be told that a desktop VS Code knows by itself.
import type { VsCodeInstall } from "./vscodeInstall.ts";

export interface ShimSettings {
  readonly install: VsCodeInstall;
  /** The path of Chromium. */
  readonly chromium: string;
  /** Enters the box to run in; see `VsCodeOptions`. */
  readonly within?: readonly string[];
  /** A scratch folder for VS Code and Chromium. */
  readonly profile: string;
  /** The longest a suite may take, in seconds. */
  readonly timeout: number;
}

/** The environment variable that carries the settings, as JSON. */
export const shimVariable = "UNITWRIGHT_CODE_SHIM";
