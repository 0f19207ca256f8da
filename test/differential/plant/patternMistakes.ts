// Mistakes in regular expressions.

/** Other ways to write the pattern, each with what is wrong about it. */
export function patternMistakes(written: string): readonly (readonly [text: string, kind: string])[] {
  const end = written.lastIndexOf("/");
  const [source, flags] = [written.slice(1, end), written.slice(end + 1)];
  const of = (text: string, its = flags) => `/${text}/${its}`;
  const found: (readonly [string, string])[] = [];
  if (source.startsWith("^")) found.push([of(source.slice(1)), "anchor lost"]);
  if (source.endsWith("$")) found.push([of(source.slice(0, -1)), "anchor lost"]);
  const otherCase = flags.includes("i") ? flags.replace("i", "") : `${flags}i`;
  if (/[A-Za-z]/.test(source.replace(/\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|.)/g, "")))
    found.push([of(source, otherCase), "case flipped"]);
  for (const change of changes) {
    for (const match of source.matchAll(change.pattern)) {
      const text =
        source.slice(0, match.index) + change.put(match) + source.slice(match.index + match[0].length);
      if (isPattern(text, flags)) found.push([of(text), change.kind]);
    }
  }
  return found;
}

const changes: readonly {
  readonly pattern: RegExp;
  readonly put: (match: RegExpMatchArray) => string;
  readonly kind: string;
}[] = [
  // The last range or character of a class.
  {
    pattern: /(?<=[^\\[^])(?:[A-Za-z0-9]-[A-Za-z0-9]|\\?[^\]\\])(?=\])/g,
    put: () => "",
    kind: "character refused",
  },
  { pattern: /(?<=\[\^?)(?=[^\]])/g, put: () => "#", kind: "character taken" },
  { pattern: /(?<=[\])])\+/g, put: () => "*", kind: "nothing is enough" },
  { pattern: /(?<=[\])])\*/g, put: () => "+", kind: "nothing is too little" },
  { pattern: /(?<=[\])A-Za-z0-9\]])\?(?![=!:<])/g, put: () => "", kind: "no longer optional" },
  {
    pattern: /(?<=\{(?:\d+,)?)(\d+)(?=\})/g,
    put: ([, count]) => `${Number(count) + 1}`,
    kind: "length off by one",
  },
  { pattern: /(?<=\{)(\d+)(?=[,}])/g, put: ([, count]) => `${Number(count) - 1}`, kind: "length off by one" },
  { pattern: /(?<=\|)\w+(?=\))|(?<=\(\?:)\w+\|/g, put: () => "", kind: "word missing" },
];

function isPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).source !== "";
  } catch {
    return false;
  }
}
