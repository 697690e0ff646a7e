/** The largest double: what jq prints for an infinite number. */
const LARGEST = Number.MAX_VALUE;

/**
 * The value as jq would print it: not-a-number is `null` and an infinite number the largest one (template
 * semantics, 8). Values without either come back as they are, not copied.
 */
export function printable(value: unknown): unknown {
  if (typeof value === "number") return printableNumber(value);
  if (typeof value !== "object" || value === null || !hasOddNumber(value)) return value;
  return copied(value);
}

const printableNumber = (value: number): number | null => {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : Math.sign(value) * LARGEST;
};

/** An explicit stack: the data may be nested deeper than the call stack allows. */
function hasOddNumber(root: object): boolean {
  const stack: object[] = [root];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    for (const member of Object.values(value)) {
      if (typeof member === "number") {
        if (!Number.isFinite(member)) return true;
      } else if (typeof member === "object" && member !== null) stack.push(member);
    }
  }
  return false;
}

function copied(value: unknown): unknown {
  if (typeof value === "number") return printableNumber(value);
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)]));
}
