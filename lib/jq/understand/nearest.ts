/** How many letters must be changed, added, left out or swapped to get from one word to the other. */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let at = 1; at <= from.length; at++) {
    const next = [at];
    for (let other = 1; other <= to.length; other++) {
      const same = from[at - 1] === to[other - 1];
      let cost = Math.min(row[other]! + 1, next[other - 1]! + 1, row[other - 1]! + (same ? 0 : 1));
      if (from[at - 1] === to[other - 2] && from[at - 2] === to[other - 1]) {
        cost = Math.min(cost, (before[other - 2] ?? Number.POSITIVE_INFINITY) + 1);
      }
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[to.length]!;
}

/** The names that someone who wrote `word` may have meant, the nearest first. */
export function nearest(word: string, names: readonly string[], most = 3): string[] {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const limit = Math.max(1, Math.floor(word.length / 3));
  return names
    .filter((name) => Math.abs(name.length - word.length) <= limit + 2 && name.length < 100)
    .map((name) => ({
      name,
      distance: plain(name) === plain(word) ? 0 : editDistance(word.toLowerCase(), name.toLowerCase()),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}
