import type { BuiltinDoc, Completion, Explanation, SignatureHelp } from "./types";

export type { Ast, Definition, Pattern, Span } from "./ast";
export { defaultLimits } from "./budget";
export { references } from "./understand/references";
export { renameReferences } from "./understand/rename";
export { concatenate, containsTaint, mask, reveal, setTaintedKey, taintedTexts } from "./output";
export { compile } from "./program";
export { Tainted, taint } from "./tainted";
export type * from "./types";
export type { Value } from "./value";

export const explain = (_text: string, _input: unknown): Explanation => ({ status: "value", message: "" });
export const complete = (_text: string, _position: number, _sampleInput: unknown): Completion[] => [];
export const signature = (_text: string, _position: number): SignatureHelp | undefined => undefined;
export const format = (text: string): string => text;
export const builtinDocs: BuiltinDoc[] = [];
