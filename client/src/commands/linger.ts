import { access } from "node:fs/promises";
import { userInfo } from "node:os";
import { window } from "vscode";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";

/** Lets the units of the user run from boot on, without a login, or ends that. */
export function toggleLinger(context: CommandContext): () => Promise<void> {
  return async () => {
    if (!isTrusted()) return;
    const { username, uid } = userInfo();
    const lingers = await doesLinger(username);
    const [question, detail, button] = lingers
      ? ([
          `The units of ${username} run without a login. End that?`,
          "They are then stopped some seconds after the last logout, and begin with the next login.",
          "End It",
        ] as const)
      : ([
          `Let the units of ${username} run without a login?`,
          "They then begin when the machine starts, and go on after a logout.",
          "Let Them Run",
        ] as const);
    const answer = await window.showInformationMessage(question, { modal: true, detail }, button);
    if (answer !== button) return;
    const verb = lingers ? "disable-linger" : "enable-linger";
    const plan = async () => () => [{ verb, user: uid }] as const;
    const done = await actOnUnits(context, { verb: "change lingering of", plan }, [
      { scope: "system", name: `user@${uid}.service` },
    ]);
    if (done !== "done") return;
    const now = lingers ? "end with the last logout" : "run without a login";
    void window.showInformationMessage(`The units of ${username} ${now} from now on.`);
  };
}

/** logind keeps a file for each user who lingers. */
const doesLinger = (user: string) =>
  access(`/var/lib/systemd/linger/${user}`).then(
    () => true,
    () => false,
  );
