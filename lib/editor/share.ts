/**
 * Gives `next` back with every part that equals its counterpart in `previous` replaced by that counterpart,
 * so that what did not change keeps its identity across a fresh parse. Both are plain JSON.
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
  const byIdentifier = new Map<unknown, unknown>();
  for (const item of previous) if (isPlain(item)) byIdentifier.set(item.identifier, item);
  let same = previous.length === next.length;
  const result = next.map((item, index) => {
    const named = isPlain(item) && item.identifier !== undefined;
    const shared = share(named ? byIdentifier.get(item.identifier) : previous[index], item);
    if (shared !== previous[index]) same = false;
    return shared;
  });
  return same ? previous : result;
}

function shareObject(
  previous: Record<string, unknown>,
  next: Record<string, unknown>,
): Record<string, unknown> {
  const before = Object.keys(previous);
  const keys = Object.keys(next);
  let same = before.length === keys.length;
  const result: Record<string, unknown> = {};
  keys.forEach((key, index) => {
    const value = share(Object.hasOwn(previous, key) ? previous[key] : undefined, next[key]);
    if (before[index] !== key || value !== previous[key]) same = false;
    Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  });
  return same ? previous : result;
}
