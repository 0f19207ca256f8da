// What specifiers stand for on the machine of a systemd, as that systemd itself says it.
import { specifierFromName } from "../../server/src/language/names/specifierFromName.ts";
import { parseUnitName } from "../../server/src/language/names/unitName.ts";
import { specifiers } from "../../server/src/language/words/specifiers.ts";
import type { SystemdAnalyze } from "../support/systemdAnalyze.ts";
import type { Told } from "./ourSide.ts";
import { enabledName, isInstalling, type Question } from "./questions.ts";

/** By the letters of specifiers what stands in their place; `%n` in it is the name of the file that is read. */
export interface MachineFacts {
  /** Where units are read. */
  readonly reading: Readonly<Record<string, string>>;
  /** In [Install], where they are enabled in a root folder that has next to nothing. */
  readonly enabling: Readonly<Record<string, string>>;
}

/** The facts of each systemd that was asked for them. */
const known = new WeakMap<SystemdAnalyze, Promise<MachineFacts>>();

/** What specifiers stand for where this systemd runs; asked once. */
export function machineFacts(systemd: SystemdAnalyze): Promise<MachineFacts> {
  const facts = known.get(systemd) ?? askForFacts(systemd);
  known.set(systemd, facts);
  return facts;
}

/** Has systemd complain of a text around each specifier, and reads off the complaint what became of it. */
async function askForFacts(systemd: SystemdAnalyze): Promise<MachineFacts> {
  const name = parseUnitName("name@instance.service");
  const letters = specifiers
    .map(({ letter }) => letter)
    // The name of a file says the others, whatever the machine.
    .filter((letter) => name !== undefined && specifierFromName(letter, name) === undefined);
  const nameOf = (letter: string) => `letter-${letter.charCodeAt(0)}.service`;
  const verdicts = await systemd.verify(
    new Map(letters.map((letter) => [nameOf(letter), `[Unit]\nConditionPathExists=(%${letter})\n`])),
  );
  const reading: Record<string, string> = {};
  const enabling: Record<string, string> = {};
  for (const letter of letters) {
    const file = nameOf(letter);
    const said = [...(verdicts.get(file)?.said.values() ?? [])].join("\n");
    const read = /is not absolute.*: \((.*)\)$/.exec(said)?.[1];
    if (read !== undefined) reading[letter] = read.replaceAll(file, "%n");
    const refused = await systemd.enable(new Map([[file, `[Install]\nAlias=V_%${letter}_V.socket\n`]]), file);
    const enabled = / as V_(.*)_V\.socket/.exec(refused ?? "")?.[1];
    if (enabled !== undefined) enabling[letter] = enabled.replaceAll(file, "%n");
  }
  return { reading, enabling };
}

/** What can be told of a question; undefined where there is nothing. */
export function toldOf(facts: MachineFacts, { row, file }: Question): Told | undefined {
  if (row.parsing.specifiers === undefined && !isInstalling(row)) return undefined;
  const texts = Object.entries(isInstalling(row) ? facts.enabling : facts.reading);
  const specifiers = new Map(texts.map(([letter, text]) => [letter, text.replaceAll("%n", file)]));
  return { file: enabledName(row, file), specifiers };
}

/** The value with what stands for its specifiers, so far as that can be seen without reading its words. */
export function filled(value: string, tell: () => Told | undefined): string {
  if (!value.includes("%")) return value;
  const told = tell();
  return value.replace(/%([%A-Za-z])/g, (written, letter) =>
    letter === "%" ? "%" : (told?.specifiers.get(letter) ?? written),
  );
}
