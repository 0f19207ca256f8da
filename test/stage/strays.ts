// Processes that left the group they were started in (a terminal's shell, say), found by a mark in their environment.
import { readdirSync, readFileSync } from "node:fs";

/** The variable that marks every process of a run; its value is a folder of the run. */
export const runMark = "UNITWRIGHT_RUN";

/**
 * Ends every process marked with the folder or one below it.
 * Only Linux tells the environment of others; elsewhere none is found.
 */
export async function endStrays(folder: string): Promise<void> {
  for (let round = 0; round < 40; round++) {
    const strays = markedWith(folder);
    if (strays.length === 0) return;
    for (const pid of strays) kill(pid, round < 20 ? "SIGTERM" : "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function markedWith(folder: string): readonly number[] {
  const wanted = `${runMark}=${folder}`;
  const isMarked = (variable: string) => variable === wanted || variable.startsWith(`${wanted}/`);
  return processes().filter((pid) => pid !== process.pid && environmentOf(pid).split("\0").some(isMarked));
}

function processes(): readonly number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Empty for a process that has ended or is not ours. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    return "";
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
