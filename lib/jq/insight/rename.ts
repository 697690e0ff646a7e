import { parsed } from "./references";
import { readsOf, type Segment } from "./trace";

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Renames the member `from` of `root` (a node of `.outputs`, say) wherever the text reads it, in whichever form it
 * is written. A text that does not parse is returned as it is.
 */
export function renameReferences(text: string, rename: { root: string; from: string; to: string }): string {
  const ast = parsed(text);
  if (ast === null) return text;
  const edits = new Map<number, { start: number; end: number; insert: string }>();
  for (const { segments } of readsOf(ast)) {
    const [root, name] = segments;
    if (root?.key !== rename.root || name?.key !== rename.from) continue;
    const edit = editOf(text, name, rename.to);
    edits.set(edit.start, edit);
  }
  return [...edits.values()]
    .sort((left, right) => right.start - left.start)
    .reduce((result, { start, end, insert }) => result.slice(0, start) + insert + result.slice(end), text);
}

function editOf(text: string, { start, end, shorthand }: Segment, to: string) {
  const written = text.slice(start, end);
  const quoted = JSON.stringify(to);
  if (shorthand === true) {
    // The object's own key stays, since whatever comes after reads the object by it.
    const place = identifier.test(to) ? `.${to}` : `.[${quoted}]`;
    return { start, end, insert: `${written}: ${place}` };
  }
  if (written.startsWith('"')) return { start, end, insert: quoted };
  if (written.startsWith("$")) {
    // `{$name}` in a pattern binds a variable of the old name, which the rest of the text goes on using.
    return { start, end, insert: `${identifier.test(to) ? to : quoted}: ${written}` };
  }
  if (identifier.test(to)) return { start, end, insert: to };
  // `.a.old.b` becomes `.a["new name"].b`; at the very beginning the dot has to stay.
  const dot = start - 1;
  if (text[dot] !== ".") return { start, end, insert: quoted };
  const first = !/[\w)\]"?]/.test(text[dot - 1] ?? " ");
  return first ? { start, end, insert: `[${quoted}]` } : { start: dot, end, insert: `[${quoted}]` };
}
