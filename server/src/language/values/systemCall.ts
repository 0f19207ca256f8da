import { slice, type Text } from "../text/text.ts";
import { nearestWord } from "../words/nearest.ts";
import { groupsWith, membersOfGroup } from "../words/systemCallGroups.ts";
import { isSystemCall, systemCallNames } from "../words/systemCalls.ts";
import { choose, type Prefix, prefixed } from "./choice.ts";
import { explainErrno, judgeErrno } from "./errno.ts";
import type { Findings, Grammar, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { list } from "./list.ts";
import { plainWords } from "./wordSplit.ts";

let calls: readonly Word[] | undefined;

/** Every system call as a word to offer: made when somebody is offered one, which no check ever is. */
function allCalls(): readonly Word[] {
  calls ??= systemCallNames.map((text) => ({ text, meaning: spellCall(text) }));
  return calls;
}

function spellCall(name: string): string {
  const groups = groupsWith(name).map((group) => `\`${group}\``);
  return groups.length === 0 ? "A system call in no group." : `A system call of ${groups.join(" and ")}.`;
}

/** A group's own words, and what it is made of. */
function spellGroup({ text, meaning = "" }: Word): string {
  const members = membersOfGroup(text);
  if (members === undefined) return meaning;
  return `${meaning}\n\nMade of ${members.map((member) => `\`${member}\``).join(", ")}.`;
}

/** A system call or, behind `@`, a group of them. */
function callOrGroup(groups: readonly Word[]): Grammar {
  const group = keyword(groups);
  return {
    judge(text, context, findings) {
      if (text.content.startsWith("@")) group.judge(text, context, findings);
      else judgeCall(text, findings);
    },
    explain(text, context, explanation) {
      const { content } = text;
      const current = groups.filter(({ since = 0 }) => since <= context.version);
      const found = current.find((one) => one.text === content);
      if (found !== undefined) explanation.token("keyword", text, 0, content.length, spellGroup(found));
      else if (isSystemCall(content)) {
        explanation.token("keyword", text, 0, content.length, spellCall(content));
      }
      explanation.expect(text, 0, content.length, { kind: "words", words: [...current, ...allCalls()] });
    },
  };
}

function judgeCall(text: Text, findings: Findings): void {
  const { content } = text;
  if (isSystemCall(content)) return;
  const near = nearestWord(content, systemCallNames) ?? "";
  findings.report("unknown-system-call", text, 0, content.length, [content, near]);
}

/** What a list does with the calls on it. */
type ListKind = "allowed" | "denied";

/** A call or group and, on a deny list, behind a colon what it fails with. */
function withErrno(inner: Grammar, kind: ListKind): Grammar {
  return {
    judge(text, context, findings) {
      const { content } = text;
      const colon = content.indexOf(":");
      if (colon < 0) inner.judge(text, context, findings);
      else if (colon === 0) findings.report("unknown-system-call", text, 0, 1, [content, ""]);
      else if (judgeErrno(slice(text, colon + 1, content.length), 0n, context, findings)) {
        if (kind === "denied") inner.judge(slice(text, 0, colon), context, findings);
        else findings.report("errno-of-allowed-call", text, colon, content.length, [content.slice(0, colon)]);
      }
    },
    explain(text, context, explanation) {
      const { content } = text;
      const colon = content.indexOf(":");
      inner.explain(colon < 0 ? text : slice(text, 0, colon), context, explanation);
      if (colon < 0 || kind === "allowed") return;
      explanation.token("operator", text, colon, colon + 1, "What the call fails with:");
      explainErrno(slice(text, colon + 1, content.length), context, explanation);
    },
  };
}

const allBut: Prefix = { sign: "~", meaning: "These calls are refused, all others go on working." };

/** SystemCallFilter=: calls and groups that alone are allowed, or behind `~` those that are refused. */
export function systemCallFilter(groups: readonly Word[]): Grammar {
  const either = (kind: ListKind) => list(plainWords, "word", withErrno(callOrGroup(groups), kind));
  const allowed = either("allowed");
  const denied = prefixed([allBut], either("denied"));
  return choose((_context, { content }) => (content.startsWith("~") || content === "" ? denied : allowed));
}

const notLogged: Prefix = { sign: "~", meaning: "All calls but these are logged." };

/** SystemCallLog=: calls and groups that are logged, or behind `~` those that are not. */
export function systemCallLog(groups: readonly Word[]): Grammar {
  return prefixed([notLogged], list(plainWords, "word", callOrGroup(groups)));
}
