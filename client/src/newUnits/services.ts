import { withLines, withoutDirectives, withWantedBy } from "./changedText.ts";
import type { Answers, NewUnitKind } from "./newUnit.ts";
import { baseName, commandQuestion, descriptionQuestion, nameQuestion, startQuestion } from "./questions.ts";
import { type Stops, snippetFiles, snippetText } from "./snippetText.ts";
import { asTyped, plainValue } from "./valueText.ts";

const service = (answers: Answers) => {
  const { name = "", description = "", command = "", run = "", stop = "" } = answers;
  const file = `${baseName(name)}.service`;
  const what = plainValue(description) || baseName(name);
  const start = asTyped(command);
  const text =
    run === "once"
      ? oneshot(file, { 1: what, 2: start, 3: asTyped(stop) })
      : textOf("unit-service", file, { 1: what, 2: run === "notify" ? "notify" : "exec", 3: start });
  return [{ name: file, text: started(text, answers) }];
};

export const serviceKind: NewUnitKind = {
  id: "service",
  label: "Service",
  icon: "gear",
  detail: "A program that systemd starts, watches and stops",
  questions: [
    nameQuestion(".service", service),
    descriptionQuestion,
    commandQuestion,
    {
      kind: "choice",
      key: "run",
      prompt: "What does the program do?",
      choices: () => [
        { value: "exec", label: "It goes on running", detail: "Type=exec, started again when it fails" },
        {
          value: "notify",
          label: "It goes on running, and says when it is ready",
          detail: "Type=notify, for programs that know sd_notify(3)",
        },
        {
          value: "once",
          label: "It does something and ends",
          detail: "Type=oneshot, active until it is stopped",
        },
      ],
    },
    {
      kind: "text",
      key: "stop",
      prompt: "Command that undoes it when it is stopped, if any",
      placeholder: "/usr/local/bin/program stop",
      isAsked: ({ run }) => run === "once",
    },
    startQuestion,
  ],
  files: service,
};

const template = (answers: Answers) => {
  const { name = "", description = "", command = "", instance = "" } = answers;
  const file = `${baseName(name)}@.service`;
  const what = plainValue(description) || baseName(name);
  const filled = textOf("unit-template", file, { 1: what, 2: asTyped(command), 3: "", 4: instance });
  const text = instance === "" ? withoutDirectives(filled, ["DefaultInstance"]) : filled;
  return [{ name: file, text: started(text, answers) }];
};

export const templateKind: NewUnitKind = {
  id: "template",
  label: "Template of Services",
  icon: "files",
  detail: "One file, many services: name@one.service, name@two.service …",
  questions: [
    nameQuestion("@.service", template),
    descriptionQuestion,
    {
      ...commandQuestion,
      prompt: "Command: %i stands for the instance, %I for the same unescaped, %f for it as a path",
      suggest: ({ name = "" }) => `/usr/local/bin/${name} %i`,
    },
    startQuestion,
    {
      kind: "text",
      key: "instance",
      prompt: "Instance that is enabled where none is named, if any",
      placeholder: "main",
      check: (text) =>
        /^[\w:.\\@-]*$/.test(text) ? undefined : "An instance is written escaped here, as in names.",
      isAsked: ({ start = "" }) => start !== "",
    },
  ],
  files: template,
};

function oneshot(file: string, stops: Stops): string {
  const text = textOf("unit-oneshot", file, stops);
  return stops[3] === "" ? withoutDirectives(text, ["ExecStop"]) : text;
}

/** The first file of a snippet. */
function textOf(trigger: string, file: string, stops: Stops): string {
  return snippetFiles(trigger, file, stops)[0]?.text ?? "";
}

function started(text: string, { start = "" }: Answers): string {
  if (start !== "network") return withWantedBy(text, start === "" ? undefined : start);
  return withLines(withWantedBy(text, "multi-user.target"), "Unit", snippetText("wait-for-network", "", {}));
}
