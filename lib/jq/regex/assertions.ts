import { isWord } from "./chars";

const wordAt = (text: readonly number[], at: number): boolean =>
  at >= 0 && at < text.length && isWord(text[at]!);

export type Holds = (text: readonly number[], at: number, start: number) => boolean;

const assertions: Record<string, Holds> = {
  line_start: (text, at) => at === 0 || (text[at - 1] === 10 && at < text.length),
  line_end: (text, at) => at === text.length || text[at] === 10,
  string_start: (_, at) => at === 0,
  string_end: (text, at) => at === text.length,
  string_end_newline: (text, at) => at === text.length || (at === text.length - 1 && text[at] === 10),
  search_start: (_, at, start) => at === start,
  word_boundary: (text, at) => wordAt(text, at - 1) !== wordAt(text, at),
};

/** The test for an assertion of the parser's `kind`. */
export function assertion(kind: string, negate: boolean): Holds {
  const holds = assertions[kind];
  if (holds === undefined) throw new SyntaxError(`unsupported assertion ${kind}`);
  return negate ? (text, at, start) => !holds(text, at, start) : holds;
}
