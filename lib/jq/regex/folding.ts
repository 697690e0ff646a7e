/*
 * Which characters are the same when case is ignored. Most have one other form; some (`ß`, `ﬃ`) are the same as
 * several characters in a row.
 */

const chars = (point: number): string => String.fromCodePoint(point);
const pointsOf = (text: string): number[] => Array.from(text, (char) => char.codePointAt(0)!);

/** The form that stands for a character and all that equal it one by one. */
export function fold(point: number): number {
  if (point < 128) return point >= 65 && point <= 90 ? point + 32 : point;
  // The upper case of a dotless i is a plain one, and yet the two are not the same.
  if (point === 0x131) return point;
  const upper = chars(point).toUpperCase();
  const base = upper.length === chars(upper.codePointAt(0)!).length ? upper : chars(point);
  const lower = pointsOf(base.toLowerCase());
  return lower.length === 1 ? lower[0]! : point;
}

/** Where all characters are that equal several, and all whose form is not simply their lower case. */
const irregularRanges = [
  [0xb5, 0x587],
  [0x13a0, 0x1fff],
  [0x2126, 0x212b],
  [0xa640, 0xabbf],
  [0xfb00, 0xfb17],
] as const;

interface Tables {
  /** The characters in a row that one character equals. */
  rows: Map<number, readonly number[]>;
  /** The characters that equal a row, by its text. */
  byRow: Map<string, readonly number[]>;
  /** The characters that have a form without being its plain upper case. */
  others: Map<number, readonly number[]>;
}

let tables: Tables | undefined;

/** Made when case is first ignored beyond ASCII. */
function folding(): Tables {
  if (tables !== undefined) return tables;
  tables = { rows: new Map(), byRow: new Map(), others: new Map() };
  const put = <Key>(map: Map<Key, readonly number[]>, key: Key, point: number) =>
    map.set(key, [...(map.get(key) ?? []), point]);
  for (const [from, to] of irregularRanges) {
    for (let point = from; point <= to; point++) {
      const form = fold(point);
      const upper = pointsOf(chars(form).toUpperCase());
      const lower = pointsOf(chars(point).toLowerCase());
      const row = upper.length > 1 ? upper.map(fold) : lower;
      if (row.length > 1) {
        tables.rows.set(point, row);
        put(tables.byRow, String.fromCodePoint(...row), point);
      }
      if (point !== form && chars(form).toUpperCase() !== chars(point)) put(tables.others, form, point);
    }
  }
  return tables;
}

/** The forms of a code point that are equal to it, itself among them. */
export function caseForms(point: number): number[] {
  const form = fold(point);
  const [upper, ...more] = pointsOf(chars(form).toUpperCase());
  const plain = more.length === 0 && fold(upper!) === form ? [upper!] : [];
  return [...new Set([point, form, ...plain, ...(folding().others.get(form) ?? [])])];
}

/** The folded characters in a row that a character equals; undefined for most. */
export const rowOf = (point: number): readonly number[] | undefined =>
  point < 128 ? undefined : folding().rows.get(point);

/** Every character that equals a row of folded characters. */
export const equalsOfRow = (row: readonly number[]): readonly number[] =>
  folding().byRow.get(String.fromCodePoint(...row)) ?? [];

/** The longest row that one character equals. */
export const maxRow = 3;

/** Every character that equals several in a row. */
export const rowed = (): Iterable<number> => folding().rows.keys();
