/** A piece of recorded text: plain, or the name of the secret that stood there. */
export type MaskedPart = { kind: "text"; text: string } | { kind: "secret"; names: string[] };

const MASK = /‹secret:([^›]*)›/g;

/** Splits recorded text at its masked secrets (`‹secret:name›`, several as `‹secret:a+b›`). */
export function maskedParts(text: string): MaskedPart[] {
  const parts: MaskedPart[] = [];
  let from = 0;
  for (const match of text.matchAll(MASK)) {
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push({ kind: "secret", names: (match[1] ?? "").split("+") });
    from = match.index + match[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}
