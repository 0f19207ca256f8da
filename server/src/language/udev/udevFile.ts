import { findRuleKey } from "./ruleKeys.ts";

/**
 * Whether a file is one of udev's rules: its path (with `/`) says so, or its path allows it and its content says so.
 * auditd, polkit, firewalls and others have files of that name too.
 */
export function isRulesFile(path: string, document: string): boolean {
  if (!mayBeRulesPath(path)) return false;
  return isSurelyRulesPath(path) || looksLikeRules(document);
}

/** Whether files of that path can be udev's rules; what they hold decides. */
export function mayBeRulesPath(path: string): boolean {
  if (!path.endsWith(".rules") || /(?:^|\/)(?:node_modules|\.git)\//.test(path)) return false;
  return (
    isSurelyRulesPath(path) ||
    /(?:^|\/)rules\.d\/[^/]+$|(?:^|\/)[0-9]{2}-[^/]+$|udev[^/]*$|(?:^|\/)udev\/[^/]+$/.test(path)
  );
}

function isSurelyRulesPath(path: string): boolean {
  return /(?:^|\/)udev\/rules\.d\/[^/]+$/.test(path);
}

/**
 * Whether the text can be udev's rules: the first line that says anything begins with a key that udev has, or with what
 * may become one. An empty file can be, too.
 */
export function looksLikeRules(document: string): boolean {
  for (const line of document.slice(0, 65536).split(/[\r\n]+/)) {
    const text = line.replace(/^[\s,]+/, "");
    if (text === "" || text.startsWith("#")) continue;
    const [, key = "", behind = ""] = /^([A-Z]+)\s*(.?)/.exec(text) ?? [];
    return behind === "" ? key !== "" : findRuleKey(key) !== undefined && /[{=!+:-]/.test(behind);
  }
  return true;
}
