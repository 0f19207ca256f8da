/**
 * The characters that are looked at, searched or copied while something is done. What a regular expression does by
 * itself is not counted.
 */
export function countSteps(act: () => void): number {
  let steps = 0;
  const { charCodeAt, slice, indexOf } = String.prototype;
  const { slice: copy } = Array.prototype;
  // A spy of the test runner's would remember every call.
  Reflect.set(String.prototype, "charCodeAt", function (this: string, at: number) {
    steps++;
    return charCodeAt.call(this, at);
  });
  Reflect.set(String.prototype, "indexOf", function (this: string, wanted: string, from = 0) {
    const found = indexOf.call(this, wanted, from);
    steps += Math.max(1, (found < 0 ? this.length : found) - from);
    return found;
  });
  Reflect.set(String.prototype, "slice", function (this: string, from: number, to: number) {
    const part = slice.call(this, from, to);
    steps += part.length;
    return part;
  });
  Reflect.set(Array.prototype, "slice", function (this: unknown[], from: number, to: number) {
    const part = copy.call(this, from, to);
    steps += part.length;
    return part;
  });
  try {
    act();
  } finally {
    Reflect.set(String.prototype, "charCodeAt", charCodeAt);
    Reflect.set(String.prototype, "indexOf", indexOf);
    Reflect.set(String.prototype, "slice", slice);
    Reflect.set(Array.prototype, "slice", copy);
  }
  return steps;
}
