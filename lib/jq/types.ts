import type { Ast } from "./ast";

export type JqErrorKind = "compile" | "runtime" | "limit";

/** What went wrong. Offsets are UTF-16 units into the program text. */
export interface JqError {
  kind: JqErrorKind;
  message: string;
  start?: number;
  end?: number;
  /** What the author probably meant. */
  hint?: string;
  /** Which bound was passed, for kind `limit`. */
  limit?: LimitName;
  /** The value given to `error(v)` when it is not a string. */
  value?: unknown;
}

export type LimitName = "steps" | "depth" | "bytes" | "time";

/** The bounds of one evaluation. All but `milliseconds` are deterministic. */
export interface JqLimits {
  steps: number;
  depth: number;
  bytes: number;
  milliseconds: number;
}

export interface EvalOptions {
  limits?: Partial<JqLimits>;
  /** Milliseconds since the epoch; `now`, `localtime` and the like ask it. */
  now?: () => number;
  /** `first` leaves NaN and infinities as JavaScript has them, instead of as jq prints them. */
  keepNonFinite?: boolean;
}

export type Outcome = { ok: true; value: unknown } | { ok: false; error: JqError };

export interface Program {
  readonly text: string;
  readonly ast: Ast;
  /** The first output only; the program is not resumed after it. `undefined` means no output. */
  first(input: unknown, options?: EvalOptions): Outcome;
  /** All outputs until the end, an error, or `maxOutputs`. */
  all(
    input: unknown,
    options?: EvalOptions & { maxOutputs?: number },
  ): { outputs: unknown[]; error?: JqError };
}

export type Compiled = { ok: true; value: Program } | { ok: false; error: JqError };

/** One place where an expression reads its input, e.g. `.outputs.trigger.service`. */
export interface Reference {
  /** The first key of the path, `""` when the path does not begin with a known key. */
  root: string;
  /** The static part of the path after the root. */
  path: (string | number)[];
  start: number;
  end: number;
  /** Every static step with its own span, the root first. */
  segments: { key: string | number; start: number; end: number }[];
}

/** Why an expression gave null or an error. */
export interface Explanation {
  status: "value" | "null" | "empty" | "error";
  message: string;
  start?: number;
  end?: number;
  /** The path that was followed up to the segment that gave null. */
  path?: (string | number)[];
  missing?: string | number;
  keys?: string[];
  suggestions?: string[];
  error?: JqError;
}

export interface Completion {
  label: string;
  kind: "key" | "function" | "variable" | "keyword" | "format";
  /** The text to put between `start` and `end`. */
  insert: string;
  start: number;
  end: number;
  detail?: string;
}

export interface SignatureHelp {
  name: string;
  signature: string;
  summary: string;
  parameters: string[];
  active: number;
}

export interface BuiltinDoc {
  name: string;
  arity: number;
  signature: string;
  summary: string;
  example: { program: string; input: unknown; output: unknown[] };
}
