import { unitTypes } from "../../server/src/language/names/unitName.ts";

const unitName = new RegExp(`\\.(?:${unitTypes.join("|")})$`);
const dropInPath = new RegExp(`(?:^|[/.])(?:${unitTypes.join("|")})\\.d/[^/]+\\.conf$`);

/** Whether a path (with `/`) is that of a unit file or drop-in with one of these suffixes behind it: `a.service.in`. */
export function isTemplateSource(path: string, suffixes: readonly string[]): boolean {
  return suffixes.some((suffix) => {
    if (suffix === "" || !path.endsWith(suffix)) return false;
    const made = path.slice(0, -suffix.length);
    return unitName.test(made) || dropInPath.test(made);
  });
}
