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

/** The offset of what no program's text has. */
export const nowhere = -1;

/** Notes where an error came from, unless that is known more exactly already. */
export function place(failure: unknown, span: Span): unknown {
  if (failure instanceof RuntimeFailure && failure.span === undefined && span.start !== nowhere)
    failure.span = { start: span.start, end: span.end };
  return failure;
}
