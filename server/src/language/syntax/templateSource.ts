/** How a template source marks what a build or a deployment tool fills in. Only these forms are known. */
export type TemplateSyntax = "placeholders";

const controlOpenings = [
  ["{%", "%}"],
  ["{#", "#}"],
  ["<%", "%>"],
] as const;

/**
 * Where the lines end that a template tool reads and systemd never sees (`{% if x %}`, `{# note #}`, `<% end %>`),
 * beginning at `from`, the start of a line. Undefined where no such line begins, or where it never closes.
 */
export function controlLineEnd(
  document: string,
  from: number,
  template: TemplateSyntax | undefined,
): number | undefined {
  if (template === undefined) return undefined;
  let start = from;
  while (document.charCodeAt(start) === 32 || document.charCodeAt(start) === 9) start++;
  const opening = controlOpenings.find(([sign]) => document.startsWith(sign, start));
  // `<%= x %>` writes a value: it is a placeholder, not a control line.
  if (opening === undefined || document.startsWith("<%=", start)) return undefined;
  const close = document.indexOf(opening[1], start + 2);
  if (close < 0) return undefined;
  const lineEnd = document.indexOf("\n", close);
  return lineEnd < 0 ? document.length : lineEnd + 1;
}

const placeholder = /@[A-Za-z_][A-Za-z0-9_.-]*@|\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{\{.*?\}\}/s;

/** Whether a text of a template source holds a placeholder (`@bindir@`, `{{ x }}`, `<%= x %>`): then nobody can judge it. */
export function hasPlaceholder(content: string): boolean {
  return placeholder.test(content);
}
