/** One replacement in a text: `[start, end)` becomes `text`. Offsets are UTF-16 code units. */
export interface TextChange {
  start: number;
  end: number;
  text: string;
}

/** The smallest single replacement that turns `before` into `after`; nothing when they are equal. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  const limit = shorter - start;
  while (
    tail < limit &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  // Halves of a surrogate pair and of a CRLF stay together: an editor would mangle what is left of them.
  if (start > 0 && isJoined(before, after, start)) start--;
  if (tail > 0 && isJoinedAtEnd(before, after, tail)) tail--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

export function applyChange(text: string, change: TextChange): string {
  return text.slice(0, change.start) + change.text + text.slice(change.end);
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;

function isJoined(before: string, after: string, at: number): boolean {
  const code = before.charCodeAt(at - 1);
  return isHighSurrogate(code) || (code === 13 && (before[at] === "\n" || after[at] === "\n"));
}

function isJoinedAtEnd(before: string, after: string, tail: number): boolean {
  const code = before.charCodeAt(before.length - tail);
  const isLow = code >= 0xdc00 && code < 0xe000;
  const isBreak =
    code === 10 && (before[before.length - tail - 1] === "\r" || after[after.length - tail - 1] === "\r");
  return isLow || isBreak;
}
