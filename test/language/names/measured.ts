import { readFileSync } from "node:fs";

/** What the packaged systemd answered, function by function; `null` is a refusal. */
interface MeasuredNames {
  readonly unitNames: readonly {
    readonly name: string;
    readonly kind: "plain" | "template" | "instance" | null;
    readonly prefix?: string;
    readonly instance?: string;
    readonly template?: string;
    readonly slice?: true;
  }[];
  readonly escapes: readonly {
    readonly text: string;
    readonly escaped: string;
    readonly path: string | null;
    readonly mount: string | null;
    readonly instance: string | null;
    readonly label: string;
  }[];
  readonly unescapes: readonly {
    readonly escaped: string;
    readonly text: string | null;
    readonly path: string | null;
  }[];
  readonly mangles: readonly {
    readonly text: string;
    readonly plain: string | null;
    readonly globs: string | null;
  }[];
}

/** The version that was asked. */
export const measuredVersion = 252;

const file = new URL("./measured252.json", import.meta.url);

export const measuredNames = JSON.parse(readFileSync(file, "utf8"), (_, value: unknown) =>
  typeof value === "string" ? spelledOut(value) : value,
) as MeasuredNames;

/** In the file, `{a*300}` stands for 300 times `a`, and `{0xff}` for a byte that is no UTF-8. */
function spelledOut(text: string): string {
  return text
    .replace(/\{(.)\*(\d+)\}/g, (_, letter: string, times: string) => letter.repeat(Number(times)))
    .replace(/\{0x(..)\}/g, (_, byte: string) => String.fromCharCode(0xdc00 + Number.parseInt(byte, 16)));
}
