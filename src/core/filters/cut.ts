import type { Verdict } from '#core/model/task.ts';
import type { Proposal } from './filter.ts';

export const id = 'cut';
export const label = 'Cut off by the token limit';

export const defaults = {};

/** Rejects the item that a reply ended inside of. */
export function check(_settings: typeof defaults, { cut }: Proposal): Verdict {
  return cut === true ? { keep: false, reason: 'cut' } : { keep: true };
}
