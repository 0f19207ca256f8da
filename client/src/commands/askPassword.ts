// Asks the user who they are, for polkit and sudo. What is typed is handed over at once, and kept nowhere.
import { CancellationTokenSource, window } from "vscode";
import type { Asker, PasswordQuestion } from "../systemd/elevation/asker.ts";

/** Asks in an input box of the editor, so that it works wherever the extension runs. */
export const askInEditor: Asker = { password: askPassword, user: askUser };

function askPassword(question: PasswordQuestion, signal: AbortSignal): Promise<string | undefined> {
  const box = window.createInputBox();
  const { task, purpose, user } = question;
  const prompt = question.prompt.trim().replace(/:$/, "") || "Password";
  box.title = task || purpose;
  box.placeholder = `${prompt} of ${user}`;
  box.prompt = `${task === "" ? "" : `${purpose.replace(/\.?$/, ".")} `}${prompt} of ${user}`;
  box.password = question.typing === "hidden";
  // Whoever looks for the password elsewhere comes back to the question.
  box.ignoreFocusOut = true;
  if (question.reason !== undefined) box.validationMessage = question.reason;
  return new Promise<string | undefined>((resolve) => {
    const giveUp = () => box.hide();
    signal.addEventListener("abort", giveUp, { once: true });
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      resolve(box.value);
      box.hide();
    });
    box.onDidHide(() => {
      signal.removeEventListener("abort", giveUp);
      resolve(undefined);
      box.dispose();
    });
    if (signal.aborted) resolve(undefined);
    else box.show();
  }).finally(() => box.dispose());
}

async function askUser(
  names: readonly string[],
  purpose: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const source = new CancellationTokenSource();
  const giveUp = () => source.cancel();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const options = { title: purpose, placeHolder: "Whose password do you know?", ignoreFocusOut: true };
    return signal.aborted ? undefined : await window.showQuickPick(names, options, source.token);
  } finally {
    signal.removeEventListener("abort", giveUp);
    source.dispose();
  }
}
