/**
 * The turns in which things come, each of which leads to others: those that lead round in a circle share one, and so on
 * in as many steps as there are things and ways between them (Tarjan's strongly connected components).
 */
export function turnsOf(
  names: readonly string[],
  leadsTo: (name: string) => readonly string[],
): ReadonlyMap<string, number> {
  const turns = new Map<string, number>();
  /** When each was met first, and the earliest that is met again from there. */
  const met = new Map<string, number>();
  const open: string[] = [];
  let turn = 0;
  for (const root of names) {
    if (met.has(root)) continue;
    const path = [visit(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.next[top.at++];
      if (next === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above !== undefined) above.lowest = Math.min(above.lowest, top.lowest);
        if (top.lowest !== top.index) continue;
        turn--;
        let name: string | undefined;
        do {
          name = open.pop();
          if (name !== undefined) turns.set(name, turn);
        } while (name !== undefined && name !== top.name);
      } else if (!met.has(next)) path.push(visit(next));
      else if (!turns.has(next)) top.lowest = Math.min(top.lowest, met.get(next) ?? top.lowest);
    }
  }
  return turns;

  function visit(name: string) {
    const index = met.size;
    met.set(name, index);
    open.push(name);
    return { name, index, lowest: index, next: leadsTo(name), at: 0 };
  }
}
