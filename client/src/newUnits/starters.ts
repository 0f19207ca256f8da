// Units that start a service: sockets, timers and paths, each with the service beside it.
import { withDirective, withoutDirectives } from "./changedText.ts";
import type { Answers, Choice, NewUnitKind } from "./newUnit.ts";
import { baseName, commandQuestion, descriptionQuestion, nameQuestion, pathQuestion } from "./questions.ts";
import { type Stops, snippetFiles } from "./snippetText.ts";
import { asTyped, pathValue, plainValue } from "./valueText.ts";

const listenQuestion = {
  kind: "text",
  key: "listen",
  prompt: "Where to listen: a port, an address with a port, or the path of a socket",
  placeholder: "8080, 127.0.0.1:8080, /run/shop.sock",
  check: (text: string) =>
    /^(?:\/.*|@.+|\d{1,5}|\S+:\d{1,5}|vsock:\S*)$/.test(text.trim())
      ? undefined
      : "This is a port, an address with a port behind a colon, or a path from / on.",
} as const;

const socket = (answers: Answers) => {
  const { listen = "", run = "" } = answers;
  return started("unit-socket", ".socket", answers, { 2: address(listen), 3: run || "exec" });
};

export const socketKind: NewUnitKind = {
  id: "socket",
  label: "Socket with Its Service",
  icon: "plug",
  detail: "The service is started by the first connection, and is handed the listening socket",
  questions: [
    nameQuestion(".socket", socket),
    descriptionQuestion,
    listenQuestion,
    { ...commandQuestion, prompt: "Command of the service; it takes over the socket as file descriptor 3" },
  ],
  files: socket,
};

const socketPerConnection = (answers: Answers) =>
  started("unit-socket-accept", ".socket", answers, { 2: address(answers.listen ?? "") });

export const socketPerConnectionKind: NewUnitKind = {
  id: "socket-per-connection",
  label: "Socket with a Service for Each Connection",
  icon: "git-branch",
  detail: "Every connection gets a process of its own, as its input and output (Accept=yes)",
  questions: [
    nameQuestion(".socket", socketPerConnection),
    descriptionQuestion,
    listenQuestion,
    { ...commandQuestion, prompt: "Command that talks to one connection by its input and output" },
  ],
  files: socketPerConnection,
};

const interval = "interval";

const timer = (answers: Answers) => {
  const { when = "", interval: pause = "" } = answers;
  if (when === interval) return started("unit-timer-interval", ".timer", answers, { 3: asTyped(pause) });
  const [first, ...rest] = started("unit-timer", ".timer", answers, { 2: asTyped(when) });
  if (first === undefined || isRare(when)) return first === undefined ? [] : [first, ...rest];
  // What comes every few minutes is not put off by as many.
  return [{ ...first, text: withoutDirectives(first.text, ["RandomizedDelaySec"]) }, ...rest];
};

const isRare = (when: string) => /^(?:daily|weekly|monthly)$/.test(when);

export const timerKind: NewUnitKind = {
  id: "timer",
  label: "Timer with Its Service",
  icon: "watch",
  detail: "The service is started at times of the calendar, or again and again",
  questions: [
    nameQuestion(".timer", timer),
    descriptionQuestion,
    {
      kind: "choice",
      key: "when",
      prompt: "When? Choose, or type a time as OnCalendar= takes it",
      typed: "as OnCalendar=",
      choices: () => [
        { value: "daily", label: "Every day", detail: "at midnight or a little later" },
        { value: "hourly", label: "Every hour", detail: "OnCalendar=hourly" },
        { value: "weekly", label: "Every week", detail: "on Monday at midnight or a little later" },
        { value: "Mon..Fri 06:00", label: "On working days at six", detail: "OnCalendar=Mon..Fri 06:00" },
        { value: "*:0/15", label: "Every quarter of an hour", detail: "OnCalendar=*:0/15" },
        { value: interval, label: "Again some time after it has ended", detail: "OnUnitInactiveSec=" },
      ],
    },
    {
      kind: "text",
      key: "interval",
      prompt: "How long after it has ended",
      placeholder: "15min",
      suggest: () => "15min",
      check: (text) =>
        /\d/.test(text) ? undefined : "A span of time has a number and a unit, such as 15min.",
      isAsked: ({ when }) => when === interval,
    },
    commandQuestion,
  ],
  files: timer,
};

const path = (answers: Answers) => {
  const { what = "PathExistsGlob", path: watched = "" } = answers;
  return started("unit-path", ".path", answers, { 2: what, 3: pathValue(watched) });
};

const watches: readonly Choice[] = [
  {
    value: "PathExistsGlob",
    label: "Files that match a pattern are there",
    detail: "PathExistsGlob=, until the service has taken them away",
  },
  {
    value: "DirectoryNotEmpty",
    label: "A folder holds something",
    detail: "DirectoryNotEmpty=, until the service has emptied it",
  },
  { value: "PathChanged", label: "A file was written and closed", detail: "PathChanged=" },
  { value: "PathModified", label: "A file is being written", detail: "PathModified=, at every write" },
  { value: "PathExists", label: "A file is there", detail: "PathExists=, until it is gone" },
];

export const pathKind: NewUnitKind = {
  id: "path",
  label: "Path with Its Service",
  icon: "eye",
  detail: "The service is started when something happens to a file or folder",
  questions: [
    nameQuestion(".path", path),
    descriptionQuestion,
    { kind: "choice", key: "what", prompt: "What starts the service?", choices: () => watches },
    pathQuestion("path", "What to watch", "/var/spool/deploy/*.deploy"),
    commandQuestion,
  ],
  files: path,
};

/** The files of a snippet whose first stop is the description, and whose last the command. */
function started(trigger: string, ending: string, answers: Answers, stops: Stops) {
  const { name = "", description = "", command = "" } = answers;
  const what = plainValue(description) || baseName(name);
  const files = snippetFiles(trigger, `${baseName(name)}${ending}`, { ...stops, 1: what });
  return files.map((file) => {
    const before = /^ExecStart=(-?)/m.exec(file.text)?.[1] ?? "";
    const line = asTyped(command);
    return { ...file, text: withDirective(file.text, "ExecStart", before + line.replace(/^-/, "")) };
  });
}

/** `127.0.0.1:80`, `8080`, or a path. */
function address(typed: string): string {
  return typed.trim().startsWith("/") ? pathValue(typed) : plainValue(typed);
}
