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

/**
 * Edits (insert, delete, replace, swap neighbours) between two words; `bound + 1` when there are more. Only what can
 * still be within the bound is looked at, as each wrong name is compared with thousands.
 */
export function distance(a: string, b: string, bound: number): number {
  const far = bound + 1;
  if (Math.abs(a.length - b.length) > bound || a.length > 200) return far;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => Math.min(at, far));
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = new Array(b.length + 1).fill(far);
    row[0] = Math.min(i, far);
    const from = Math.max(1, i - bound);
    const to = Math.min(b.length, i + bound);
    let least = row[from - 1]!;
    for (let j = from; j <= to; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost, far);
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        best = Math.min(best, before[j - 2]! + 1);
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > bound) return far;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** `Did you mean "x"?` or `""`. */
export const didYouMean = (names: readonly string[]): string =>
  names.length === 0 ? "" : ` Did you mean ${names.map((name) => `"${name}"`).join(" or ")}?`;
