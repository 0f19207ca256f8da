import { describe, expect, test } from "vitest";
import { isBoolean } from "../../../server/src/language/values/keyword.ts";
import { readMode } from "../../../server/src/language/values/mode.ts";
import { readPercentage } from "../../../server/src/language/values/percentage.ts";
import { readSignal } from "../../../server/src/language/values/signal.ts";
import { readSize } from "../../../server/src/language/values/size.ts";
import {
  nanosecondsScale,
  readTimeSpan,
  secondsScale,
} from "../../../server/src/language/values/timeSpan.ts";
import measured from "./measured.json" with { type: "json" };

// What functions of systemd 252 answered; a negative number is an error.
const infinity = 2n ** 64n - 1n;
const refused = (answer: string | number) => String(answer).startsWith("-");

function ticks(input: string, scale: typeof secondsScale): bigint | undefined {
  const reading = readTimeSpan(input, scale);
  if (reading.kind === "infinity") return infinity;
  return reading.kind === "span" ? reading.ticks : undefined;
}

function expected(answer: string | number): bigint | undefined {
  return refused(answer) ? undefined : BigInt(answer);
}

describe("values read as systemd reads them", () => {
  test.each(measured.parse_sec)("time span $input", ({ input, usec }) => {
    expect(ticks(input, secondsScale)).toBe(expected(usec));
  });

  test.each(measured.parse_nsec)("time span in nanoseconds $input", ({ input, nsec }) => {
    expect(ticks(input, nanosecondsScale)).toBe(expected(nsec));
  });

  test.each(measured.parse_size)("size $input", ({ input, base1024, base1000 }) => {
    const bytes = (base: 1024n | 1000n) => {
      const reading = readSize(input, base);
      return reading.kind === "size" ? reading.bytes : undefined;
    };
    expect([bytes(1024n), bytes(1000n)]).toEqual([expected(base1024), expected(base1000)]);
  });

  test.each(measured.parse_boolean)("boolean $input", ({ input, out }) => {
    expect(isBoolean(input)).toBe(!refused(out));
  });

  test.each(measured.signal_from_string)("signal $input", ({ input, out }) => {
    expect(readSignal(input)).toBe(refused(out) ? undefined : out);
  });

  test.each(measured.parse_mode)("mode $input", ({ input, out }) => {
    expect(readMode(input)).toBe(refused(out) ? undefined : Number(out));
  });

  test.each(measured.percent)("percentage $input", ({ input, permyriad_unbounded }) => {
    const reading = readPercentage(input);
    expect(reading.kind === "share" ? reading.permyriad : undefined).toBe(expected(permyriad_unbounded));
  });
});
