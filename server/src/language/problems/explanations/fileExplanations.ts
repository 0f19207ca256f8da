import type { ProblemCode } from "../catalogue.ts";
import { type Explanation, file, service } from "./explanation.ts";

const longLine = "x".repeat(2 ** 20);

/** Files that systemd cannot read to their end, sections, and lines that are no assignment. */
export const fileExplanations = {
  "line-too-long": {
    title: "Line of a mebibyte or more",
    why: "systemd reads no line of 1,048,576 bytes or more, comments and joined lines included. It gives the file up without naming the line: a unit file does not load at all, and of a drop-in everything from here on is lost.",
    bad: file("shop.service", `# ${longLine}`, "[Service]", "ExecStart=/usr/bin/shop"),
    good: file("shop.service", "[Service]", "ExecStart=/usr/bin/shop"),
    fix: "Keep large amounts of data in a file of its own, and give its path.",
  },
  "invalid-text": {
    title: "Not valid UTF-8",
    why: "Outside of comments, systemd stops at the first line that is not valid UTF-8, in sections it does not know too. It happens to files saved as Latin-1, and to text pasted from elsewhere.",
    bad: file("shop.service", "[Unit]", "Description=Caf\udce9", "", "[Service]", "ExecStart=/usr/bin/shop"),
    good: file("shop.service", "[Unit]", "Description=Café", "", "[Service]", "ExecStart=/usr/bin/shop"),
    fix: "Save the file as UTF-8.",
  },
  "broken-section-header": {
    title: "Broken section header",
    why: "A line that begins with `[` has to end with `]`, with no quotes, backslashes or control characters between; even a remark behind it is too much. systemd does not skip such a line: it stops reading.",
    bad: file("shop.service", "[Service] # the shop", "ExecStart=/usr/bin/shop"),
    good: file("shop.service", "# The shop", "[Service]", "ExecStart=/usr/bin/shop"),
    fix: "A remark needs a line of its own.",
  },
  "unknown-section": {
    title: "Unknown section",
    why: "Each type of unit has [Unit], [Install] and a section of its own; the case of the letters counts. systemd warns once at the header and skips everything below it without another word.",
    bad: file(
      "shop.service",
      "[Service]",
      "ExecStart=/usr/bin/shop",
      "",
      "[install]",
      "WantedBy=multi-user.target",
    ),
    good: file(
      "shop.service",
      "[Service]",
      "ExecStart=/usr/bin/shop",
      "",
      "[Install]",
      "WantedBy=multi-user.target",
    ),
    fix: "A section meant for another program begins with `X-`: systemd passes over it in silence.",
  },
  "outside-section": {
    title: "Line before the first section",
    why: "What an assignment means depends on the section it stands in, so systemd ignores every line above the first header, with a warning for each.",
    bad: file("shop.service", "Description=The shop", "", "[Service]", "ExecStart=/usr/bin/shop"),
    good: file("shop.service", "[Unit]", "Description=The shop", "", "[Service]", "ExecStart=/usr/bin/shop"),
  },
  "missing-equals": {
    title: "Line without an equals sign",
    why: "Every line is a section header, a comment or a `Name=value`. Often such a line was meant to continue the one above: then that one has to end with a backslash, and nothing may stand behind it.",
    bad: file("shop.service", "[Service]", "ExecStart=/usr/bin/shop", "    --port 8080"),
    good: file("shop.service", "[Service]", "ExecStart=/usr/bin/shop \\", "    --port 8080"),
  },
  "unknown-code": {
    title: "Comment that ignores an unknown code",
    why: "The comment asks to leave out a problem that does not exist, so it leaves out nothing. systemd does not read comments; this is about Unitwright alone.",
    bad: service("# unitwright: ignore=user-nobdy -- it only reads", "Restart=always"),
    good: service("# unitwright: ignore=user-nobody -- it only reads", "User=nobody"),
    fix: "Write the code as it stands at the end of the problem's message, or `all`; several have commas between.",
  },
  "missing-key": {
    title: "Value without a name",
    why: "Nothing stands before the equals sign, so systemd cannot tell what the value is for.",
    bad: service("=always"),
    good: service("Restart=always"),
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
