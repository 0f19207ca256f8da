import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("statuses by number or name, signals by name", () => {
  judges(`
[Service]
SuccessExitStatus=0 255 0x10 TEMPFAIL SIGTERM TERM RTMIN+3 SIGRTMAX-1
SuccessExitStatus=0 256 -1 tempfail TEMPFAL SIGFOO 1.5
#                   ^^^ word-ignored number-out-of-range
#                       ^^ word-ignored number-out-of-range
#                          ^^^^^^^^ word-ignored not-exit-status
#                                   ^^^^^^^ word-ignored not-exit-status
#                                           ^^^^^^ word-ignored not-exit-status
#                                                  ^^^ word-ignored not-exit-status
RestartPreventExitStatus=SIGTERM,SIGKILL
#                        ^^^^^^^^^^^^^^^ word-ignored not-exit-status
RestartForceExitStatus="0"
#                      ^^^ word-ignored not-exit-status`);
});

test("names that came later", () => {
  judges("[Service]\nSuccessExitStatus=KSM", 257);
  judges("[Service]\nSuccessExitStatus=KSM\n#                 ^^^ word-ignored word-too-new", 252);
});

test("spells out what a status is, and offers names", () => {
  expect(explained("[Service]\nSuccessExitStatus=75 EXEC SIGTERM 3")).toEqual([
    "number 75: `TEMPFAIL` (75): It failed for now; trying again may help (BSD).",
    "keyword EXEC: `EXEC` (203): The program could not be run: missing, not executable, or of a wrong format.",
    "keyword SIGTERM: `SIGTERM` (15): Asks the process to end; what stopping a unit sends first.",
    "number 3: `NOTIMPLEMENTED` (3): Asked for something it cannot do (LSB).",
  ]);
  expect(offeredAt("[Service]\nSuccessExitStatus=0 $0")).toEqual(
    expect.arrayContaining(["TEMPFAIL", "SIGTERM"]),
  );
  expect(offeredAt("[Service]\nSuccessExitStatus=$0", 252)).not.toContain("KSM");
});
