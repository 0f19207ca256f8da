import type { Text } from "../text/text.ts";
import { byteLength, mayBeInvalid } from "../text/utf8.ts";
import type { Prefix } from "./choice.ts";
import {
  type Effect,
  type Findings,
  type Grammar,
  hasUnknownPiece,
  unknownPiece,
  type ValueContext,
} from "./grammar.ts";
import { isUtf8 } from "./utf8.ts";

/** Which paths are taken. */
export interface PathRules {
  readonly form: "absolute" | "relative";
  /** Since 257, paths below /dev, /proc or /sys are refused, or only the latter two (measured). */
  readonly apiFileSystems?: "refused" | "refused-but-dev";
  /** As what it is written it may have one byte more than as what it is simplified to. */
  readonly length?: "one-more";
}

type PathCode =
  | "path-not-absolute"
  | "path-not-relative"
  | "path-not-normalized"
  | "path-not-valid"
  | "path-in-api-file-system";

/**
 * Judges a path that must be absolute or relative, without `..`, with parts of at most 255 bytes and 4095 in all
 * (measured). Doubled slashes and `.` parts are simplified away before systemd looks at all but the length, and since 257
 * `..` of the root folder too. What an unknown piece hides stays unjudged. Says whether nothing was found.
 */
export function judgePath(
  text: Text,
  { version }: Pick<ValueContext, "version">,
  findings: Findings,
  { form, apiFileSystems, length }: PathRules,
  effect?: Effect,
): boolean {
  const { content } = text;
  const report = (code: PathCode, from: number, to: number) => {
    findings.report(code, text, from, to, [content], effect);
    return false;
  };
  const startsUnknown = content.startsWith(unknownPiece);
  if (mayBeInvalid(content) && !isUtf8(content)) {
    return report("path-not-valid", 0, content.length);
  }
  const isAbsolute = content.startsWith("/");
  if (!startsUnknown && isAbsolute !== (form === "absolute")) {
    return report(isAbsolute ? "path-not-relative" : "path-not-absolute", 0, content.length);
  }
  const mayLeadUp = (isAbsolute || startsUnknown) && version >= 257 && content.includes("/..");
  const rootEnd = mayLeadUp ? endOfRoot(content) : 0;
  const parentAt = findParentPart(content, rootEnd);
  if (parentAt >= 0) return report("path-not-normalized", parentAt, parentAt + 2);
  if (!isAbsolute && !startsUnknown && content.split("/").every((part) => part === "" || part === ".")) {
    return report("path-not-valid", 0, content.length);
  }
  const isShort = isExpansionShort(content, length) && isSimplifiedShort(content);
  if (!isShort) return report("path-not-valid", 0, content.length);
  if (apiFileSystems !== undefined && version >= 257) {
    // A lookahead inside the repetition would be tidier, but V8 11 (Node 20) finds no matches of it once it has compiled it.
    const api = /^(?:\/\.{0,2})*\/(dev|proc|sys)(?:\/|$)/.exec(content);
    if (api !== null && (apiFileSystems === "refused" || api[1] !== "dev")) {
      return report("path-in-api-file-system", 0, content.length);
    }
  }
  return true;
}

/**
 * The end of the parts that do not leave the root folder: `.`, `..`, and unknown pieces, which may be empty. The first
 * character, a slash or an unknown piece, is one of it.
 */
function endOfRoot(content: string): number {
  let end = 0;
  for (const part of content.slice(1).split("/")) {
    if (!/^[.\uffff]*$/.test(part) || /\..*\..*\./.test(part)) break;
    end += 1 + part.length;
  }
  return end;
}

/** Where a part of the path from `from` on is `..`, or -1. */
function findParentPart(content: string, from: number): number {
  if (!content.includes("..")) return -1;
  if (from === 0 && /^\.\.(?=\/|$)/.test(content)) return 0;
  const at = content.slice(from).search(/\/\.\.(?=\/|$)/);
  return at < 0 ? -1 : from + at + 1;
}

/**
 * Whether the path and each of its parts are short enough; true where an unknown piece leaves that open. What specifiers
 * expand to is bounded as it is written, before it is simplified (measured).
 */
export function isLengthValid(content: string): boolean {
  return isExpansionShort(content) && isSimplifiedShort(content);
}

/** Whether a path with its specifiers expanded is short enough for systemd to look at it. */
export function isExpansionShort(content: string, length?: PathRules["length"]): boolean {
  const most = length === "one-more" ? 4096 : 4095;
  return content.length * 3 < 4096 || byteLength(content.replaceAll(unknownPiece, "")) <= most;
}

function isSimplifiedShort(content: string): boolean {
  // No character takes more than three bytes for each of its code units.
  if (content.length * 3 <= 255) return true;
  const parts = content.split("/").filter((part) => part !== "" && part !== ".");
  // An unknown piece may hold slashes, but what stands between two of them is one part or more of it.
  if (parts.some((part) => part.split(unknownPiece).some((known) => byteLength(known) > 255))) return false;
  return hasUnknownPiece(content) || byteLength(parts.join("/")) + (content.startsWith("/") ? 1 : 0) < 4096;
}

/**
 * The path below /run that systemd reads in the place of one below /var/run; undefined for any other path. Since 257
 * `..` of the root folder is gone before it looks, where it has simplified the path; in a socket's address it has not.
 */
export function withoutLegacyRun(content: string, form: "simplified" | "as-written"): string | undefined {
  const known = form === "simplified" ? content.replace(/^(?:\/\.{0,2})*(?=\/)/, "") : content;
  const rest = /^\/(?:\.?\/)*var\/(?:\.?\/)*run(?:\/(?:\.?\/)*(.*))?$/s.exec(known);
  return rest === null ? undefined : `/run/${rest[1] ?? ""}`;
}

/** Notes a path below /var/run; 252 as Debian builds it says so only of files below /etc, older ones never did. */
export function noteLegacyRun(
  text: Text,
  { version }: Pick<ValueContext, "version">,
  findings: Findings,
  form: "simplified" | "as-written",
): void {
  const now = withoutLegacyRun(text.content, form);
  if (now === undefined) return;
  const shown = text.content.includes(unknownPiece) ? "/run" : now;
  const effect = version >= 257 ? "noted" : "none";
  const run = text.content.indexOf("run", text.content.indexOf("var"));
  findings.report("legacy-run-path", text, 0, run + 3, [shown], effect);
}

/** Before a path that need not be there. */
export const missingPrefix: Prefix = { sign: "-", meaning: "Not there: no matter." };

/** A path of a kind; specifiers must have been expanded. */
export function pathOf(rules: PathRules): Grammar {
  return {
    judge: (text, context, findings) => void judgePath(text, context, findings, rules),
    explain(text, _context, explanation) {
      const { length } = text.content;
      if (length > 0) explanation.token("path", text, 0, length);
      explanation.expect(text, 0, length, { kind: "paths" });
    },
  };
}

/** What `inner` takes, unless with all that stands before the path it is longer than systemd looks at. */
export function shortEnough(inner: Grammar, length?: PathRules["length"]): Grammar {
  return {
    judge(text, context, findings) {
      if (isExpansionShort(text.content, length)) inner.judge(text, context, findings);
      else findings.report("path-not-valid", text, 0, text.content.length, [text.content]);
    },
    explain: inner.explain,
  };
}

/** One absolute path. */
export const absolutePath: Grammar = pathOf({ form: "absolute" });
