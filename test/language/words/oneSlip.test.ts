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

/** What one slip makes of a word without endings, at each of its places; but for the last letter, which tells nothing. */
function slipsOf(word: string): readonly string[] {
  const places = Array.from(word, (_, at) => at);
  const slips = places.flatMap((at) => [
    `${word.slice(0, at)}x${word.slice(at)}`,
    `${word.slice(0, at)}x${word.slice(at + 1)}`,
    ...(at < word.length - 1 ? [word.slice(0, at) + word.slice(at + 1)] : []),
    word.slice(0, at) +
      word
        .slice(at, at + 2)
        .split("")
        .reverse()
        .join("") +
      word.slice(at + 2),
  ]);
  return [...new Set(slips)].filter((slip) => slip !== word);
}

test.each(["database", "databases", "configuration"])("any slip in %s is seen, wherever it is", (word) => {
  // A wrong letter tells nothing in a word as short as the first.
  const told = slipsOf(word).filter(
    (slip) => word.length >= 9 || slip.length !== word.length || !slip.includes("x"),
  );
  expect(told.length).toBeGreaterThan(2 * word.length);
  for (const slip of told)
    expect(oneSlipFrom(`${slip}.service`, ["other.service", `${word}.service`])).toBe(`${word}.service`);
});

test("a slip is seen among many names that begin or end like the one that was meant", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const others = letters.flatMap((a) => letters.map((b) => `${a}${b}`));
  const heads = others.map((other) => `configurat${other}ion.service`);
  const tails = others.map((other) => `co${other}nfiguration.service`);
  for (const slip of slipsOf("configuration-loader")) {
    const meant = "configuration-loader.service";
    const found = oneSlipFrom(`${slip}.service`, [
      ...heads,
      ...tails,
      ...others.map((other) => `configuration-${other}zzer.service`),
      meant,
    ]);
    expect([slip, found]).toEqual([slip, isLetterMoreAtEnd(slip) ? undefined : meant]);
  }
});

/** A letter more or less at the end of a part tells nothing. */
function isLetterMoreAtEnd(slip: string): boolean {
  return slip === "configurationx-loader" || slip === "configuratio-loader";
}
