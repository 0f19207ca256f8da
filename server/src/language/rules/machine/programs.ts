import type { Machine } from "../../machine.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { commandsIn } from "../unit/service.ts";
import { isLasting, type MachineRule } from "./machineRule.ts";

/**
 * The commands that a start runs have their programs, which somebody may execute (systemd.service(5); measured). What an
 * earlier command may have made is not asked about.
 */
export const programsExist: MachineRule = ({ unit, machine }, report) => {
  // Many lines may run the same program.
  const lacks = new Map<string, string | undefined>();
  const lackOfPackaged = (program: string) => {
    if (!lacks.has(program)) lacks.set(program, isPackaged(program) ? lackOf(program, machine) : undefined);
    return lacks.get(program);
  };
  let isFirst = true;
  for (const directive of ["ExecStartPre", "ExecStart"] as const) {
    for (const step of unit.inEffect("Service", directive)) {
      for (const { program, mayFail, isSought, from, to } of commandsIn(step)) {
        const wasFirst = isFirst;
        isFirst = false;
        if (mayFail || !isSought) continue;
        const lack = wasFirst ? lackOf(program, machine) : lackOfPackaged(program);
        if (lack === undefined) continue;
        const { node } = step.assignment;
        report(
          "missing-program",
          { in: step.unit, line: node.line, from: node.from + from, to: node.from + to },
          { args: [program, lack, nearProgram(program, machine)] },
        );
      }
    }
  }
};

/** Where packages put programs, and the service itself puts none. */
function isPackaged(program: string): boolean {
  return /^(?!\/)|^\/(?:usr\/(?!local\/)|s?bin\/|lib)/.test(program);
}

/** The folders in which systemd looks for a program that is no path, in its order (systemd.exec(5), ExecSearchPath=). */
const searchFolders = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
] as const;

/** Why a program cannot be run; undefined where it can, or nobody can tell. */
function lackOf(program: string, machine: Machine): string | undefined {
  if (hasUnknownPiece(program)) return undefined;
  if (!program.startsWith("/")) {
    const kinds = searchFolders.map((folder) => machine.kindOf(`${folder}/${program}`));
    return kinds.every((kind) => kind !== "program" && kind !== "unclear") ? "not-found" : undefined;
  }
  if (!isLasting(program)) return undefined;
  const kind = machine.kindOf(program);
  return kind === "absent" || kind === "file" || kind === "folder" ? kind : undefined;
}

/** A program of the same name where programs lie; empty where there is none. */
function nearProgram(program: string, machine: Machine): string {
  const name = program.slice(program.lastIndexOf("/") + 1);
  const paths = searchFolders.map((folder) => `${folder}/${name}`);
  return paths.find((path) => path !== program && machine.kindOf(path) === "program") ?? "";
}
