// What a change of one unit may cost besides that unit, for the units of which that is known.
import type { UnitName } from "../systemd/manager.ts";

/** The acts that may do harm to more than their unit. */
export type RiskyVerb = "start" | "stop" | "restart" | "freeze" | "kill" | "isolate" | "mask";

/** A sentence for the user; undefined where no harm is known of. Names are as systemd and Debian have them. */
export function riskOf(verb: RiskyVerb, name: UnitName): string | undefined {
  switch (verb) {
    case "start":
      return endsTheSystem.test(name) ? ending : undefined;
    case "stop":
    case "freeze":
    case "kill":
      return carriesOthers.test(name) || keepsReachable.test(name) ? unreachable : undefined;
    case "restart":
      return carriesOthers.test(name) ? unreachable : undefined;
    case "isolate":
      return "Everything that does not belong to this target is stopped, the session you work in perhaps too.";
    case "mask":
      return "Nothing can start it any more, by hand or because another unit needs it, until it is unmasked.";
    default:
      return verb satisfies never;
  }
}

const ending = "This may shut the machine down, put it to sleep, or end what runs on it.";
const unreachable = "Other units may stop with it, and the machine may become unreachable.";

/** Units that are started to leave the running system (systemd.special(7)). */
const endsTheSystem = new RegExp(
  [
    /^systemd-(poweroff|reboot|halt|kexec|soft-reboot|exit|factory-reset-.+)\.service$/,
    /^systemd-(suspend|hibernate|hybrid-sleep|suspend-then-hibernate)\.service$/,
    /^(poweroff|reboot|halt|kexec|soft-reboot|shutdown|umount|final|exit|ctrl-alt-del)\.target$/,
    /^(sleep|suspend|hibernate|hybrid-sleep|suspend-then-hibernate|factory-reset)\.target$/,
    /^(rescue|emergency)\.(service|target)$|^initrd.*\.(service|target)$|^runlevel[016]\.target$/,
  ]
    .map((pattern) => pattern.source)
    .join("|"),
);

/** Units that others depend on so much that these end with them, a new start or not. */
const carriesOthers =
  /^(dbus|dbus-broker|user@\d+|display-manager|gdm3?|sddm|lightdm|greetd)\.(service|socket)$|\.(target|slice|scope|mount)$/;

/** Units without which nobody may get to the machine any more; they are restarted without harm. */
const keepsReachable =
  /^(ssh|sshd|systemd-(networkd|resolved|logind|journald|udevd)|NetworkManager|networking)\.(service|socket)$/;
