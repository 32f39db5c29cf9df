/** The part of a `KeyboardEvent` that tells which key it was. */
export interface TypedKey {
  readonly key: string;
  /** Where the key is, named by what it types on a US keyboard: `KeyA`, `Digit1`. */
  readonly code?: string;
}

const isForeign = (key: string): boolean =>
  (/^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key)) || /^(?![0-9])\p{Nd}$/u.test(key);

/**
 * What a key stands for in a shortcut, in lower case: what it types, and where that is a letter or a
 * digit of another script, what is on the same key of a Latin keyboard. Unchanged where that is unknown.
 */
export function shortcutKey({ key, code = '' }: TypedKey): string {
  const [, latin] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? [];
  return (latin !== undefined && isForeign(key) ? latin : key).toLowerCase();
}
