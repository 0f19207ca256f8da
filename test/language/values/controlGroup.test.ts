import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("CPUWeight= takes a number or idle", () => {
  judges(`
[Service]
CPUWeight=100
CPUWeight=idle
CPUWeight=0
#         ^ line-ignored number-out-of-range
CPUWeight=Idle
#         ^^^^ line-ignored not-number`);
  expect(offeredAt("[Service]\nCPUWeight=$0")).toEqual(["100", "idle"]);
});

test("Delegate= takes a boolean or controllers, one by one", () => {
  judges(`
[Service]
Delegate=yes
Delegate=cpu "memory"
Delegate=cpu memroy io
#            ^^^^^^ word-ignored unknown-word
Delegate=cpu yes
#            ^^^ word-ignored unknown-word`);
  expect(explained("[Service]\nDelegate=on")).toEqual([
    "keyword on: All controllers: the unit manages the control groups below its own.",
  ]);
  expect(offeredAt("[Service]\nDelegate=$0").slice(0, 3)).toEqual(["yes", "no", "cpu"]);
  expect(offeredAt("[Service]\nDelegate=cpu $0")).not.toContain("yes");
});

test("DelegateSubgroup= takes names that the kernel does not use", () => {
  const upTo259 = `
[Service]
DelegateSubgroup=supervisor
DelegateSubgroup=cpus.x
DelegateSubgroup=a/b
#                 ^ line-ignored not-control-group
DelegateSubgroup=_a
#                ^^ line-ignored not-control-group
DelegateSubgroup=cgroup.procs
#                ^^^^^^^^^^^^ line-ignored not-control-group
DelegateSubgroup=tasks
#                ^^^^^ line-ignored not-control-group
DelegateSubgroup=memory.max
#                ^^^^^^^^^^ line-ignored not-control-group
DelegateSubgroup=bpf-bind-network-interface.x`;
  judges(upTo259, 257);
  judges(`${upTo259}\n#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ line-ignored not-control-group`, 262);
  expect(explained("[Service]\nDelegateSubgroup=a")).toEqual([
    "string a: The control group, below that of the unit, in which its processes start.",
  ]);
});

test("Personality= takes architectures, whether or not the machine has them", () => {
  judges(`
[Service]
Personality=x86
Personality=arm64
Personality=amd64
#           ^^^^^ line-ignored unknown-word`);
  expect(explained("[Service]\nPersonality=x86")).toEqual(["keyword x86: 32-bit PC (i386 to i686)."]);
  expect(offeredAt("[Service]\nPersonality=$0")).toContain("x86-64");
});

test("labels: behind `-` a mistake costs only the line", () => {
  judges(`
[Service]
AppArmorProfile=my profile
SELinuxContext=-system_u:%p
SmackProcessLabel=%Z
#                 ^^ rest-dropped unknown-specifier
SmackProcessLabel=-%Z
#                  ^^ line-ignored unknown-specifier`);
  expect(explained("[Service]\nAppArmorProfile=-web")).toEqual([
    "operator -: Starts without it where it cannot be set.",
    "string web",
  ]);
});
