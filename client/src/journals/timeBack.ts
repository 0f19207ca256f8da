// How far back a journal is to be shown, as people type it.

const seconds = new Map(Object.entries({ s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }));

/**
 * Reads a time in milliseconds since 1970: `15 min`, `2h`, `3 days` mean so long before `now`, `2026-01-02`,
 * `2026-01-02 03:04` and `03:04` (of today) are times of the machine's clock. Undefined for what is none of them.
 */
export function readTimeBack(text: string, now: number): number | undefined {
  const span = /^(\d{1,6})\s*(s|m|h|d|w)[a-z]*$/i.exec(text.trim());
  if (span !== null) return now - Number(span[1]) * (seconds.get(span[2]?.toLowerCase() ?? "") ?? 0) * 1000;
  const time = /^(?:(\d{4})-(\d\d?)-(\d\d?))?(?:(?:^|[ T]+)(\d\d?):(\d\d)(?::(\d\d))?)?$/.exec(text.trim());
  if (time === null || text.trim() === "") return undefined;
  const date = new Date(now);
  date.setHours(Number(time[4] ?? 0), Number(time[5] ?? 0), Number(time[6] ?? 0), 0);
  if (time[1] !== undefined) date.setFullYear(Number(time[1]), Number(time[2]) - 1, Number(time[3]));
  return date.getTime();
}
