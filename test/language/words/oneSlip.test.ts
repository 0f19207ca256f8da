import { expect, test } from "vitest";
import { oneSlipFrom } from "../../../server/src/language/words/oneSlip.ts";

test.each([
  ["databsae.service", "database.service"],
  ["databse.service", "database.service"],
  ["databbase.service", "database.service"],
  ["network-omline.target", "network-online.target"],
  ["wbe-server@.service", "web-server@.service"],
])("%s was meant to be %s", (name, meant) => {
  expect(oneSlipFrom(name, ["other.service", meant])).toBe(meant);
});

test.each([
  ["chronyd.service", "chrony.service"],
  ["slapd.service", "snapd.service"],
  ["node1.service", "node2.service"],
  ["database2.service", "database.service"],
  ["database@.service", "database.service"],
  ["iscsi.service", "iscsid.service"],
  ["ab.service", "ba.service"],
  ["databaes2.service", "database.service"],
])("%s may well be something else than %s", (name, other) => {
  expect(oneSlipFrom(name, [other])).toBeUndefined();
});

test("of two that are as near, neither is chosen", () => {
  expect(oneSlipFrom("databse.service", ["database.service", "databose.service"])).toBeUndefined();
});
