import { expect, test } from "vitest";
import { escapedName } from "../../../server/src/language/names/escapedName.ts";

const escaped = (text: string) => escapedName(text, 257)?.name;

test("a path stands for the unit that is named after it", () => {
  expect(escaped("/srv/my-data")).toBe("srv-my\\x2ddata.mount");
  expect(escaped("/dev/disk/by-id/a")).toBe("dev-disk-by\\x2did-a.device");
  expect(escaped("/dev/sda1.device")).toBe("dev-sda1.device");
  expect(escaped("/swapfile.swap")).toBe("swapfile.swap");
  expect(escaped("/srv/../data")).toBeUndefined();
});

test("what stands behind the @ of an instance is escaped, as a path or as a text", () => {
  expect(escaped("backup@/srv/my data.service")).toBe("backup@srv-my\\x20data.service");
  expect(escaped("backup@a/b c.service")).toBe("backup@a-b\\x20c.service");
});

test("what looks like neither is left alone", () => {
  for (const text of ["a b.service", "shop", "@/a.service", "a@/b"]) expect(escaped(text)).toBeUndefined();
});
