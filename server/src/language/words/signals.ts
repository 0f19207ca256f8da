/** One signal of Linux; numbers are those of x86, ARM and RISC-V. */
export interface Signal {
  /** With `SIG`; systemd takes the name without it too. */
  readonly name: string;
  readonly number: number;
  readonly meaning: string;
}

/** The signals systemd knows by name. Other names of the same numbers (SIGPOLL, SIGCLD, SIGIOT) it refuses (measured). */
export const signals: readonly Signal[] = [
  { name: "SIGHUP", number: 1, meaning: "The terminal is gone; daemons take it as the wish to reload." },
  { name: "SIGINT", number: 2, meaning: "Interrupted from the keyboard, as by Ctrl-C." },
  { name: "SIGQUIT", number: 3, meaning: "Quit from the keyboard, with a core dump." },
  { name: "SIGILL", number: 4, meaning: "The processor met an instruction it does not know." },
  { name: "SIGTRAP", number: 5, meaning: "A breakpoint was reached." },
  {
    name: "SIGABRT",
    number: 6,
    meaning: "The program gave up by itself, with a core dump; what a missed watchdog sends.",
  },
  { name: "SIGBUS", number: 7, meaning: "Memory was read or written in a way the hardware cannot." },
  { name: "SIGFPE", number: 8, meaning: "A calculation has no result, such as a division by zero." },
  { name: "SIGKILL", number: 9, meaning: "Ends the process at once; it cannot be caught." },
  { name: "SIGUSR1", number: 10, meaning: "Means what the program says it means." },
  { name: "SIGSEGV", number: 11, meaning: "Memory was touched that does not belong to the process." },
  { name: "SIGUSR2", number: 12, meaning: "Means what the program says it means." },
  { name: "SIGPIPE", number: 13, meaning: "Nobody reads from the other end of a pipe or connection." },
  { name: "SIGALRM", number: 14, meaning: "A timer of the process ran out." },
  { name: "SIGTERM", number: 15, meaning: "Asks the process to end; what stopping a unit sends first." },
  { name: "SIGSTKFLT", number: 16, meaning: "A fault of an old coprocessor; unused." },
  { name: "SIGCHLD", number: 17, meaning: "A child process ended or stopped." },
  { name: "SIGCONT", number: 18, meaning: "Goes on after having been stopped." },
  { name: "SIGSTOP", number: 19, meaning: "Stops the process where it is; it cannot be caught." },
  { name: "SIGTSTP", number: 20, meaning: "Stopped from the keyboard, as by Ctrl-Z." },
  { name: "SIGTTIN", number: 21, meaning: "A background process wants to read from the terminal." },
  { name: "SIGTTOU", number: 22, meaning: "A background process wants to write to the terminal." },
  { name: "SIGURG", number: 23, meaning: "Urgent data arrived on a socket." },
  { name: "SIGXCPU", number: 24, meaning: "The limit on CPU time is reached." },
  { name: "SIGXFSZ", number: 25, meaning: "The limit on the size of a file is reached." },
  { name: "SIGVTALRM", number: 26, meaning: "A timer over the process's own CPU time ran out." },
  { name: "SIGPROF", number: 27, meaning: "A profiling timer ran out." },
  { name: "SIGWINCH", number: 28, meaning: "The terminal changed its size." },
  { name: "SIGIO", number: 29, meaning: "A file descriptor is ready to be read or written." },
  { name: "SIGPWR", number: 30, meaning: "The power supply is failing." },
  { name: "SIGSYS", number: 31, meaning: "A system call that does not exist or is filtered." },
];

/** The numbers free for programs' own use, `SIGRTMIN` and `SIGRTMAX`; glibc keeps 32 and 33 for itself. */
export const realTimeSignals = { first: 34, last: 64 } as const;

export type SignalReading =
  | { readonly kind: "signal"; readonly number: number }
  | { readonly kind: "out-of-range" }
  | { readonly kind: "unknown" };

/** Which signal a name stands for: with or without `SIG`, in upper case, or `RTMIN`, `RTMIN+n`, `RTMAX`, `RTMAX-n`. */
export function readSignalName(text: string): SignalReading {
  const short = text.startsWith("SIG") ? text.slice(3) : text;
  const number = numberByShortName.get(short);
  if (number !== undefined) return { kind: "signal", number };
  const realTime = /^RT(?:MIN(?:\+(0[xX][0-9a-fA-F]+|\d+))?|MAX(?:-(0[xX][0-9a-fA-F]+|\d+))?)$/.exec(short);
  if (realTime === null) return { kind: "unknown" };
  const distance = distanceOf(realTime[1] ?? realTime[2] ?? "0");
  if (distance === undefined) return { kind: "unknown" };
  const { first, last } = realTimeSignals;
  if (distance > last - first) return { kind: "out-of-range" };
  return { kind: "signal", number: short.startsWith("RTMIN") ? first + distance : last - distance };
}

/** The usual name of a signal's number, such as `SIGRTMIN+3` for 37. */
export function signalName(number: number): string | undefined {
  const { first, last } = realTimeSignals;
  if (number === first) return "SIGRTMIN";
  if (number > first && number <= last) return `SIGRTMIN+${number - first}`;
  return signals.find((signal) => signal.number === number)?.name;
}

const numberByShortName: ReadonlyMap<string, number> = new Map(
  signals.map(({ name, number }) => [name.slice(3), number]),
);

/** A leading zero makes the number octal, as in C; 8 and 9 then make it none. */
function distanceOf(digits: string): number | undefined {
  if (!/^0\d/.test(digits)) return Number(digits);
  return /[89]/.test(digits) ? undefined : Number.parseInt(digits, 8);
}
