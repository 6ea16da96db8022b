/** Expected outcomes are values: what people or the world can cause is a `fail`, a bug is thrown. */
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Fail<E> = { readonly ok: false; readonly error: E };
export type Result<T, E> = Ok<T> | Fail<E>;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function fail<E>(error: E): Fail<E> {
  return { ok: false, error };
}

/** Throws when a rule of the program itself is broken; never for what people type. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`bug: ${message}`);
}

export function unreachable(value: never): never {
  throw new Error(`bug: unhandled case ${JSON.stringify(value)}`);
}
