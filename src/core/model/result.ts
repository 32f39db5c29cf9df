/** A success or a failure as plain data, so that it can cross a worker border whole. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** Wraps a value as a success. */
export const success = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** Wraps an error as a failure. */
export const failure = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });
