// What the systemd root gets beside its packages: accounts, the user managers, and what must not run in a box.

/** The ordinary user of a box (uid 1000), for what only an ordinary user is refused. */
export const ordinaryUser = { name: "maker", uid: 1000 } as const;

export const usersToAdd: readonly string[] = [
  "messagebus:x:101:101::/nonexistent:/usr/sbin/nologin",
  "systemd-network:x:103:103::/:/usr/sbin/nologin",
  "polkitd:x:104:104::/:/usr/sbin/nologin",
  `${ordinaryUser.name}:x:${ordinaryUser.uid}:${ordinaryUser.uid}::/home/${ordinaryUser.name}:/bin/bash`,
];

// The groups that udev's rules and tmpfiles name; without them systemd logs a line for each at every boot.
export const groupsToAdd: readonly string[] = [
  "messagebus:x:101:",
  "systemd-journal:x:102:",
  "systemd-network:x:103:",
  "polkitd:x:104:",
  "sgx:x:105:",
  "kvm:x:106:",
  "render:x:107:",
  "clock:x:108:",
  "input:x:109:",
  `${ordinaryUser.name}:x:${ordinaryUser.uid}:`,
];

/** Files of the root by their path in it. */
export const rootFiles: Readonly<Record<string, string>> = {
  "etc/hosts": "127.0.0.1 localhost\n::1 localhost\n",
  "etc/hostname": "unitwright\n",
  "etc/fstab": "",
  "etc/nsswitch.conf": "passwd: files\ngroup: files\nshadow: files\nhosts: files\n",
  "etc/.updated": "",
  "var/.updated": "",
  // In memory only, nothing dropped: tests count lines.
  "etc/systemd/journald.conf.d/box.conf":
    "[Journal]\nStorage=volatile\nForwardToConsole=no\nForwardToSyslog=no\nRateLimitIntervalSec=0\nReadKMsg=no\nAudit=no\n",
  // There is no PAM configuration and no logind in here: the user managers get their folder and address from us.
  "etc/systemd/system/user@.service.d/box.conf":
    "[Service]\nPAMName=\nEnvironment=XDG_RUNTIME_DIR=/run/user/%i DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/%i/bus\n",
  "etc/systemd/system/user-runtime-dir@.service":
    "[Unit]\nDescription=Runtime folder of user %i\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/bin/install -d -m 700 -o %i -g %i /run/user/%i\n",
};

// Units that would reach for the machine's devices, clock, kernel settings or network, wait for what will never
// come, or (tmpfiles) empty a /tmp into which folders of the machine are mounted.
const masked: readonly string[] = [
  ...[
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "dpkg-db-backup.timer",
    "e2scrub_all.timer",
    "fstrim.timer",
  ],
  ...["console-getty.service", "getty.target", "e2scrub_reap.service", "modprobe@.service"],
  ...["dev-hugepages.mount", "dev-mqueue.mount", "proc-sys-fs-binfmt_misc.automount"],
  ...["sys-fs-fuse-connections.mount", "sys-kernel-config.mount", "sys-kernel-debug.mount"],
  ...["sys-kernel-tracing.mount", "systemd-binfmt.service", "systemd-boot-update.service"],
  ...[
    "systemd-confext.service",
    "systemd-logind.service",
    "systemd-logind-varlink.socket",
    "systemd-modules-load.service",
  ],
  ...["systemd-networkd.service", "systemd-networkd.socket", "systemd-networkd-wait-online.service"],
  ...["systemd-pcrlock-make-policy.service", "systemd-pstore.service", "systemd-remount-fs.service"],
  ...["systemd-resolved.service", "systemd-sysctl.service", "systemd-sysext.service"],
  ...["systemd-timesyncd.service", "systemd-tmpfiles-clean.timer", "systemd-tmpfiles-setup.service"],
  ...["systemd-tmpfiles-setup-dev.service", "systemd-tmpfiles-setup-dev-early.service"],
  ...["systemd-tpm2-setup.service", "systemd-tpm2-setup-early.service", "systemd-udev-settle.service"],
  ...["systemd-udev-trigger.service", "systemd-userdbd.service", "systemd-userdbd.socket"],
];

/** Links of the root: path in it, and what the link says. */
export const rootLinks: Readonly<Record<string, string>> = {
  "etc/os-release": "../usr/lib/os-release",
  "etc/systemd/system/default.target": "/usr/lib/systemd/system/multi-user.target",
  ...Object.fromEntries(masked.map((unit) => [`etc/systemd/system/${unit}`, "/dev/null"])),
};
