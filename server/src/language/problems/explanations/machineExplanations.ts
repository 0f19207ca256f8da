import type { ProblemCode } from "../catalogue.ts";
import { type ExampleFile, type Explanation, file } from "./explanation.ts";

const shop = (...lines: readonly string[]): ExampleFile =>
  file("/etc/systemd/system/shop.service", "[Service]", ...lines);
const run = "ExecStart=/usr/bin/shop";
const machine = {
  paths: { "/usr/bin/shop": "program", "/etc/shop.env": "file", "/srv/shop": "folder" },
  accounts: ["user shop"],
} as const;

const silence =
  "Nothing is said where the machine may yet change: for paths in /run and /tmp, units with conditions, other roots or mounts, and files that lie outside of a load path.";

/** What a service lacks on the machine in whose load path it lies. */
export const machineExplanations = {
  "missing-program": {
    title: "Command without its program",
    why: `systemd starts the program of a command by itself, without a shell. Where it is not there, or nobody may execute it, the start fails with status 203/EXEC; of a name without a path, in all the folders that systemd searches. ${silence}`,
    bad: { ...shop("ExecStart=/usr/local/bin/shop"), machine },
    good: { ...shop(run), machine },
    fix: "Correct the path, install the program, or make it executable with `chmod +x`.",
  },
  "missing-account": {
    title: "User or group that is not there",
    why: `A service of the system changes to the user and group of User= and Group= before its program runs. Where the machine has none of the name, the start fails with status 217/USER or 216/GROUP. ${silence} Where accounts come from a network, nothing is said either.`,
    bad: { ...shop(run, "User=shopp"), machine },
    good: { ...shop(run, "User=shop"), machine },
    fix: "Create the account, or let systemd make one up with DynamicUser=yes.",
  },
  "missing-environment-file": {
    title: "File of variables that is not there",
    why: `The file of EnvironmentFile= is read just before each command. Where it is missing, the start fails, unless a \`-\` stands before its path. ${silence}`,
    bad: { ...shop(run, "EnvironmentFile=/etc/default/shop"), machine },
    good: { ...shop(run, "EnvironmentFile=/etc/shop.env"), machine },
  },
  "missing-working-directory": {
    title: "Working directory that is not there",
    why: `Commands begin in the folder of WorkingDirectory=. Where it is missing, or no folder, the start fails with status 200/CHDIR, unless a \`-\` stands before its path. ${silence}`,
    bad: { ...shop(run, "WorkingDirectory=/srv/shopp"), machine },
    good: { ...shop(run, "WorkingDirectory=/srv/shop"), machine },
    fix: "Create the folder, or have systemd make one with StateDirectory=.",
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
