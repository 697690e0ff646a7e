import { isWholeString, scan } from "../../template/scan";
import { secretPath } from "../secret-path";

/**
 * A place in a text where a secret stands, while the text is still being read or quoted: private characters
 * around a name, so that the text can be split, joined and parsed as JSON before the place gets its final form.
 */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const ENCODED = "\uE003";
const MARK = /\uE000([^\uE000\uE001]*)\uE001/g;

/** The mark of one name. */
export const mark = (name: string): string => `${OPEN}${name}${CLOSE}`;

/** The mark of one name whose value is percent-encoded when it is known. */
export const encodedMark = (name: string): string => mark(`${name}${ENCODED}`);

/** Whether a text has a mark. */
export const hasMark = (text: string): boolean => text.search(MARK) >= 0;

/** A stretch of text, or the names of the secrets that stand there. */
export type Piece = { kind: "text"; text: string } | { kind: "secret"; names: string[] };

/** Splits a text at its marks; an empty text has one empty piece. */
export function piecesOf(text: string, pattern: RegExp = MARK): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push({ kind: "secret", names: (match[1] ?? "").split("+") });
    from = match.index + match[0].length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

/**
 * Text from a shell as a template: marks become secrets, and braces that pair to no expression are written so
 * that they are sent as they are.
 */
export function asTemplate(text: string): string {
  return escapeBraces(text).replace(MARK, (_, name: string) =>
    name.endsWith(ENCODED) ? `{{ ${secretPath(name.slice(0, -1))} | @uri }}` : `{{ ${secretPath(name)} }}`,
  );
}

/** A template as text for a shell: an expression that reads one secret and nothing else becomes its mark. */
export function fromTemplate(template: string): string {
  const marked = mapExpressions(template, (program, whole) => {
    const name = secretOf(program);
    return name === undefined ? whole : mark(name);
  });
  const plain = marked.replaceAll(ESCAPED, (_, braces: string) => braces);
  return escapeBraces(plain) === marked ? plain : marked;
}

/** The secret that a jq program reads, when it does nothing else. */
function secretOf(program: string): string | undefined {
  const match = /^\s*\.secrets(?:\.([A-Za-z_]\w*)|\[("(?:[^"\\]|\\.)*")\])\s*$/.exec(program);
  if (!match) return undefined;
  if (match[1] !== undefined) return match[1];
  try {
    const name: unknown = JSON.parse(match[2] ?? "");
    return typeof name === "string" && /^[^+\uE000\uE001]+$/.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

/** A template with each expression replaced; braces that do not pair leave it as it is. */
export function mapExpressions(template: string, change: (program: string, whole: string) => string): string {
  const parts = scan(template);
  if (!parts.ok) return template;
  return parts.value
    .map((part) =>
      part.kind === "text" ? part.text : change(part.text, template.slice(part.outer.start, part.outer.end)),
    )
    .join("");
}

/** True for a text that is one template and nothing else, so that its value keeps its type. */
export function isOneTemplate(text: string): boolean {
  const parts = scan(text);
  return parts.ok && isWholeString(text, parts.value);
}

const ESCAPED = /\{\{ "(\{\{|\}\})" \}\}/g;

function escapeBraces(text: string): string {
  return scan(text).ok ? text : text.replace(/\{\{|\}\}/g, (braces) => `{{ "${braces}" }}`);
}
