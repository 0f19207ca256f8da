/** A time, in milliseconds since 1970, as logs write it: `2026-01-02 03:04:05.006`, by the machine's clock. */
export function localTime(time: number): string {
  const date = new Date(time);
  const digits = (value: number, length = 2) => String(value).padStart(length, "0");
  const day = `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}`;
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((value) => digits(value))
    .join(":");
  return `${day} ${clock}.${digits(date.getMilliseconds(), 3)}`;
}
