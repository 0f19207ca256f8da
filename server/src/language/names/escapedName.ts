import { escapePath, escapeText } from "./escape.ts";
import { unitNameOfPath } from "./pathName.ts";
import { parseUnitName, type UnitName, unitTypeOfSuffix } from "./unitName.ts";

/**
 * The name of the unit that someone meant who wrote a path, or a path or any text as the instance of a template,
 * without escaping it: `/srv/data`, `/dev/sda1.device`, `backup@/srv/my data.service`. Nothing where that is not what
 * the text looks like. `target` is the version of systemd to follow.
 */
export function escapedName(text: string, target: number): UnitName | undefined {
  const dot = text.lastIndexOf(".");
  const type = dot < 0 ? undefined : unitTypeOfSuffix(text.slice(dot + 1));
  const body = type === undefined ? text : text.slice(0, dot);
  if (body.startsWith("/")) {
    const usual = /^\/(?:dev|sys)\/./.test(body) ? "device" : "mount";
    const name = unitNameOfPath(body, type ?? usual, target);
    return name.ok ? parseUnitName(name.text) : undefined;
  }
  const at = body.indexOf("@");
  if (at <= 0 || type === undefined) return undefined;
  const instance = body.slice(at + 1);
  const escaped = instance.startsWith("/") ? escapePath(instance, target) : undefined;
  if (escaped !== undefined && !escaped.ok) return undefined;
  return parseUnitName(`${body.slice(0, at)}@${escaped?.text ?? escapeText(instance)}.${type}`);
}
