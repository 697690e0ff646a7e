export type { Ast, Definition, Pattern, Span } from "./ast";
export { defaultLimits } from "./budget";
export {
  concatenate,
  containsTaint,
  isSecret,
  keyOf,
  mask,
  reveal,
  setTaintedKey,
  taintedTexts,
} from "./output";
export { compile } from "./program";
export { Tainted, taint } from "./tainted";
export { TaintedNumber } from "./tainted-number";
export type * from "./types";
export { complete, valuesAt } from "./understand/complete";
export { builtinDocs } from "./understand/docs";
export { explain } from "./understand/explain";
export { format } from "./understand/format";
export { guardedSpans } from "./understand/guarded";
export { references } from "./understand/references";
export { renameReferences } from "./understand/rename";
export { signature } from "./understand/signature";
export type { Value } from "./value";
