import type { SectionName } from "./sections.ts";

/**
 * One sentence, in Markdown and in our own words: what the directive does for the user, with the unit of its value.
 * A record where the same name means different things in different sections.
 */
export type Summary = string | Readonly<Partial<Record<SectionName, string>>>;
