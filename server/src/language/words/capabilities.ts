/** A capability of Linux: one of the rights that root is made of (capabilities(7)). */
export interface Capability {
  readonly name: string;
  readonly number: number;
  /** What a process with it may do. */
  readonly meaning: string;
}

/** By number. Releases from 252 to 262 know them all by name; a newer kernel may have more. */
export const capabilities: readonly Capability[] = [
  { name: "CAP_CHOWN", number: 0, meaning: "Give files to any owner." },
  {
    name: "CAP_DAC_OVERRIDE",
    number: 1,
    meaning: "Read, write and run files whatever their access mode says.",
  },
  {
    name: "CAP_DAC_READ_SEARCH",
    number: 2,
    meaning: "Read files and search folders whatever their access mode says.",
  },
  {
    name: "CAP_FOWNER",
    number: 3,
    meaning: "Change modes, times and attributes of files that belong to others.",
  },
  { name: "CAP_FSETID", number: 4, meaning: "Keep set-UID and set-GID bits when a file is changed." },
  { name: "CAP_KILL", number: 5, meaning: "Send signals to processes of others." },
  { name: "CAP_SETGID", number: 6, meaning: "Take on any group." },
  { name: "CAP_SETUID", number: 7, meaning: "Become any user." },
  {
    name: "CAP_SETPCAP",
    number: 8,
    meaning: "Drop capabilities from the bounding set and change secure bits.",
  },
  {
    name: "CAP_LINUX_IMMUTABLE",
    number: 9,
    meaning: "Set the immutable and append-only attributes of files.",
  },
  { name: "CAP_NET_BIND_SERVICE", number: 10, meaning: "Listen on ports below 1024." },
  { name: "CAP_NET_BROADCAST", number: 11, meaning: "Send broadcasts and listen to multicasts (unused)." },
  {
    name: "CAP_NET_ADMIN",
    number: 12,
    meaning: "Configure interfaces, routes, firewall and more of the network.",
  },
  { name: "CAP_NET_RAW", number: 13, meaning: "Use raw and packet sockets, as ping and tcpdump do." },
  { name: "CAP_IPC_LOCK", number: 14, meaning: "Keep memory out of swap." },
  { name: "CAP_IPC_OWNER", number: 15, meaning: "Use System V IPC of others." },
  { name: "CAP_SYS_MODULE", number: 16, meaning: "Load and remove kernel modules." },
  { name: "CAP_SYS_RAWIO", number: 17, meaning: "Reach I/O ports and memory of the machine." },
  { name: "CAP_SYS_CHROOT", number: 18, meaning: "Change the root folder and enter mount namespaces." },
  { name: "CAP_SYS_PTRACE", number: 19, meaning: "Trace and inspect processes of others." },
  { name: "CAP_SYS_PACCT", number: 20, meaning: "Turn process accounting on and off." },
  {
    name: "CAP_SYS_ADMIN",
    number: 21,
    meaning: "A large part of what root may do: mounts, quotas, namespaces, host name and much more.",
  },
  { name: "CAP_SYS_BOOT", number: 22, meaning: "Reboot, and load another kernel." },
  {
    name: "CAP_SYS_NICE",
    number: 23,
    meaning: "Raise priorities, use realtime scheduling, set CPU affinity of others.",
  },
  { name: "CAP_SYS_RESOURCE", number: 24, meaning: "Go beyond resource limits, quotas and reserved space." },
  { name: "CAP_SYS_TIME", number: 25, meaning: "Set the clock." },
  { name: "CAP_SYS_TTY_CONFIG", number: 26, meaning: "Configure terminals and hang them up." },
  { name: "CAP_MKNOD", number: 27, meaning: "Make device nodes." },
  { name: "CAP_LEASE", number: 28, meaning: "Take leases on files of others." },
  { name: "CAP_AUDIT_WRITE", number: 29, meaning: "Write records to the kernel's audit log." },
  { name: "CAP_AUDIT_CONTROL", number: 30, meaning: "Turn auditing on and off and change its rules." },
  { name: "CAP_SETFCAP", number: 31, meaning: "Give capabilities to program files." },
  { name: "CAP_MAC_OVERRIDE", number: 32, meaning: "Go around mandatory access control (Smack)." },
  { name: "CAP_MAC_ADMIN", number: 33, meaning: "Configure mandatory access control (Smack)." },
  { name: "CAP_SYSLOG", number: 34, meaning: "Read and control the kernel log, see kernel addresses." },
  { name: "CAP_WAKE_ALARM", number: 35, meaning: "Set timers that wake the machine up." },
  { name: "CAP_BLOCK_SUSPEND", number: 36, meaning: "Keep the machine from going to sleep." },
  { name: "CAP_AUDIT_READ", number: 37, meaning: "Read the audit log over a multicast socket." },
  { name: "CAP_PERFMON", number: 38, meaning: "Measure performance: perf_event_open and related BPF." },
  { name: "CAP_BPF", number: 39, meaning: "Load BPF programs and make maps." },
  {
    name: "CAP_CHECKPOINT_RESTORE",
    number: 40,
    meaning: "Save and restore processes: choose process numbers, read memory maps.",
  },
];
