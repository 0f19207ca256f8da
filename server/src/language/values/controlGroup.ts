import { byteLength } from "../text/utf8.ts";
import type { Grammar, Word } from "./grammar.ts";
import { booleanOr, isBoolean, keyword } from "./keyword.ts";
import { keptAllOrNone, list } from "./list.ts";
import { quotedWords } from "./wordSplit.ts";

/** Delegate=: a yes or no, or the controllers by name; a word that is none costs only itself. */
export function delegation(controllers: readonly Word[]): Grammar {
  const some = keptAllOrNone(list(quotedWords, "word", keyword(controllers)));
  const alone = booleanOr([
    { text: "yes", meaning: "All controllers: the unit manages the control groups below its own." },
    { text: "no", meaning: "None: systemd alone manages control groups. Default." },
    ...controllers,
  ]);
  return {
    judge(text, context, findings) {
      if (!isBoolean(text.content)) some.judge(text, context, findings);
    },
    explain(text, context, explanation) {
      (/[ \t]/.test(text.content) ? some : alone).explain(text, context, explanation);
    },
  };
}

/** DelegateSubgroup=: a name that no file of the kernel's could have in a control group. */
export function subgroup(controllers: readonly Word[]): Grammar {
  return {
    judge(text, { version }, findings) {
      const { content } = text;
      const reserved = controllers
        .filter(({ since = 0 }) => since <= version)
        .find((controller) => content.startsWith(`${controller.text}.`));
      const why =
        whyNotGroup(content) ?? (reserved && `files of the controller ${reserved.text} are called so`);
      if (why === undefined) return;
      const slash = content.indexOf("/");
      const [from, to] = slash < 0 ? [0, content.length] : [slash, slash + 1];
      findings.report("not-control-group", text, from, to, [content, why]);
    },
    explain(text, _context, explanation) {
      if (text.content !== "") explanation.token("string", text, 0, text.content.length);
    },
  };
}

function whyNotGroup(content: string): string | undefined {
  if (content.includes("/")) return "it must not hold `/`";
  if (byteLength(content) > 255) return "it has more than 255 bytes";
  if (/^[_.]/.test(content)) return `it must not begin with \`${content[0]}\``;
  if (/^(?:notify_on_release|release_agent|tasks)$|^cgroup\./.test(content)) {
    return "the kernel has a file of that name there";
  }
  return undefined;
}
