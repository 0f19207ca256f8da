import type { ProblemCode } from "../catalogue.ts";
import { type Explanation, file } from "./explanation.ts";

const shop = (...install: readonly string[]) =>
  file(
    "shop.service",
    "[Service]",
    "ExecStart=/usr/bin/shop",
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    ...install,
  );
const till = (...install: readonly string[]) =>
  file(
    "till@.service",
    "[Service]",
    "ExecStart=/usr/bin/till %i",
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    ...install,
  );

/** Values of [Install], which only `systemctl enable` and its like read. */
export const installExplanations = {
  "not-alias": {
    title: "Name that is no alias of this unit",
    why: "An alias has the type of the unit, and an `@` only where the unit's own name has one. The unit loads, but `systemctl enable` makes no link and fails.",
    bad: shop("Alias=store.socket"),
    good: shop("Alias=store.service"),
  },
  "alias-not-here": {
    title: "Alias of a unit that can have none",
    why: "Mounts, automounts, swaps, slices and scopes are named after what they are, and have no other names. `systemctl enable` ignores the line.",
    bad: file(
      "srv-data.mount",
      "[Mount]",
      "What=/dev/sdb1",
      "Where=/srv/data",
      "",
      "[Install]",
      "Alias=data.mount",
    ),
    good: file(
      "srv-data.mount",
      "[Mount]",
      "What=/dev/sdb1",
      "Where=/srv/data",
      "",
      "[Install]",
      "WantedBy=multi-user.target",
    ),
  },
  "not-instance": {
    title: "Not the name of an instance",
    why: "What stands between `@` and the type is of letters, digits and `:-_.\\\\@`; all else is escaped. `systemctl enable` fails for the template.",
    bad: till("DefaultInstance=front desk"),
    good: till("DefaultInstance=front-desk"),
    fix: "`systemd-escape` turns any text into such a name.",
  },
  "default-instance-unused": {
    title: "Default instance of a unit that is no template",
    why: "Only a template, with an `@` before its type, has instances. `systemctl enable` ignores the line.",
    bad: shop("DefaultInstance=front-desk"),
    good: shop(),
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
