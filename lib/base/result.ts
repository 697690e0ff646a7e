/** Either a value or an error value. Exceptions are kept for bugs. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** A success. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** A failure. */
export const err = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });
