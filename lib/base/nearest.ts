/** The known names closest to a mistyped one, the closest first; none when nothing is near. */
export function nearest(name: string, known: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  const bound = Math.max(1, Math.min(3, Math.floor(wanted.length / 3)));
  const scored: { one: string; score: number }[] = [];
  for (const one of known) {
    if (one === name) continue;
    const other = one.toLowerCase();
    const score = distance(wanted, other, bound);
    if (score <= bound) scored.push({ one, score });
    else if (wanted.length >= 4 && (other.startsWith(wanted) || wanted.startsWith(`${other}_`)))
      scored.push({ one, score: bound + 1 });
  }
  return scored
    .sort((a, b) => a.score - b.score || a.one.localeCompare(b.one))
    .slice(0, count)
    .map(({ one }) => one);
}

/** Edits (insert, delete, replace, swap neighbours) between two words; `bound + 1` when there are more. */
export function distance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound || a.length > 200) return bound + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > bound) return bound + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** `Did you mean "x"?` or `""`. */
export const didYouMean = (names: readonly string[]): string =>
  names.length === 0 ? "" : ` Did you mean ${names.map((name) => `"${name}"`).join(" or ")}?`;
