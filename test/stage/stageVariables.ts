// The environment variables by which the stage tells its children things.

/** Why there is no systemd to try things on; set, the tests that need one skip themselves with that reason. */
export const noSystemdVariable = "UNITWRIGHT_NO_SYSTEMD";
