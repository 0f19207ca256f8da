import { expect, test } from "vitest";
import { explained, judges } from "../../support/value.ts";

test("LogExtraFields= takes fields with names of capital letters", () => {
  judges(`
[Service]
LogExtraFields=APP=web "NOTE=a b" A1_=\\xff B=
LogExtraFields=app=web _A=1 1A=2 A WEB-APP=x
#              ^ word-ignored not-field-name
#                      ^ word-ignored not-field-name
#                           ^ word-ignored not-field-name
#                                ^ word-ignored variable-without-value
#                                     ^ word-ignored not-field-name
LogExtraFields=${"A".repeat(65)}=1
#              ${"^".repeat(65)} word-ignored not-field-name`);
});

test("colours name and value", () => {
  expect(explained("[Service]\nLogExtraFields=APP=web")).toEqual([
    "variable APP: A field of the journal that every message of the unit gets.",
    "operator =",
    "string web",
  ]);
});
