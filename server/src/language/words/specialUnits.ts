/** A unit that every systemd has or gives a fixed meaning to, such as `network-online.target` (systemd.special(7)). */
export interface SpecialUnit {
  readonly name: string;
  readonly managers: readonly ("system" | "user")[];
  /** One sentence: what its being active means, or what it is there for. */
  readonly meaning: string;
  /** The first release that has it, where 252 did not. */
  readonly since?: number;
}

const system = ["system"] as const;
const user = ["user"] as const;
const both = ["system", "user"] as const;

/** The ones people name in their own units come first, in the order they are met at boot; the rarer ones follow. */
export const specialUnits: readonly SpecialUnit[] = [
  {
    name: "multi-user.target",
    managers: system,
    meaning: "The normal boot of a server: what a service wants to be `WantedBy=` to start at boot.",
  },
  {
    name: "graphical.target",
    managers: system,
    meaning: "The normal boot of a desktop: `multi-user.target` and the login screen.",
  },
  {
    name: "default.target",
    managers: both,
    meaning: "What boot leads to; in a user's manager, what a service is `WantedBy=` to start at login.",
  },
  {
    name: "network.target",
    managers: system,
    meaning:
      "Network software has been started, yet addresses may still be missing; of use mostly to be stopped before the network.",
  },
  {
    name: "network-online.target",
    managers: system,
    meaning:
      "The network is up, as the network software judges; needs both `Wants=` and `After=`, and makes boot wait.",
  },
  {
    name: "network-pre.target",
    managers: system,
    meaning: "No network interface is set up yet; a firewall wants it and stands `Before=` it.",
  },
  {
    name: "nss-lookup.target",
    managers: system,
    meaning: "Host names can be looked up; stand `After=` it, without wanting it.",
  },
  {
    name: "nss-user-lookup.target",
    managers: system,
    meaning: "All users and groups can be looked up; stand `After=` it, without wanting it.",
  },
  {
    name: "local-fs.target",
    managers: system,
    meaning: "All local file systems of fstab and mount units are mounted.",
  },
  { name: "local-fs-pre.target", managers: system, meaning: "No local file system of fstab is mounted yet." },
  {
    name: "remote-fs.target",
    managers: system,
    meaning: "All network file systems are mounted; what a network mount is `WantedBy=`.",
  },
  {
    name: "remote-fs-pre.target",
    managers: system,
    meaning: "No network file system is mounted yet; want it and stand `Before=` it to prepare mounts.",
  },
  {
    name: "sysinit.target",
    managers: system,
    meaning:
      "Early boot is done: mounts, swap, devices, random seed, clock; services come after it by default.",
  },
  {
    name: "basic.target",
    managers: both,
    meaning: "Sockets, timers, paths and slices are set up; services come after it by default.",
  },
  {
    name: "sockets.target",
    managers: both,
    meaning: "What a socket unit is `WantedBy=` to listen from boot on.",
  },
  { name: "timers.target", managers: both, meaning: "What a timer unit is `WantedBy=` to run from boot on." },
  { name: "paths.target", managers: both, meaning: "What a path unit is `WantedBy=` to watch from boot on." },
  {
    name: "slices.target",
    managers: system,
    meaning: "Slices that are there from boot on, even while empty.",
  },
  { name: "swap.target", managers: system, meaning: "All swap of fstab and swap units is in use." },
  {
    name: "time-set.target",
    managers: system,
    meaning:
      "The clock was set from something local and is roughly right; stand `After=` it, without wanting it.",
  },
  {
    name: "time-sync.target",
    managers: system,
    meaning: "The clock agrees with a time server; timers with `OnCalendar=` come after it by default.",
  },
  {
    name: "getty.target",
    managers: system,
    meaning: "The login prompts on consoles; what an instance of a getty is `WantedBy=`.",
  },
  {
    name: "getty-pre.target",
    managers: system,
    meaning:
      "No login prompt is on the console yet; want it and stand `Before=` it to use the console first.",
  },
  {
    name: "shutdown.target",
    managers: both,
    meaning:
      "The system, or the session, goes down; services conflict with it by default, and so are stopped.",
  },
  { name: "reboot.target", managers: system, meaning: "Stops everything and boots again." },
  { name: "poweroff.target", managers: system, meaning: "Stops everything and powers off." },
  { name: "halt.target", managers: system, meaning: "Stops everything and halts, with the power left on." },
  { name: "kexec.target", managers: system, meaning: "Stops everything and starts a new kernel directly." },
  {
    name: "soft-reboot.target",
    managers: system,
    meaning: "Stops everything and starts userspace anew on the running kernel.",
    since: 254,
  },
  {
    name: "exit.target",
    managers: both,
    meaning: "Stops everything and ends the manager; in a container, the container.",
  },
  {
    name: "sleep.target",
    managers: system,
    meaning:
      "Pulled in by every way to sleep: `WantedBy=` and `Before=` it to do something before the machine sleeps.",
  },
  { name: "suspend.target", managers: system, meaning: "Suspends to memory." },
  { name: "hibernate.target", managers: system, meaning: "Saves memory to disk and powers off." },
  {
    name: "hybrid-sleep.target",
    managers: system,
    meaning: "Saves memory to disk, then suspends to memory.",
  },
  {
    name: "suspend-then-hibernate.target",
    managers: system,
    meaning: "Suspends to memory, and hibernates after a while.",
  },
  {
    name: "rescue.target",
    managers: system,
    meaning: "A root shell with local file systems and little else.",
  },
  {
    name: "emergency.target",
    managers: system,
    meaning: "A root shell on a read-only root file system, and nothing else.",
  },
  {
    name: "graphical-session.target",
    managers: user,
    meaning: "A graphical session runs; its services are `PartOf=` and `WantedBy=` it.",
  },
  {
    name: "graphical-session-pre.target",
    managers: user,
    meaning: "What must set up the environment before a graphical session starts.",
  },
  {
    name: "xdg-desktop-autostart.target",
    managers: user,
    meaning: "Starts the desktop's autostart entries as units.",
  },
  { name: "-.slice", managers: both, meaning: "The root of the tree of slices." },
  {
    name: "system.slice",
    managers: system,
    meaning: "Where system services run when `Slice=` says nothing else.",
  },
  { name: "user.slice", managers: system, meaning: "Where all that belongs to users' sessions runs." },
  { name: "machine.slice", managers: system, meaning: "Where virtual machines and containers run." },
  {
    name: "capsule.slice",
    managers: system,
    meaning: "Where capsules, service managers of their own, run.",
    since: 255,
  },
  {
    name: "app.slice",
    managers: user,
    meaning: "Where a user's services run when `Slice=` says nothing else.",
  },
  {
    name: "session.slice",
    managers: user,
    meaning: "For the parts of a graphical session itself, such as the compositor.",
  },
  {
    name: "background.slice",
    managers: user,
    meaning: "For a user's work that may take second place to what is on the screen.",
  },
  { name: "init.scope", managers: both, meaning: "Where the service manager itself runs." },
  { name: "-.mount", managers: both, meaning: "The root file system." },
  { name: "tmp.mount", managers: system, meaning: "The file system at /tmp, where it is one of its own." },
  { name: "dbus.service", managers: both, meaning: "The message bus." },
  {
    name: "dbus.socket",
    managers: both,
    meaning: "The socket of the message bus; services of `Type=dbus` need it by default.",
  },
  {
    name: "systemd-journald.socket",
    managers: system,
    meaning: "Where the journal takes messages; services that log come after it by default.",
  },
  {
    name: "systemd-tmpfiles-setup.service",
    managers: both,
    meaning: "Has made the files and folders that tmpfiles.d asks for.",
  },
  { name: "systemd-udevd.service", managers: system, meaning: "Handles devices that come and go." },
  {
    name: "display-manager.service",
    managers: system,
    meaning: "Another name of whichever login screen is installed.",
  },
  {
    name: "syslog.socket",
    managers: system,
    meaning: "Where the journal hands messages on to a syslog daemon.",
  },
  { name: "cryptsetup.target", managers: system, meaning: "All encrypted disks of crypttab are open." },
  { name: "cryptsetup-pre.target", managers: system, meaning: "No encrypted disk is open yet." },
  {
    name: "remote-cryptsetup.target",
    managers: system,
    meaning: "Encrypted disks that need the network are open.",
  },
  { name: "veritysetup.target", managers: system, meaning: "All disks of veritytab are set up." },
  { name: "veritysetup-pre.target", managers: system, meaning: "No disk of veritytab is set up yet." },
  {
    name: "remote-veritysetup.target",
    managers: system,
    meaning: "Disks of veritytab that need the network are set up.",
  },
  { name: "integritysetup.target", managers: system, meaning: "All disks of integritytab are set up." },
  {
    name: "remote-integritysetup.target",
    managers: system,
    meaning: "Disks of integritytab that need the network are set up.",
    since: 258,
  },
  {
    name: "blockdev@.target",
    managers: system,
    meaning: "Stands between the service that makes a block device and what uses it.",
  },
  { name: "bluetooth.target", managers: both, meaning: "Reached when a Bluetooth controller appears." },
  { name: "printer.target", managers: both, meaning: "Reached when a printer appears." },
  { name: "smartcard.target", managers: both, meaning: "Reached when a smartcard reader appears." },
  { name: "sound.target", managers: both, meaning: "Reached when a sound card appears." },
  {
    name: "usb-gadget.target",
    managers: system,
    meaning: "Reached when a controller appears that lets this machine act as a USB device.",
  },
  { name: "tpm2.target", managers: system, meaning: "The TPM can be used.", since: 256 },
  {
    name: "machines.target",
    managers: system,
    meaning: "What a container or virtual machine is `WantedBy=` to start at boot.",
  },
  { name: "rpcbind.target", managers: system, meaning: "The RPC port mapper runs." },
  {
    name: "ssh-access.target",
    managers: system,
    meaning: "The machine can be reached over SSH.",
    since: 256,
  },
  {
    name: "boot-complete.target",
    managers: system,
    meaning: "The boot counts as good: checks that must succeed are required by it and stand `Before=` it.",
  },
  {
    name: "first-boot-complete.target",
    managers: system,
    meaning: "What must be done once, on the first boot, stands `Before=` it.",
  },
  {
    name: "imports.target",
    managers: system,
    meaning: "Disk images that boot is to download are there.",
    since: 258,
  },
  {
    name: "imports-pre.target",
    managers: system,
    meaning: "No disk image is being downloaded yet.",
    since: 258,
  },
  {
    name: "umount.target",
    managers: system,
    meaning: "Mounts conflict with it by default, and so are unmounted at shutdown.",
  },
  {
    name: "final.target",
    managers: system,
    meaning: "Late in shutdown, when services have ended and file systems are unmounted.",
  },
  {
    name: "ctrl-alt-del.target",
    managers: system,
    meaning: "Started by Ctrl-Alt-Del on the console; by default another name of `reboot.target`.",
  },
  { name: "kbrequest.target", managers: system, meaning: "Started by Alt-ArrowUp on the console." },
  {
    name: "sigpwr.target",
    managers: system,
    meaning: "Started when the manager is told that the power is failing.",
  },
  { name: "system-update.target", managers: system, meaning: "A boot that only installs updates." },
  {
    name: "system-update-pre.target",
    managers: system,
    meaning: "In a boot that only installs updates, what must be done first.",
  },
  { name: "factory-reset.target", managers: system, meaning: "Requests a factory reset." },
  {
    name: "factory-reset-now.target",
    managers: system,
    meaning: "A boot that does a factory reset.",
    since: 258,
  },
  {
    name: "storage-target-mode.target",
    managers: system,
    meaning: "A boot that only offers the local disks to other machines.",
    since: 255,
  },
  { name: "initrd.target", managers: system, meaning: "What boot leads to inside the initrd." },
  {
    name: "initrd-root-device.target",
    managers: system,
    meaning: "The device of the root file system is there, still in the initrd.",
  },
  {
    name: "initrd-root-fs.target",
    managers: system,
    meaning: "The root file system is mounted below /sysroot, still in the initrd.",
  },
  {
    name: "initrd-usr-fs.target",
    managers: system,
    meaning: "The file system for /usr is mounted below /sysroot, still in the initrd.",
  },
  {
    name: "initrd-fs.target",
    managers: system,
    meaning: "All file systems that the initrd mounts below /sysroot are mounted.",
  },
];

const specialUnitByName: ReadonlyMap<string, SpecialUnit> = new Map(
  specialUnits.map((unit) => [unit.name, unit]),
);

/** What is known of a unit by its name alone. */
export function findSpecialUnit(name: string): SpecialUnit | undefined {
  return specialUnitByName.get(name);
}

/** The unit meant by a name without its type, such as `network-online`, of one of these types. */
export function findSpecialUnitWithoutType(stem: string, types: readonly string[]): SpecialUnit | undefined {
  return types.map((type) => findSpecialUnit(`${stem}.${type}`)).find((unit) => unit !== undefined);
}

/** What boot leads to: wanted by a unit that is enabled, and never waited for by one that is part of the boot. */
export const bootGoals: ReadonlySet<string> = new Set([
  "multi-user.target",
  "graphical.target",
  "default.target",
]);

/** What a unit of each type is `WantedBy=` as a rule, where that is no goal of the boot. */
export const usualWanters: ReadonlyMap<string, string> = new Map([
  ["socket", "sockets.target"],
  ["timer", "timers.target"],
  ["path", "paths.target"],
  ["mount", "local-fs.target"],
  ["automount", "local-fs.target"],
  ["swap", "swap.target"],
  ["slice", "slices.target"],
]);
