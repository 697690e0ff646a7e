import type { Ast } from "./ast";
import { Tainted } from "./tainted";
import type {
  BuiltinDoc,
  Compiled,
  Completion,
  Explanation,
  JqLimits,
  Reference,
  SignatureHelp,
} from "./types";

export type { Ast, Definition, Pattern, Span } from "./ast";
export { Tainted, taint } from "./tainted";
export type * from "./types";

export const defaultLimits: JqLimits = {
  steps: 3_000_000,
  depth: 100_000,
  bytes: 32_000_000,
  milliseconds: 1_000,
};

export function compile(text: string): Compiled {
  const keys = text
    .trim()
    .replace(/^\./, "")
    .split(".")
    .filter((key) => key !== "");
  const ast: Ast = { type: "identity", start: 0, end: text.length };
  const run = (input: unknown): unknown =>
    keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key] ?? null, input);
  return {
    ok: true,
    value: {
      text,
      ast,
      first: (input) => ({ ok: true, value: run(input) }),
      all: (input) => ({ outputs: [run(input)] }),
    },
  };
}

export const reveal = (value: unknown): unknown => (value instanceof Tainted ? value.text : value);

export const mask = (
  value: unknown,
  show = (names: readonly string[]) => `‹secret:${names.join("+")}›`,
): unknown => (value instanceof Tainted ? show(value.spans.flatMap((span) => [...span.names])) : value);

export const containsTaint = (value: unknown): boolean => value instanceof Tainted;

export const taintedTexts = (value: unknown): { text: string; names: string[] }[] =>
  value instanceof Tainted
    ? value.spans.map(({ start, end, names }) => ({ text: value.text.slice(start, end), names: [...names] }))
    : [];

export const references = (_program: Ast | string): Reference[] => [];
export const explain = (_text: string, _input: unknown): Explanation => ({ status: "value", message: "" });
export const complete = (_text: string, _position: number, _sampleInput: unknown): Completion[] => [];
export const signature = (_text: string, _position: number): SignatureHelp | undefined => undefined;
export const renameReferences = (text: string, _rename: { root: string; from: string; to: string }): string =>
  text;
export const format = (text: string): string => text;
export const builtinDocs: BuiltinDoc[] = [];
