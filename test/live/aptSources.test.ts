import { expect, test } from "vitest";
import { formatDeb822, parseDeb822Sources, parseOneLineSources } from "../stage/aptSources.ts";

test("reads one-line sources with options, and leaves source packages and comments out", () => {
  const text = [
    "# deb http://old.example/debian sid main",
    "deb [ arch=amd64 signed-by=/usr/share/keyrings/a.gpg ] http://m.example/debian trixie main contrib # ours",
    "deb-src http://m.example/debian trixie main",
    "",
  ].join("\n");
  expect(parseOneLineSources(text)).toEqual([
    {
      uri: "http://m.example/debian",
      suite: "trixie",
      components: ["main", "contrib"],
      options: new Map([["Signed-By", "/usr/share/keyrings/a.gpg"]]),
    },
  ]);
});

test("reads deb822 stanzas: several suites, comments, disabled ones, embedded keys", () => {
  const key = "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----";
  const text = `Types: deb deb-src\n# why\nURIs: http://m.example/debian\nSuites: sid sid-x\nComponents: main\nSigned-By:${key}\n\nTypes: deb\nEnabled: no\nURIs: http://n.example\nSuites: sid\nComponents: main\n`;
  const found = parseDeb822Sources(text);
  expect(found.map((source) => [source.uri, source.suite])).toEqual([
    ["http://m.example/debian", "sid"],
    ["http://m.example/debian", "sid-x"],
  ]);
  expect(found[0]?.options.get("Signed-By")).toBe(key);
  expect(parseDeb822Sources(formatDeb822(found))).toEqual(found);
});
