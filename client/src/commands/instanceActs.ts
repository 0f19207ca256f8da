// "Start Instance of…" and "Enable Instance of…": a template cannot run, so the instance is asked for.
import { commands, Disposable } from "vscode";
import { instantiate } from "../../../server/src/language/names/unitName.ts";
import { askInstance, templateAtHand } from "../instances/templateAtHand.ts";
import type { LanguageServer } from "../languageClient.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";
import { enableUnit, startUnit, type UnitCommand } from "./unitCommands.ts";

type Asked = Pick<LanguageServer, "unitNames" | "instances" | "instancePreview">;

/** Registers both commands. */
export function instanceActs(server: Asked, context: CommandContext): Disposable {
  const register = (id: string, verb: string, act: UnitCommand) =>
    commands.registerCommand(id, (target?: unknown) => actOnInstance(server, context, { verb, act }, target));
  return Disposable.from(
    register("unitwright.startInstance", "Start", startUnit),
    register("unitwright.enableInstance", "Enable", enableUnit),
  );
}

async function actOnInstance(
  server: Asked,
  context: CommandContext,
  { verb, act }: { readonly verb: string; readonly act: UnitCommand },
  target: unknown,
): Promise<void> {
  if (!isTrusted()) return;
  const { live } = context;
  const found = await templateAtHand(server, live, target, `${verb} an instance of which template?`);
  if (found === undefined) return;
  const { template, scope } = found;
  const picked = await askInstance(server, live, found, `${verb} an instance of ${template.name}`);
  const unit = picked?.instance === undefined ? undefined : instantiate(template, picked.instance);
  if (unit !== undefined) await actOnUnits(context, act, [{ scope, name: unit.name }]);
}
