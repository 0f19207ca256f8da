import { expect, test } from "vitest";
import { namedPlaces, withShownPaths } from "../../client/src/commands/effectiveLinks.ts";

const files = [
  { path: "/home/me/shop/a b.service", shown: "a b.service" },
  { path: "/usr/lib/systemd/system/service.d/10.conf", shown: "/usr/lib/systemd/system/service.d/10.conf" },
];
const text = [
  "# a b.service as systemd 257 takes it, from its unit file and a drop-in.",
  "",
  "[Service]",
  "# /home/me/shop/a b.service:2",
  "ExecStart=/bin/a \\",
  "# /nowhere:1",
  "  b",
  "# /usr/lib/systemd/system/service.d/10.conf:12",
  "User=a",
  "# Not in effect:",
  "#   /home/me/shop/a b.service:3 User=b (overridden)",
].join("\n");

test("files of the workspace are named from its folder on, others in full", () => {
  expect(
    withShownPaths(text, files)
      .split("\n")
      .filter((line) => line.startsWith("# ")),
  ).toEqual([
    "# a b.service as systemd 257 takes it, from its unit file and a drop-in.",
    "# a b.service:2",
    "# /nowhere:1",
    "# /usr/lib/systemd/system/service.d/10.conf:12",
    "# Not in effect:",
    "#   a b.service:3 User=b (overridden)",
  ]);
});

test("each place that is named can be followed, and no other comment", () => {
  expect(namedPlaces(withShownPaths(text, files), files)).toEqual([
    { path: files[0]?.path, sourceLine: 1, line: 3, from: 2, to: 15 },
    { path: files[1]?.path, sourceLine: 11, line: 7, from: 2, to: 46 },
    { path: files[0]?.path, sourceLine: 2, line: 10, from: 4, to: 17 },
  ]);
});
