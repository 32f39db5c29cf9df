import type { FilterSettings } from '#core/model/recipe.ts';
import type { Verdict } from '#core/model/task.ts';
import type { Proposal } from './filter.ts';

export const id = 'asks-for-program';
export const label = 'Starts with “Write a program”';

export const defaults: Pick<FilterSettings, 'allowPrograms'> = { allowPrograms: true };

/** Rejects "Write a program…", spelt exactly so: whether to write or to run it is unclear. */
export function check(settings: typeof defaults, { instruction }: Proposal): Verdict {
  return !settings.allowPrograms && instruction.startsWith('Write a program')
    ? { keep: false, reason: 'asks-for-program' }
    : { keep: true };
}
