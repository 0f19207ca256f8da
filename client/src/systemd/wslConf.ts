import { parse } from "ini";

/**
 * What to do so that a distribution under WSL boots with systemd, by the text of its /etc/wsl.conf; empty where there is
 * no such file (Microsoft, "Advanced settings configuration in WSL").
 */
export function wslAdvice(conf: string): string {
  const { boot } = parse(conf) as { readonly boot?: unknown };
  const systemd = typeof boot === "object" && boot !== null && "systemd" in boot ? boot.systemd : undefined;
  if (systemd === true || systemd === "true") {
    return "/etc/wsl.conf asks for systemd, from the next boot on: run wsl --shutdown in Windows. If that does not help, WSL is too old for it: run wsl --update.";
  }
  const line = systemd === undefined ? "Write systemd=true" : `Change systemd=${systemd} to systemd=true`;
  return `${line} under [boot] in /etc/wsl.conf, then run wsl --shutdown in Windows.`;
}
