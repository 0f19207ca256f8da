import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("systemd takes any text for a condition", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Unit]
ConditionVirtualization=|!kvm
ConditionVirtualization=whatever it is
AssertSecurity=! selinux
ConditionHost=%Z
#             ^^ line-ignored unknown-specifier
ConditionHost=|%Z
#              ^^ line-ignored unknown-specifier`,
      version,
    );
  }
});

test("signs and words are spelt out", () => {
  expect(explained("[Unit]\nConditionVirtualization=| !kvm")).toEqual([
    "operator |: One of the conditions with this sign must hold.",
    "operator !: Must not hold.",
    "keyword kvm: KVM, mostly under QEMU.",
  ]);
  expect(explained("[Unit]\nConditionVirtualization=TRUE")).toEqual([
    "keyword TRUE: Any virtual machine or container.",
  ]);
  expect(explained("[Unit]\nAssertArchitecture=x86-64")).toEqual([
    "keyword x86-64: 64-bit PC (AMD64, Intel 64).",
  ]);
  expect(explained("[Unit]\nConditionHost=!%H")).toEqual(["operator !: Must not hold.", "string %H"]);
});

test("the words of a condition are offered behind its signs, as far as the release knows them", () => {
  expect(offeredAt("[Unit]\nConditionFirmware=|!$0")).toEqual(["device-tree", "uefi"]);
  expect(offeredAt("[Unit]\nConditionSecurity=$0", 252)).not.toContain("cvm");
  expect(offeredAt("[Unit]\nConditionSecurity=$0", 262)).toEqual(
    expect.arrayContaining(["cvm", "measured-os"]),
  );
  expect(offeredAt("[Unit]\nConditionACPower=$0")).toEqual(["yes", "no", "|", "!"]);
  expect(offeredAt("[Unit]\nConditionHost=$0")).toEqual(["|", "!"]);
});
