// Services for a device: started with it, stopped with it, or one for each of its kind.
import { unitNameOfPath } from "../../../server/src/language/names/pathName.ts";
import { withDirective, withoutDirectives, withWantedBy } from "./changedText.ts";
import { type DeviceAtHand, kernelName, nameMeaning, pathOfDevice } from "./device.ts";
import { deviceRuleText, hasModel, type WhichDevices, whichWords } from "./deviceRule.ts";
import type { Answers, NewFile, NewUnitKind, Place } from "./newUnit.ts";
import { baseName, commandQuestion, descriptionQuestion, nameQuestion } from "./questions.ts";
import { snippetFiles } from "./snippetText.ts";
import { asTyped, plainValue } from "./valueText.ts";

/** What is asked for a device, and what is made of the answers. */
export function deviceKind(device: DeviceAtHand): NewUnitKind {
  const files = (answers: Answers, place: Place) => deviceFiles(device, answers, place);
  const name = nameQuestion(".service", files);
  return {
    id: "device",
    label: `Unit for ${device.description}`,
    icon: "circuit-board",
    detail: "A service that comes and goes with a device",
    questions: [
      {
        kind: "choice",
        key: "how",
        prompt: "What shall happen when the device is plugged in?",
        choices: () => [
          {
            value: "start-stop",
            label: "The service starts, and stops when the device goes",
            detail: "BindsTo= and After= the device",
          },
          { value: "start", label: "The service starts", detail: "When it ends is its own business" },
          {
            value: "instances",
            label: "An instance starts for each device of this kind, and stops when that goes",
            detail: "A template, name@.service, that a udev rule starts",
          },
        ],
      },
      {
        kind: "choice",
        key: "device",
        prompt: "By which of its names shall the device be known?",
        choices: () =>
          device.names.map((one) => ({
            value: one,
            label: pathOfDevice(one),
            detail: `${one}: ${nameMeaning(one)}`,
          })),
        isAsked: ({ how }) => how !== "instances" && device.names.length > 1,
      },
      {
        kind: "choice",
        key: "which",
        prompt:
          "systemd does not know this device before a udev rule tells it to. Which ones shall the rule be about?",
        choices: () => whichChoices(device),
        isAsked: ({ how }) => how !== "instances" && device.names.length === 0,
      },
      {
        ...name,
        suggest: () => suggestedName(device),
        check: (text, answers, place) => name.check?.(text, answers, place),
      },
      descriptionQuestion,
      { ...commandQuestion, isAsked: ({ how }) => how !== "instances" },
      {
        ...commandQuestion,
        prompt: "Command of each instance; %f is the path of its device in /sys",
        suggest: ({ name: typed = "" }) => `/usr/local/bin/${typed} %f`,
        isAsked: ({ how }) => how === "instances",
      },
    ],
    files,
  };
}

/** The files for a device. A rule is among them where nothing else would have systemd start the unit. */
export function deviceFiles(device: DeviceAtHand, answers: Answers, place: Place): readonly NewFile[] {
  const { how = "", name = "", device: chosen = "" } = answers;
  if (how === "instances") return instanceFiles(device, answers, place);
  const base = baseName(name);
  const unit = chosen || device.names[0];
  if (unit !== undefined) {
    const text = serviceText(answers, unit, how);
    return [{ name: `${base}.service`, text }];
  }
  const alias = how === "start" ? undefined : `/device/${base}`;
  const aliasUnit = alias === undefined ? undefined : unitNameOfPath(alias, "device", newest);
  const rule = deviceRuleText({
    device,
    which: whichOf(answers.which),
    wants: `${base}.service`,
    scope: place.scope,
    ...(alias === undefined ? {} : { alias }),
  });
  // The rule starts it, so that nothing has to be enabled.
  const text = withWantedBy(serviceText(answers, aliasUnit?.ok ? aliasUnit.text : "", how), undefined);
  return [
    { name: `${base}.service`, text },
    { name: ruleName(base, place), text: rule },
  ];
}

function instanceFiles(device: DeviceAtHand, answers: Answers, place: Place): readonly NewFile[] {
  const base = baseName(answers.name ?? "");
  const template = `${base}@.service`;
  const what = plainValue(answers.description ?? "") || base;
  const [first] = snippetFiles("unit-hotplug-udev", template, { 4: what });
  const text = withDirective(first?.text ?? "", "ExecStart", asTyped(answers.command ?? ""));
  const rule = deviceRuleText({ device, which: "kind", wants: template, scope: place.scope });
  return [
    { name: template, text },
    { name: ruleName(base, place), text: rule },
  ];
}

/** Bound to a device's unit, or only started with it. */
function serviceText(answers: Answers, unit: string, how: string): string {
  const base = baseName(answers.name ?? "");
  const what = plainValue(answers.description ?? "") || base;
  const stops = { 1: what, 2: unit, 3: asTyped(answers.command ?? "") };
  const [file] = snippetFiles("unit-hotplug", `${base}.service`, stops);
  const text = file?.text ?? "";
  return how === "start" ? withoutDirectives(text, ["BindsTo", "After"]) : text;
}

/** udev reads rules from folders of its own; in a folder that one works in, the rule lies beside the unit. */
function ruleName(base: string, { folder, scope }: Place): string {
  const isInstalled = folder === "/etc/systemd/system" || scope === "user";
  return isInstalled ? `/etc/udev/rules.d/90-${base}.rules` : `90-${base}.rules`;
}

function whichChoices(device: DeviceAtHand) {
  const kind = hasModel(device) ? "All of this model" : "All of this kind";
  return [
    { value: "this", label: "This very device", detail: whichWords(device, "this") },
    { value: "kind", label: kind, detail: whichWords(device, "kind") },
  ];
}

const whichOf = (answer: string | undefined): WhichDevices => (answer === "kind" ? "kind" : "this");

/** Its model or its name in the kernel, as far as that can name a unit. */
function suggestedName(device: DeviceAtHand): string {
  const model = device.properties.get("ID_MODEL") ?? kernelName(device).replace(/\d+$/, "");
  return model
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

const newest = 257;
