import { type Connection, NotificationType } from "vscode-languageserver/node";
import { instantiate } from "../language/names/unitName.ts";
import { machineSpecifiers } from "../workspace/machineSpecifiers.ts";
import type { OpenUnit } from "./documents.ts";
import type { ChosenInstanceMethod, ChosenInstanceParams } from "./messages.ts";

const method: ChosenInstanceMethod = "unitwright/chosenInstance";
const chosenInstance = new NotificationType<ChosenInstanceParams>(method);

/** As which instances the editor's user looks at templates, and what specifiers stand for on the machine. */
export class Viewpoints {
  readonly #instances = new Map<string, string>();
  readonly #machine = new Map<"system" | "user", ReadonlyMap<string, string>>();

  /** Follows what the user chooses; `changed` is called after each choice. */
  listen(connection: Connection, changed: () => void): void {
    connection.onNotification(chosenInstance, ({ uri, instance }) => {
      if (instance === null) this.#instances.delete(uri);
      else this.#instances.set(uri, instance);
      changed();
    });
  }

  /** The document as its user looks at it. */
  of(open: OpenUnit): OpenUnit {
    const { unit } = open;
    const chosen = this.#instances.get(open.uri);
    const { name } = unit.file;
    const instance =
      chosen !== undefined && name?.kind === "template" ? instantiate(name, chosen) : undefined;
    const machine = unit.scope === "unknown" ? undefined : this.#specifiers(unit.scope);
    const viewpoint = { ...(instance && { instance }), ...(machine && { machine }) };
    return { ...open, unit: { ...unit, viewpoint } };
  }

  #specifiers(manager: "system" | "user"): ReadonlyMap<string, string> {
    const known = this.#machine.get(manager);
    if (known !== undefined) return known;
    const values = machineSpecifiers(manager);
    this.#machine.set(manager, values);
    return values;
  }
}
