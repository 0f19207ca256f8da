// Asks the questions of newUnit.ts one after another, with a way back, and keeps what was answered meanwhile.
import {
  type InputBox,
  InputBoxValidationSeverity,
  type QuickInput,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  window,
} from "vscode";
import {
  type Answers,
  askedQuestions,
  type ChoiceQuestion,
  type Place,
  type Question,
  type TextQuestion,
} from "./newUnit.ts";

/** What came of asking: all answers, or the wish to go back before the first question. Undefined when given up. */
export type Asked<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "back" }
  | undefined;

/** Asks all questions that the answers call for. `before` is how many steps were taken already. */
export async function askQuestions(
  title: string,
  questions: readonly Question[],
  place: Place,
  before: number,
): Promise<Asked<Answers>> {
  let answers: Answers = {};
  const asked: Question[] = [];
  for (;;) {
    const due = askedQuestions(questions, answers);
    const question = due.find((one) => !asked.includes(one));
    if (question === undefined) return { kind: "answered", answer: onlyOf(due, answers) };
    const step = { title, step: before + asked.length + 1, totalSteps: before + due.length };
    const answer = await ask(question, answers, place, step);
    if (answer === undefined) return undefined;
    if (answer.kind === "back") {
      if (asked.pop() === undefined) return answer;
      continue;
    }
    asked.push(question);
    answers = { ...answers, [question.key]: answer.answer };
  }
}

/** The answer to a question that was taken back, and does not fit any more, is none. */
function onlyOf(due: readonly Question[], answers: Answers): Answers {
  return Object.fromEntries(due.map(({ key }) => [key, answers[key] ?? ""]));
}

interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

function ask(question: Question, answers: Answers, place: Place, step: Step): Promise<Asked<string>> {
  return question.kind === "text"
    ? askText(question, answers, place, step)
    : askChoice(question, answers, place, step);
}

async function askText(
  question: TextQuestion,
  answers: Answers,
  place: Place,
  step: Step,
): Promise<Asked<string>> {
  const box = window.createInputBox();
  Object.assign(box, step);
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.value = answers[question.key] ?? question.suggest?.(answers) ?? "";
  const problem = () => question.check?.(box.value, answers, place);
  const tell = () => {
    box.validationMessage =
      box.value === "" ? undefined : (error(problem()) ?? noted(question, box, answers, place));
  };
  tell();
  box.onDidChangeValue(tell);
  return shown(box, "later", (answered) => {
    box.onDidAccept(() => {
      const wrong = problem();
      if (wrong === undefined) answered(box.value.trim());
      else box.validationMessage = error(wrong);
    });
  });
}

const error = (message: string | undefined) =>
  message === undefined ? undefined : { message, severity: InputBoxValidationSeverity.Error };

function noted({ note }: TextQuestion, { value }: InputBox, answers: Answers, place: Place) {
  const message = note?.(value, answers, place);
  return message === undefined ? undefined : { message, severity: InputBoxValidationSeverity.Info };
}

interface ChoiceItem extends QuickPickItem {
  readonly value: string;
}

async function askChoice(
  question: ChoiceQuestion,
  answers: Answers,
  place: Place,
  step: Step,
): Promise<Asked<string>> {
  const list = window.createQuickPick<ChoiceItem>();
  Object.assign(list, step);
  list.placeholder = question.prompt;
  list.matchOnDetail = true;
  const items = question.choices(answers, place).map(({ label, detail, value }): ChoiceItem => {
    return detail === undefined ? { label, value } : { label, detail, value };
  });
  const draw = () => {
    const typed = list.value.trim();
    const isTyped =
      question.typed !== undefined && typed !== "" && !items.some(({ label }) => label === typed);
    const own = { label: typed, description: question.typed ?? "", value: typed, alwaysShow: true };
    list.items = isTyped ? [...items, own] : items;
  };
  draw();
  list.onDidChangeValue(draw);
  const before = items.find(({ value }) => value === answers[question.key]);
  if (before !== undefined) list.activeItems = [before];
  return shown(list, "later", (answered) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item !== undefined) answered(item.value);
    });
  });
}

/**
 * Shows an input until it is answered, taken back or given up. It stays while one looks something up elsewhere. There is
 * no way back from the `first`.
 */
export async function shown<Answer>(
  input: (InputBox | QuickPick<QuickPickItem>) & QuickInput,
  place: "first" | "later",
  listen: (answered: (answer: Answer) => void) => void,
): Promise<Asked<Answer>> {
  input.ignoreFocusOut = true;
  if (place === "later") input.buttons = [QuickInputButtons.Back];
  const end = new Promise<Asked<Answer>>((resolve) => {
    listen((answer) => resolve({ kind: "answered", answer }));
    input.onDidTriggerButton(() => resolve({ kind: "back" }));
    input.onDidHide(() => resolve(undefined));
  });
  input.show();
  return end.finally(() => input.dispose());
}
