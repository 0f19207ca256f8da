import { type Prefix, prefixed } from "./choice.ts";
import type { Grammar, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { list } from "./list.ts";
import { quotedWords } from "./wordSplit.ts";

/** A file system by the kernel's name, which is any text, or behind `@` a group of them. */
function fileSystemOrGroup(groups: readonly Word[]): Grammar {
  const group = keyword(groups);
  return {
    judge(text, context, findings) {
      if (text.content.startsWith("@")) group.judge(text, context, findings);
    },
    explain(text, context, explanation) {
      const { content } = text;
      group.explain(text, context, explanation);
      if (content !== "" && !content.startsWith("@")) explanation.token("string", text, 0, content.length);
    },
  };
}

const allBut: Prefix = { sign: "~", meaning: "These are refused, all others can be used." };

/** RestrictFileSystems=: file systems that alone can be used, or behind `~` those that cannot. */
export function fileSystems(groups: readonly Word[]): Grammar {
  return prefixed([allBut], list(quotedWords, "word", fileSystemOrGroup(groups)));
}
