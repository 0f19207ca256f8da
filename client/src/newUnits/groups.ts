// Units that hold others together: targets and slices.
import { isValidSliceName } from "../../../server/src/language/names/sliceName.ts";
import { withoutDirectives, withWantedBy } from "./changedText.ts";
import type { Answers, NewUnitKind } from "./newUnit.ts";
import { baseName, descriptionQuestion, nameQuestion, startQuestion } from "./questions.ts";
import { snippetFiles } from "./snippetText.ts";
import { asTyped, plainValue } from "./valueText.ts";

const target = ({ name = "", description = "", start = "" }: Answers) => {
  const what = plainValue(description) || baseName(name);
  const files = snippetFiles("unit-target", `${baseName(name)}.target`, { 1: what });
  return files.map((file) => ({ ...file, text: withWantedBy(file.text, start === "" ? undefined : start) }));
};

export const targetKind: NewUnitKind = {
  id: "target",
  label: "Target",
  icon: "target",
  detail: "A name for units that start and stop together",
  questions: [
    nameQuestion(".target", target),
    descriptionQuestion,
    {
      ...startQuestion,
      choices: (answers, place) =>
        startQuestion.choices(answers, place).filter(({ value }) => value !== "network"),
    },
  ],
  files: target,
};

const slice = ({ name = "", description = "", memory = "", processor = "" }: Answers) => {
  const stops = {
    1: plainValue(description) || baseName(name),
    3: asTyped(memory),
    4: asTyped(processor),
  };
  const [file] = snippetFiles("unit-slice", `${baseName(name)}.slice`, stops);
  // One bound for memory is enough to ask for, and the comment above the two is about both.
  const without = ["MemoryHigh", "TasksMax"];
  if (memory === "") without.push("MemoryMax");
  if (processor === "") without.push("CPUQuota");
  return file === undefined ? [] : [{ ...file, text: withoutDirectives(file.text, without) }];
};

const sliceName = nameQuestion(".slice", slice);

export const sliceKind: NewUnitKind = {
  id: "slice",
  label: "Slice",
  icon: "layers",
  detail: "Bounds for the memory and processor of several units together",
  questions: [
    {
      ...sliceName,
      prompt: "Name; a-b lies in a",
      check: (text, answers, place) =>
        baseName(text) !== "" && !isValidSliceName(`${baseName(text)}.slice`)
          ? "The words between the dashes name the slices around it: none of them can be empty."
          : sliceName.check?.(text, answers, place),
    },
    descriptionQuestion,
    {
      kind: "choice",
      key: "memory",
      prompt: "Memory for all of it at most? Choose, or type",
      typed: "as MemoryMax=",
      choices: () => [
        { value: "", label: "No bound" },
        { value: "1G", label: "1 GiB" },
        { value: "25%", label: "A quarter of the machine's" },
        { value: "50%", label: "Half of the machine's" },
      ],
    },
    {
      kind: "choice",
      key: "processor",
      prompt: "Processor time for all of it at most? Choose, or type",
      typed: "as CPUQuota=",
      choices: () => [
        { value: "", label: "No bound" },
        { value: "50%", label: "Half a processor" },
        { value: "100%", label: "One processor" },
        { value: "200%", label: "Two processors" },
      ],
    },
  ],
  files: slice,
};
