// Unit names and D-Bus object paths: systemd writes every byte but ASCII letters and digits as `_` and two hex digits.

const prefix = "/org/freedesktop/systemd1/unit/";

/** The object path of a unit, loaded or not (sd_bus_path_encode(3)). */
export function unitPath(name: string): string {
  let label = "";
  Buffer.from(name, "utf8").forEach((byte, index) => {
    const char = String.fromCharCode(byte);
    const plain = index === 0 ? /[a-zA-Z]/ : /[a-zA-Z0-9]/;
    label += plain.test(char) ? char : `_${byte.toString(16).padStart(2, "0")}`;
  });
  return prefix + label;
}

/** The unit an object path stands for, or undefined when it is no unit's path. */
export function unitNameOf(path: string): string | undefined {
  if (!path.startsWith(prefix)) return undefined;
  const label = path.slice(prefix.length);
  const bytes = label.replace(/_([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
