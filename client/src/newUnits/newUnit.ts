// The kinds of units that can be begun by answering questions. Plain values: who asks them stands in askQuestions.ts.
import type { ScopeKind } from "../systemd/manager.ts";

/** A file to be written. Its name is a path below the folder of units, or absolute where it belongs elsewhere. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** Where the files are to lie, and what is there. */
export interface Place {
  readonly folder: string;
  /** Which manager is to run them. */
  readonly scope: ScopeKind;
  /** The names of the files and folders in the folder. */
  readonly taken: ReadonlySet<string>;
  /** The names of the units that there are, for questions about one of them. */
  readonly units: readonly string[];
}

/** By the key of their question; a question that was not asked has no answer. */
export type Answers = Readonly<Record<string, string>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/** What is asked of the user; `isAsked` leaves it out where an earlier answer makes it pointless. */
export type Question = TextQuestion | ChoiceQuestion;

export interface TextQuestion {
  readonly kind: "text";
  readonly key: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** What stands in the field already, to be taken or changed. */
  readonly suggest?: (answers: Answers) => string;
  /** What is wrong with a text, as a sentence. */
  readonly check?: (text: string, answers: Answers, place: Place) => string | undefined;
  /** What comes of a text that is right, shown while it is typed. */
  readonly note?: (text: string, answers: Answers, place: Place) => string | undefined;
  readonly isAsked?: (answers: Answers) => boolean;
}

export interface ChoiceQuestion {
  readonly kind: "choice";
  readonly key: string;
  readonly prompt: string;
  readonly choices: (answers: Answers, place: Place) => readonly Choice[];
  /** Set where any other text will do too; says what it is. */
  readonly typed?: string;
  readonly isAsked?: (answers: Answers) => boolean;
}

export interface NewUnitKind {
  readonly id: string;
  readonly label: string;
  /** A codicon. */
  readonly icon: string;
  /** What it is good for. */
  readonly detail: string;
  readonly questions: readonly Question[];
  /** The files, the one to look at first in front. Answers that are missing count as empty. */
  readonly files: (answers: Answers, place: Place) => readonly NewFile[];
}

/** The questions that are asked after these answers, in order. */
export function askedQuestions(questions: readonly Question[], answers: Answers): readonly Question[] {
  return questions.filter(({ isAsked }) => isAsked === undefined || isAsked(answers));
}
