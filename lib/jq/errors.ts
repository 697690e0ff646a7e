import type { Span } from "./ast";
import type { JqError, LimitName } from "./types";
import type { Value } from "./value";

/** A run-time error of the program; `try` can catch it. Not an `Error`: a stack trace would cost microseconds. */
export class RuntimeFailure {
  readonly value: Value;
  span: Span | undefined;

  constructor(value: Value, span?: Span) {
    this.value = value;
    this.span = span;
  }
}

/** A bound was passed. No `try` catches it. */
export class LimitFailure {
  readonly limit: LimitName;
  readonly message: string;

  constructor(limit: LimitName, message: string) {
    this.limit = limit;
    this.message = message;
  }
}

/** The program text is refused. */
export class CompileFailure {
  readonly message: string;
  readonly span: Span;
  readonly hint: string | undefined;

  constructor(message: string, span: Span, hint?: string) {
    this.message = message;
    this.span = span;
    this.hint = hint;
  }
}

/** Ends the current evaluation with a run-time error whose value is `message`. */
export function fail(message: string): never {
  throw new RuntimeFailure(message);
}

export function compileError(failure: CompileFailure): JqError {
  const error: JqError = {
    kind: "compile",
    message: failure.message,
    start: failure.span.start,
    end: failure.span.end,
  };
  if (failure.hint !== undefined) error.hint = failure.hint;
  return error;
}
