/**
 * Gives `next` back with every part that equals its counterpart in `previous` replaced by that counterpart,
 * so that what did not change keeps its identity across a fresh parse. Both are plain JSON, and `next` is the
 * caller's to give away: it is changed in place, because this runs with each keystroke.
 */
export function share<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) return shareArray(previous, next) as T;
  if (isPlain(previous) && isPlain(next)) return shareObject(previous, next) as T;
  return next;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Elements with an `identifier` are matched by it, so that removing the first does not renew all the others. */
function shareArray(previous: unknown[], next: unknown[]): unknown[] {
  let byIdentifier: Map<unknown, unknown> | undefined;
  let same = previous.length === next.length;
  for (const [index, item] of next.entries()) {
    let counterpart = previous[index];
    if (isPlain(item) && item.identifier !== undefined) {
      if (!isPlain(counterpart) || counterpart.identifier !== item.identifier) {
        byIdentifier ??= new Map(previous.filter(isPlain).map((each) => [each.identifier, each]));
        counterpart = byIdentifier.get(item.identifier);
      }
    }
    next[index] = share(counterpart, item);
    if (next[index] !== previous[index]) same = false;
  }
  return same ? previous : next;
}

function shareObject(
  previous: Record<string, unknown>,
  next: Record<string, unknown>,
): Record<string, unknown> {
  const before = Object.keys(previous);
  const keys = Object.keys(next);
  let same = before.length === keys.length;
  for (const [index, key] of keys.entries()) {
    const old = Object.hasOwn(previous, key) ? previous[key] : undefined;
    // A key such as `__proto__` is an own property here, so writing to it replaces that property.
    next[key] = share(old, next[key]);
    if (before[index] !== key || next[key] !== old) same = false;
  }
  return same ? previous : next;
}
