// All that the questions for new units can make: one set of files for every way through their choices.
import { newUnitKinds } from "../../client/src/newUnits/kinds.ts";
import {
  type Answers,
  askedQuestions,
  type NewFile,
  type NewUnitKind,
  type Place,
} from "../../client/src/newUnits/newUnit.ts";

export interface MadeUnit {
  /** The kind and the choices, to be read in a failure. */
  readonly what: string;
  readonly folder: string;
  readonly files: readonly NewFile[];
}

const places: readonly Omit<Place, "units">[] = [
  { folder: "/etc/systemd/system", scope: "system", taken: new Set() },
  { folder: "/etc/systemd/user", scope: "user", taken: new Set() },
];

/** The unit that drop-ins are made for, which must lie beside them. */
export const changedUnit: NewFile = {
  name: "changed.service",
  text: "[Unit]\nDescription=Is changed\n\n[Service]\nExecStart=/bin/sleep 1\n",
};

/** Each with names of its own, so that all of them can lie in one folder. */
export function allNewUnits(): readonly MadeUnit[] {
  let count = 0;
  return places.flatMap((at) => {
    const place: Place = { ...at, units: [changedUnit.name] };
    return newUnitKinds.flatMap((kind) =>
      ways(kind, place).map((answers): MadeUnit => {
        const own = { ...answers, ...named(kind, count++) };
        const what = `${kind.label}, ${place.scope}: ${JSON.stringify(own)}`;
        return { what, folder: place.folder, files: kind.files(own, place) };
      }),
    );
  });
}

/** Every way through the choices of a kind; what is typed is always the same. */
function ways(kind: NewUnitKind, place: Place): readonly Answers[] {
  let all: readonly Answers[] = [{}];
  for (const question of kind.questions) {
    all = all.flatMap((answers) => {
      if (!askedQuestions([question], answers).includes(question)) return [answers];
      if (question.kind === "text") return [{ ...answers, [question.key]: typed[question.key] ?? "" }];
      const values = question.choices(answers, place).map(({ value }) => value);
      return (values.length > 0 ? values : ["basic.target"]).map((value) => ({
        ...answers,
        [question.key]: value,
      }));
    });
  }
  return all;
}

const typed: Answers = {
  description: "Something 100% sure",
  command: "/bin/true one two",
  stop: "/bin/true undo",
  instance: "main",
  listen: "8080",
  interval: "15min",
  path: "/var/spool/some thing/*.deploy",
  source: "LABEL=some data",
  variable: 'SAID=a "b" 100% c\\d',
};

/** The last word of what a unit is named by. */
function named({ id }: NewUnitKind, count: number): Answers {
  if (id === "swap") return { source: `/var/swap-${count}` };
  if (id === "mount" || id === "automount") return { where: `/srv/a b-${count}/` };
  return id === "drop-in" ? {} : { name: `made${count}` };
}
