/** Why systemd, or the way to it, did not do what was asked. */
export type SystemdErrorKind =
  | "access-denied"
  /** The user gave up when asked who they are. */
  | "declined"
  | "no-such-unit"
  | "masked"
  | "disconnected"
  | "timed-out"
  | "refused";

/** What every function of this folder throws when systemd says no. `message` is a sentence for the user. */
export class SystemdError extends Error {
  override readonly name = "SystemdError";
  readonly kind: SystemdErrorKind;
  /** The D-Bus error name, for the log. */
  readonly origin: string;
  /** Whether the bus itself refused to pass a call on, so that nobody it was for knows of it. */
  readonly heldBack: boolean;

  constructor(kind: SystemdErrorKind, message: string, origin: string, answeredBy: "bus" | "peer" = "peer") {
    super(message);
    this.kind = kind;
    this.origin = origin;
    this.heldBack = answeredBy === "bus";
  }
}

/**
 * Turns a D-Bus error into ours. It is told by its name alone, since texts are translated and change between versions
 * (names: sd-bus-errors(3) and systemd's bus-common-errors.c).
 */
export function fromBusError(
  origin: string,
  text: string,
  answeredBy: "bus" | "peer" = "peer",
): SystemdError {
  const kind = kindByName.get(origin) ?? "refused";
  // The bus tells at length which of its rules it was.
  const told =
    kind === "access-denied" && answeredBy === "bus" ? "the message bus lets only root ask for it" : text;
  return new SystemdError(kind, sentence(kind, told), origin, answeredBy);
}

/** What is thrown when the connection ended before an answer came. */
export function disconnected(): SystemdError {
  return new SystemdError("disconnected", "The connection to systemd was lost before it answered.", "");
}

/** What is thrown when no answer came in time. */
export function timedOut(member: string, milliseconds: number): SystemdError {
  const seconds = Math.round(milliseconds / 1000);
  return new SystemdError("timed-out", `systemd did not answer ${member} within ${seconds} seconds.`, "");
}

/** The `code` that Node puts on errors of the system, and openBus on its own: `ENOENT`, `AUTH` … */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const kindByName: ReadonlyMap<string, SystemdErrorKind> = new Map([
  ["org.freedesktop.DBus.Error.AccessDenied", "access-denied"],
  ["org.freedesktop.DBus.Error.InteractiveAuthorizationRequired", "access-denied"],
  ["org.freedesktop.DBus.Error.AuthFailed", "access-denied"],
  ["org.freedesktop.PolicyKit1.Error.NotAuthorized", "access-denied"],
  ["org.freedesktop.systemd1.NoSuchUnit", "no-such-unit"],
  ["org.freedesktop.DBus.Error.FileNotFound", "no-such-unit"],
  ["org.freedesktop.systemd1.UnitMasked", "masked"],
  ["org.freedesktop.DBus.Error.ServiceUnknown", "disconnected"],
  ["org.freedesktop.DBus.Error.NameHasNoOwner", "disconnected"],
  ["org.freedesktop.DBus.Error.Disconnected", "disconnected"],
  ["org.freedesktop.DBus.Error.NoServer", "disconnected"],
  ["org.freedesktop.DBus.Error.NoReply", "timed-out"],
  ["org.freedesktop.DBus.Error.Timeout", "timed-out"],
  ["org.freedesktop.DBus.Error.TimedOut", "timed-out"],
]);

function sentence(kind: SystemdErrorKind, text: string): string {
  switch (kind) {
    case "access-denied":
      return `You are not allowed to do this (${text.replace(/\.$/, "")})`;
    case "declined":
    case "no-such-unit":
    case "masked":
    case "refused":
      return text;
    case "disconnected":
      return `systemd cannot be reached (${text})`;
    case "timed-out":
      return `systemd did not answer in time (${text})`;
    default:
      return kind satisfies never;
  }
}
