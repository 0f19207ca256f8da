// When to draw again: at once after a quiet time, then at most four times a second, and never while nobody looks.

export interface Refresher<Item> {
  /** Something changed; it is drawn with what else has changed by then. */
  add(items: Iterable<Item>): void;
  /** The view came into sight or went out of it. */
  setVisible(visible: "visible" | "hidden"): void;
  close(): void;
}

/**
 * The shortest time between two drawings, in milliseconds. VS Code puts off what it is told within 200 ms of the last
 * time, and again each time (measured): told more often than that, it would show nothing new before all is quiet.
 */
export const shortestPause = 250;

/** Calls `draw` with all that was added since it was last called. */
export function createRefresher<Item>(draw: (items: ReadonlySet<Item>) => void): Refresher<Item> {
  let waiting = new Set<Item>();
  let pause: NodeJS.Timeout | undefined;
  let visible = false;

  const flush = () => {
    if (!visible || pause !== undefined || waiting.size === 0) return;
    const items = waiting;
    waiting = new Set();
    pause = setTimeout(() => {
      pause = undefined;
      flush();
    }, shortestPause);
    draw(items);
  };

  return {
    add: (items) => {
      for (const item of items) waiting.add(item);
      flush();
    },
    setVisible: (now) => {
      visible = now === "visible";
      flush();
    },
    close: () => {
      visible = false;
      clearTimeout(pause);
    },
  };
}
