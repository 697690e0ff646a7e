import "server-only";

/** A text with its escapes taken back, and where each of its characters stood. */
export interface Decoded {
  text: string;
  /** Index in the source for each character, and the source's length at the end. */
  from: Uint32Array;
}

const SPECIAL = /[%\\&]/g;

/**
 * Takes back one layer of the escapes that texts get on their way: `%41`, `\n`, `\u0041`, `&amp;`, `&#65;`.
 * What is no escape stays. Nothing when there is none.
 */
export function decodeOnce(text: string): Decoded | undefined {
  SPECIAL.lastIndex = 0;
  let found = SPECIAL.exec(text);
  if (found === null) return undefined;
  const pieces: string[] = [];
  const from = new Uint32Array(text.length + 1);
  let size = 0;
  let at = 0;
  let changed = false;
  const copy = (end: number) => {
    if (end === at) return;
    pieces.push(text.slice(at, end));
    while (at < end) from[size++] = at++;
  };
  for (; found !== null; found = SPECIAL.exec(text)) {
    if (found.index < at) continue;
    copy(found.index);
    const unit = read(text, at);
    if (unit === undefined) {
      copy(at + 1);
      continue;
    }
    changed = true;
    pieces.push(unit.value);
    for (let count = 0; count < unit.value.length; count++) from[size++] = at;
    at += unit.length;
    SPECIAL.lastIndex = at;
  }
  if (!changed) return undefined;
  copy(text.length);
  from[size] = text.length;
  return { text: pieces.join(""), from: from.subarray(0, size + 1) };
}

interface Escape {
  value: string;
  /** Characters of the source. */
  length: number;
}

function read(text: string, at: number): Escape | undefined {
  const mark = text[at];
  if (mark === "%") return readPercent(text, at);
  return mark === "\\" ? readBackslash(text, at) : readEntity(text, at);
}

const byteAt = (text: string, at: number): number => {
  const hex = text.slice(at + 1, at + 3);
  return text[at] === "%" && /^[0-9a-fA-F]{2}$/.test(hex) ? Number.parseInt(hex, 16) : -1;
};

/** One character in UTF-8, each byte as `%XX`. */
function readPercent(text: string, at: number): Escape | undefined {
  const first = byteAt(text, at);
  if (first < 0) return undefined;
  const count = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (count === 0) return undefined;
  let point = count === 1 ? first : first & (0x7f >> count);
  for (let index = 1; index < count; index++) {
    const byte = byteAt(text, at + index * 3);
    if (byte < 0x80 || byte > 0xbf) return undefined;
    point = (point << 6) | (byte & 0x3f);
  }
  return point > 0x10ffff ? undefined : { value: String.fromCodePoint(point), length: count * 3 };
}

const shorts: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function readBackslash(text: string, at: number): Escape | undefined {
  const next = text[at + 1];
  if (next === undefined) return undefined;
  if (next === "u") {
    const hex = text.slice(at + 2, at + 6);
    return /^[0-9a-fA-F]{4}$/.test(hex)
      ? { value: String.fromCharCode(Number.parseInt(hex, 16)), length: 6 }
      : undefined;
  }
  const value = shorts[next] ?? ("\\\"/'".includes(next) ? next : undefined);
  return value === undefined ? undefined : { value, length: 2 };
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function readEntity(text: string, at: number): Escape | undefined {
  const window = text.slice(at + 1, at + 12);
  const end = window.indexOf(";");
  if (end < 1) return undefined;
  const name = window.slice(0, end);
  const length = end + 2;
  const known = entities[name];
  if (known !== undefined) return { value: known, length };
  const number = /^#(\d{1,8}|[xX][0-9a-fA-F]{1,8})$/.exec(name)?.[1];
  if (number === undefined) return undefined;
  const point = /^[xX]/.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number);
  return point > 0x10ffff ? undefined : { value: String.fromCodePoint(point), length };
}
