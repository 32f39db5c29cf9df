/**
 * A call that got no answer: the worker died or threw, or the caller gave up. Whatever the worker
 * had committed before stands.
 */
export type WorkerFailure =
  | { readonly kind: 'worker-died'; readonly message: string }
  | { readonly kind: 'worker-threw'; readonly message: string }
  | { readonly kind: 'aborted'; readonly message: string };

/** The words of anything that was thrown, for a message; never empty. */
export function messageOf(thrown: unknown): string {
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  return words === '' ? 'Unknown error' : words;
}
