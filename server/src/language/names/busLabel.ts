import { textOfBytes, utf8Bytes } from "./utf8.ts";

const unitFolder = "/org/freedesktop/systemd1/unit/";

/** The path of a unit's object on the bus (org.freedesktop.systemd1(5)). */
export function busPathOfUnit(name: string): string {
  return unitFolder + busLabel(name);
}

/** The name of the unit whose object has this path; nothing for paths of other things. */
export function unitOfBusPath(path: string): string | undefined {
  if (!path.startsWith(unitFolder)) return undefined;
  const label = path.slice(unitFolder.length);
  return label === "" || label.includes("/") ? undefined : textOfBusLabel(label);
}

/**
 * Spells a text as one element of an object path: ASCII letters stand for themselves, digits too but at the start;
 * every other byte is `_` and two hexadecimal digits. Nothing is `_` alone.
 */
export function busLabel(text: string): string {
  if (text === "") return "_";
  return utf8Bytes(text)
    .map((byte, index) => {
      const character = String.fromCharCode(byte);
      const plain = index === 0 ? /[A-Za-z]/ : /[A-Za-z0-9]/;
      return plain.test(character) ? character : `_${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}

/** Undoes `busLabel`. A `_` that begins no escape stands for itself, as it does for systemd. */
export function textOfBusLabel(label: string): string {
  if (label === "_") return "";
  const bytes: number[] = [];
  for (let at = 0; at < label.length; at++) {
    const digits = /^_([0-9a-fA-F]{2})/.exec(label.slice(at, at + 3))?.[1];
    if (digits === undefined) {
      // A pair of surrogates is one character; taken apart, it would be no text any more.
      const whole = String.fromCodePoint(label.codePointAt(at) ?? 0);
      bytes.push(...utf8Bytes(whole));
      at += whole.length - 1;
    } else {
      bytes.push(Number.parseInt(digits, 16));
      at += 2;
    }
  }
  return textOfBytes(bytes);
}
