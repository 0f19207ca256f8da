/** What somebody must type to be allowed something. It is read, handed over and forgotten. */
export interface PasswordQuestion {
  /** What the user wants done, such as "Start nginx.service"; empty where it is not said. */
  readonly task: string;
  /** Whose password it is. */
  readonly user: string;
  /** What it allows, a sentence of whoever asks for it. */
  readonly purpose: string;
  /** The words of what checks it, such as "Password:" or "Verification code:". */
  readonly prompt: string;
  /** Whether it may be seen while it is typed. */
  readonly typing: "hidden" | "shown";
  /** Why it is asked again, a sentence. */
  readonly reason: string | undefined;
}

/** A way to ask the user. Both give undefined when the user gives up, and end at once when the signal says so. */
export interface Asker {
  password(question: PasswordQuestion, signal: AbortSignal): Promise<string | undefined>;
  /** Which of several people will say who they are. */
  user(names: readonly string[], purpose: string, signal: AbortSignal): Promise<string | undefined>;
}

/** How often a password is asked for before it is taken that nobody knows it. */
export const mostAttempts = 3;

export const wrongPassword = "That was not accepted. Try again.";
