import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("numbers and ranges, between blanks or commas", () => {
  for (const target of [252, 262]) {
    judges(
      `
[Service]
CPUAffinity=0-3,8 0x10
CPUAffinity=numa
CPUAffinity="0" '2'
AllowedCPUs=0,,1
AllowedCPUs=%H
NUMAMask=all
NUMAMask=0-1
AllowedMemoryNodes=8191`,
      target,
    );
  }
});

test("until 262 one bad number costs the assignment", () => {
  const fixture = (effect: string) => `
[Service]
CPUAffinity=0-3 x 1- 8192
#               ^ ${effect} not-number-range
#                 ^^ ${effect} not-number-range
#                    ^^^^ ${effect} number-out-of-range
AllowedCPUs=3-1 0
#           ^^^ word-ignored range-reversed
NUMAMask=0--3
#        ^^^^ ${effect} not-number-range
CPUAffinity=0 "1
#             ^ line-ignored unbalanced-quote
AllowedCPUs=0,all
#             ^^^ ${effect} not-number-range`;
  judges(fixture("line-ignored"), 257);
  judges(fixture("word-ignored"), 262);
});

test("counts, and offers the one word", () => {
  expect(explained("[Service]\nCPUAffinity=0-3,8")).toEqual([
    "number 0-3: 4 CPUs: 0, 1, 2 and 3.",
    "number 8: The CPU with the number 8.",
  ]);
  expect(explained("[Service]\nNUMAMask=0-1")).toEqual(["number 0-1: 2 nodes: 0 and 1."]);
  expect(explained("[Service]\nNUMAMask=all")).toEqual(["keyword all: Every node of the machine."]);
  expect(offeredAt("[Service]\nCPUAffinity=$0")).toEqual(["numa"]);
});
