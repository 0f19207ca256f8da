import { slice } from "../text/text.ts";
import type { Grammar } from "./grammar.ts";
import { list } from "./list.ts";
import { absolutePath } from "./path.ts";
import { expanding } from "./specifierExpansion.ts";
import { nextWord, quotedWords, type WordRules } from "./wordSplit.ts";

const colons: WordRules = { quotes: "ordinary", backslash: "dropped", separators: ":", emptyWords: "count" };
const path = expanding(absolutePath);

/** `path:options`; what the options are is left to the kernel. */
const fileSystem: Grammar = {
  judge(text, context, findings) {
    const place = nextWord(text, 0, colons);
    if (place === undefined) return;
    if (place.kind === "word") path.judge(place.text, context, findings);
    else findings.report("unbalanced-quote", text, place.from, place.to);
  },
  explain(text, context, explanation) {
    const place = nextWord(text, 0, colons);
    if (place?.kind !== "word") return;
    path.explain(place.text, context, explanation);
    const { length } = text.content;
    if (place.next < length) {
      const options = slice(text, place.next, length);
      explanation.token("parameter", options, 0, options.content.length, "Options of the tmpfs.");
    }
  },
};

/** TemporaryFileSystem=: words `path:options`, of which a bad one costs only itself. */
export const temporaryFileSystems: Grammar = list(quotedWords, "word", fileSystem);
