/** A JSON string literal in a text, with the way between its characters and the text's. */
export interface StringLiteral {
  /** Of the opening quote. */
  start: number;
  /** After the closing quote, or where the text ends when there is none. */
  end: number;
  /** The string it stands for. */
  value: string;
  /** Where the character at `index` of the value begins in the text; the value's length gives the closing quote. */
  offsetOf(index: number): number;
  /** The character of the value that stands at, or around, an offset of the text. */
  indexOf(offset: number): number;
}

const simple: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Reads the literal in `[start, end)`. Broken escapes stand for their own characters. */
export function readLiteral(text: string, start: number, end: number): StringLiteral {
  const closed = end - start >= 2 && text[end - 1] === '"';
  const inner = { start: start + 1, end: closed ? end - 1 : end };
  const raw = text.slice(inner.start, inner.end);
  if (!raw.includes("\\")) {
    return {
      start,
      end,
      value: raw,
      offsetOf: (index) => Math.min(inner.start + index, inner.end),
      indexOf: (offset) => Math.max(0, Math.min(offset, inner.end) - inner.start),
    };
  }
  const { value, offsets } = decode(raw);
  return {
    start,
    end,
    value,
    offsetOf: (index) => inner.start + (offsets[Math.max(0, index)] ?? raw.length),
    indexOf: (offset) => lastAtMost(offsets, offset - inner.start),
  };
}

/** Writes a text as it stands between the quotes of a JSON string. */
export const escapeForJson = (text: string): string => JSON.stringify(text).slice(1, -1);

function decode(raw: string): { value: string; offsets: number[] } {
  let value = "";
  const offsets: number[] = [];
  for (let at = 0; at < raw.length; ) {
    offsets.push(at);
    if (raw[at] !== "\\" || at + 1 === raw.length) {
      value += raw[at++];
      continue;
    }
    const digits = raw.slice(at + 2, at + 6);
    if (raw[at + 1] === "u" && /^[0-9a-fA-F]{4}$/.test(digits)) {
      value += String.fromCharCode(Number.parseInt(digits, 16));
      at += 6;
      continue;
    }
    const char = raw[at + 1] as string;
    value += simple[char] ?? char;
    at += 2;
  }
  offsets.push(raw.length);
  return { value, offsets };
}

/** Index of the last entry that is not greater than `target`; the entries grow. */
function lastAtMost(offsets: readonly number[], target: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] as number) <= target) low = middle;
    else high = middle - 1;
  }
  return low;
}
