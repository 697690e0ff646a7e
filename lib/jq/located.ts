import type { Span } from "./ast";
import { RuntimeFailure } from "./errors";

/** `apply`, with the errors it raises placed at `span`. */
export function located<Args extends unknown[], Result>(
  span: Span,
  apply: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    try {
      return apply(...args);
    } catch (failure) {
      throw place(failure, span);
    }
  };
}

/** Notes where an error came from, unless that is known more exactly already. */
export function place(failure: unknown, span: Span): unknown {
  if (failure instanceof RuntimeFailure && failure.span === undefined)
    failure.span = { start: span.start, end: span.end };
  return failure;
}
