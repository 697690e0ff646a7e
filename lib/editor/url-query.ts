import { scan } from "../template/scan";

/** One parameter of a URL's query, as the URL has it. */
export interface QueryParam {
  name: string;
  /** Absent where there is no `=`. */
  value: string | undefined;
}

/** A URL around its query. All parts are the URL's own bytes. */
export interface UrlParts {
  /** Everything before the `?`. */
  head: string;
  /** Absent where there is no `?`; empty pieces, as in `a&&b`, are kept. */
  params: QueryParam[] | undefined;
  /** With its `#`, or empty. */
  fragment: string;
}

interface Piece {
  text: string;
  /** A template, or what may become one: never encoded, never cut. */
  opaque: boolean;
}

/** Text and templates in turn. Braces that do not pair (yet) are taken for a template to the end. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const push = (piece: string, opaque: boolean) => {
    if (piece !== "") pieces.push({ text: piece, opaque });
  };
  let rest = text;
  for (;;) {
    const scanned = scan(rest);
    const cut = scanned.ok ? rest.length : (scanned.error.openIndex ?? scanned.error.index);
    const before = scanned.ok ? scanned : scan(rest.slice(0, cut));
    for (const part of before.ok ? before.value : [])
      if (part.kind === "text") push(part.text, false);
      else push(rest.slice(part.outer.start, part.outer.end), true);
    if (scanned.ok) return pieces;
    const isStray = rest[cut] === "}";
    push(isStray ? "}}" : rest.slice(cut), true);
    if (!isStray) return pieces;
    rest = rest.slice(cut + 2);
  }
}

/** The first of some characters outside of templates; the text's length where there is none. */
function indexOutside(text: string, characters: string): number {
  let start = 0;
  for (const { text: piece, opaque } of piecesOf(text)) {
    if (!opaque)
      for (let at = 0; at < piece.length; at++) if (characters.includes(piece[at]!)) return start + at;
    start += piece.length;
  }
  return text.length;
}

function splitOutside(text: string, character: string): string[] {
  const parts: string[] = [""];
  for (const { text: piece, opaque } of piecesOf(text)) {
    const [first = "", ...more] = opaque ? [piece] : piece.split(character);
    parts[parts.length - 1] += first;
    parts.push(...more);
  }
  return parts;
}

/** Takes a URL apart; templates stay whole wherever they stand. */
export function readUrl(url: string): UrlParts {
  const hash = indexOutside(url, "#");
  const mark = indexOutside(url.slice(0, hash), "?");
  const fragment = url.slice(hash);
  if (mark === hash) return { head: url.slice(0, hash), params: undefined, fragment };
  const params = splitOutside(url.slice(mark + 1, hash), "&").map((piece): QueryParam => {
    const equals = indexOutside(piece, "=");
    return {
      name: piece.slice(0, equals),
      value: equals === piece.length ? undefined : piece.slice(equals + 1),
    };
  });
  return { head: url.slice(0, mark), params, fragment };
}

/** Puts a URL together: the inverse of `readUrl`, to the byte. */
export function writeUrl({ head, params, fragment }: UrlParts): string {
  const query = params?.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join("&");
  return head + (query === undefined ? "" : `?${query}`) + fragment;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Escapes in a row; those that are no UTF-8 are nobody's text and stay as they are. */
function decodeEscapes(run: string): string {
  const bytes = Uint8Array.from(run.slice(1).split("%"), (digits) => Number.parseInt(digits, 16));
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    try {
      text += utf8.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += run.slice(at * 3, at * 3 + 3);
      at++;
    }
  }
  return text;
}

const escapes = /(?:%[0-9a-f]{2})+/gi;

/** A part of a query as a person reads it: without escapes. A brace that would make a template stays escaped. */
export function decodePart(raw: string): string {
  return piecesOf(raw)
    .map(({ text, opaque }, index, all) => {
      if (opaque) return text;
      const plain = text.replaceAll("+", " ").replace(escapes, decodeEscapes);
      const escaped = plain.replace(/\{{2,}|\}{2,}/g, escapeBraces);
      const next = all[index + 1]?.text[0];
      const last = escaped.at(-1);
      const ended = next !== undefined && last === next ? escaped.slice(0, -1) + escapeBraces(last) : escaped;
      return all[index - 1]?.text.endsWith("}") ? ended.replace(/^\}/, "%7D") : ended;
    })
    .join("");
}

const escapeBraces = (braces: string): string => braces.replaceAll("{", "%7B").replaceAll("}", "%7D");

/** What a query may hold as it is (RFC 3986), and brackets, which everybody sends bare. */
const bare = /[^A-Za-z0-9\-._~!$'()*,;:@/?[\]=]/gu;

/** A text as a part of a query: templates keep their bytes, plain text is escaped where it must be. */
export function encodePart(text: string, part: "name" | "value"): string {
  return piecesOf(text)
    .map(({ text: piece, opaque }) => (opaque ? piece : encodePlain(piece, part)))
    .join("");
}

function encodePlain(text: string, part: "name" | "value"): string {
  let result = "";
  let from = 0;
  // What was shown as an escape is one: bytes that are no text, and braces.
  for (const { 0: run, index } of text.matchAll(escapes)) {
    if (decodeEscapes(run) !== run && !/^(?:%7[bd])+$/i.test(run)) continue;
    result += encodeCharacters(text.slice(from, index), part) + run;
    from = index + run.length;
  }
  return result + encodeCharacters(text.slice(from), part);
}

const encodeCharacters = (text: string, part: "name" | "value"): string => {
  const escaped = text.toWellFormed().replace(bare, encodeURIComponent);
  return part === "name" ? escaped.replaceAll("=", "%3D") : escaped;
};
