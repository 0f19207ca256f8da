/** A variable that programs of all kinds heed, or that systemd sets itself (environ(7), systemd.exec(5)). */
export interface EnvironmentVariable {
  readonly name: string;
  readonly meaning: string;
}

/** The likeliest first. */
export const environmentVariables: readonly EnvironmentVariable[] = [
  { name: "PATH", meaning: "The folders in which programs are looked for, with colons between." },
  { name: "HOME", meaning: "The home folder; systemd sets it with `User=`." },
  { name: "LANG", meaning: "Language and character set, such as `C.UTF-8`." },
  { name: "LC_ALL", meaning: "Language and character set, whatever `LANG` says." },
  { name: "TZ", meaning: "The time zone, such as `Europe/Berlin`." },
  { name: "USER", meaning: "The name of the user; systemd sets it with `User=`." },
  { name: "LOGNAME", meaning: "The same as `USER`." },
  { name: "SHELL", meaning: "The user's login shell; systemd sets it with `User=`." },
  { name: "TMPDIR", meaning: "Where temporary files are made, instead of `/tmp`." },
  { name: "TERM", meaning: "The kind of terminal; systemd sets it where the unit has one." },
  { name: "EDITOR", meaning: "The editor that other programs start." },
  { name: "PAGER", meaning: "The program that shows long texts page by page." },
  { name: "LD_LIBRARY_PATH", meaning: "Folders that are searched for libraries before all others." },
  { name: "LD_PRELOAD", meaning: "Libraries that are loaded before all others." },
  { name: "XDG_RUNTIME_DIR", meaning: "The user's folder for sockets and the like, below `/run/user`." },
  { name: "DBUS_SESSION_BUS_ADDRESS", meaning: "Where the user's bus is reached." },
  { name: "DISPLAY", meaning: "The X11 display to draw on." },
  { name: "WAYLAND_DISPLAY", meaning: "The Wayland display to draw on." },
  { name: "SSH_AUTH_SOCK", meaning: "The socket of the SSH agent." },
  { name: "http_proxy", meaning: "The proxy for unencrypted HTTP." },
  { name: "https_proxy", meaning: "The proxy for HTTPS." },
  { name: "no_proxy", meaning: "Hosts that are reached without a proxy." },
  { name: "INVOCATION_ID", meaning: "systemd's own number of this run of the unit." },
  { name: "NOTIFY_SOCKET", meaning: "Where a service tells systemd that it is ready." },
  { name: "LISTEN_FDS", meaning: "How many sockets systemd hands over." },
  { name: "WATCHDOG_USEC", meaning: "How often a service must say that it lives, in microseconds." },
  { name: "CREDENTIALS_DIRECTORY", meaning: "The folder with the credentials of the unit." },
  { name: "STATE_DIRECTORY", meaning: "The folders of `StateDirectory=`." },
  { name: "RUNTIME_DIRECTORY", meaning: "The folders of `RuntimeDirectory=`." },
];
