import { builtinDocs, signature } from "../../jq";
import { normalizeQuotes } from "../../template/expression";
import type { ExpressionCaret } from "./caret";
import { builtinLines } from "./hover";

/** The function whose argument is being written. */
export interface SignatureText {
  signature: string;
  /** Where each parameter stands in `signature`. */
  parameters: [start: number, end: number][];
  active: number;
  /** Markdown: what it does, and an example. */
  lines: string[];
}

export function signatureAt({ expression, offset }: ExpressionCaret): SignatureText | undefined {
  const found = signature(normalizeQuotes(expression), offset);
  if (found === undefined) return undefined;
  const doc = builtinDocs.find(({ signature: of }) => of === found.signature);
  let from = found.signature.indexOf("(") + 1;
  const parameters = found.parameters.map((name): [number, number] => {
    const start = found.signature.indexOf(name, from);
    from = start + name.length;
    return [start, from];
  });
  return {
    signature: found.signature,
    parameters,
    active: found.active,
    lines: doc === undefined ? [found.summary] : builtinLines(doc).slice(1),
  };
}
