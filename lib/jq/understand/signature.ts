import type { SignatureHelp } from "../types";
import { openBrackets } from "./brackets";
import { builtinDocs } from "./docs";

/** The function whose parentheses the position is in, and which of its parameters is being written. */
export function signature(text: string, position: number): SignatureHelp | undefined {
  const before = text.slice(0, position);
  const open = openBrackets(before).findLast(({ kind }) => kind === "(");
  if (open === undefined) return undefined;
  const name = /([A-Za-z_]\w*)\s*$/.exec(before.slice(0, open.at))?.[1];
  if (name === undefined) return undefined;
  const active = separators(before.slice(open.at + 1));
  const fitting = builtinDocs.filter((doc) => doc.name === name && doc.arity > active);
  const [doc] = fitting.sort((a, b) => a.arity - b.arity);
  if (doc === undefined) return undefined;
  const inside = /\((.*)\)$/.exec(doc.signature)?.[1] ?? "";
  return {
    name,
    signature: doc.signature,
    summary: doc.summary,
    parameters: inside === "" ? [] : inside.split(/;\s*/),
    active,
  };
}

/** The semicolons of the outermost level. */
function separators(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ";" && openBrackets(text.slice(0, at)).length === 0) count++;
  }
  return count;
}
