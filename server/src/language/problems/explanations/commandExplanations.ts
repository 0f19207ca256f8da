import type { ProblemCode } from "../catalogue.ts";
import { type Explanation, file } from "./explanation.ts";

const start = (...commands: readonly string[]) =>
  file("shop.service", "[Service]", ...commands.map((command) => `ExecStart=${command}`));

/** Command lines. */
export const commandExplanations = {
  "empty-command": {
    title: "Empty command",
    why: "Nothing stands where a program should: the quotes are empty, or a prefix stands alone. systemd stops reading the file, unless a `-` stands before the command.",
    bad: start('""'),
    good: start("/usr/bin/shop"),
  },
  "command-not-absolute": {
    title: "Program by a relative path",
    why: "A program is given by its whole path, or by its bare name, which is looked up in a fixed list of folders. systemd stops reading the file, unless a `-` stands before the command.",
    bad: start("bin/shop --port 8080"),
    good: start("/opt/shop/bin/shop --port 8080"),
  },
  "command-is-directory": {
    title: "Folder in the place of a program",
    why: "The path ends in a slash, so it can only be a folder. systemd stops reading the file, unless a `-` stands before the command.",
    bad: start("/opt/shop/bin/"),
    good: start("/opt/shop/bin/shop"),
  },
  "command-not-safe": {
    title: "Unsafe signs in the path of a program",
    why: "systemd takes no path of a program with quotes, backslashes or control characters in it; it suspects a mistake in the quoting. It stops reading the file, unless a `-` stands before the command.",
    bad: start("/usr/bin/\"'shop'\""),
    good: start("/usr/bin/shop"),
  },
  "missing-argv-zero": {
    title: "Prefix `@` without a name",
    why: "The prefix `@` says that the second word is the name which the program is told it has, and there is no second word. systemd stops reading the file, unless a `-` stands before the command too.",
    bad: start("@/usr/bin/shop"),
    good: start("@/usr/bin/shop shop-web"),
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
