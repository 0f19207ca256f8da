// The little of D-Bus that this folder needs, so that only busManager.ts knows the library behind it.

/** What goes over the bus with a type of its own: a D-Bus variant. */
export interface BusVariant {
  /** The D-Bus type, such as `t`. */
  readonly signature: string;
  readonly value: unknown;
}

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  /** Where the signature says `v`, a {@link BusVariant} stands. */
  readonly body?: readonly unknown[];
  /** Milliseconds to wait for the answer; 25 s when not said. */
  readonly timeout?: number;
  /** `ask` lets a polkit agent ask the user for a password; nobody is asked when not said. */
  readonly authorization?: "ask";
  /**
   * Hears the body of the answer in its place among the signals. A promise would hear it too late: signals that came
   * after the answer in the same read are told before any promise goes on.
   */
  readonly inOrder?: (body: readonly unknown[]) => void;
}

export interface BusSignal {
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** A call that somebody on the bus makes to us. */
export interface IncomingCall {
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** An open connection to a message bus. */
export interface Bus {
  /** Gives the body of the answer. Throws SystemdError: systemd's own error, `timed-out` or `disconnected`. */
  call(call: BusCall): Promise<readonly unknown[]>;
  onSignal(listener: (signal: BusSignal) => void): void;
  /**
   * Answers calls made to us until the returned function is called: with nothing when the promise is kept, and with the
   * error of the SystemdError that it is broken with. What `answer` gives no promise for is none of its calls.
   */
  onCall(answer: (call: IncomingCall) => Promise<void> | undefined): () => void;
  /** Called once, when the connection has ended for whatever reason. */
  onClosed(listener: () => void): void;
  close(): void;
}

/** What calls can be made over: a connection, or a way that seeks the right to where it is lacking. */
export type Caller = Pick<Bus, "call">;

/** The bus itself as a destination, its only object and interface. */
export const busDaemon = {
  destination: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
} as const;

export const systemdName = "org.freedesktop.systemd1";
export const managerInterface = "org.freedesktop.systemd1.Manager";
export const unitInterface = "org.freedesktop.systemd1.Unit";
export const timerInterface = "org.freedesktop.systemd1.Timer";
export const socketInterface = "org.freedesktop.systemd1.Socket";
export const propertiesInterface = "org.freedesktop.DBus.Properties";

/** systemd's manager object. */
export const managerObject = {
  destination: systemdName,
  path: "/org/freedesktop/systemd1",
  interface: managerInterface,
} as const;
