/**
 * The text of a unit file for one instance alone: the template's own, which is valid under the instance's name too,
 * below a few words on why systemd reads this file now (systemd.unit(5): a file under the full name comes first).
 */
export function ownFileText(template: string, instance: string, text: string): string {
  const note = [
    `# For ${instance} alone: systemd reads this file instead of ${template},`,
    "# and what is changed there later does not reach it. To change a few directives only,",
    `# a drop-in is enough: ${instance}.d/override.conf`,
  ];
  // Only a template has an instance by default.
  const own = text.replace(/^[ \t]*DefaultInstance[ \t]*=.*(?:\r?\n|$)/gm, "");
  return `${note.join("\n")}\n\n${own.replace(/^\s+/, "")}`;
}
