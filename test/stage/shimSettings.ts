// What codeShim.ts must be told that a desktop VS Code knows by itself.

export interface ShimSettings {
  /** A running VS Code server's "http://127.0.0.1:PORT", started with `smokeTestDriver` and without a token. */
  readonly origin: string;
  /** The path of Chromium. */
  readonly chromium: string;
  /** A folder for Chromium's profile. */
  readonly profile: string;
  /** The longest a suite may take, in seconds. */
  readonly timeout: number;
}

/** The environment variable that carries the settings, as JSON. */
export const shimVariable = "UNITWRIGHT_CODE_SHIM";
