import type { FilterSettings } from '#core/model/recipe.ts';
import type { Verdict } from '#core/model/task.ts';

/** What a filter looks at: an item of a reply, `cut` where the reply ended inside it. */
export interface Proposal {
  readonly instruction: string;
  readonly cut?: boolean;
}

/** What every filter module exports. `defaults` are those of recipe modern. */
export interface Filter {
  readonly id: string;
  /** In plain words, for people. */
  readonly label: string;
  readonly defaults: Partial<FilterSettings>;
  readonly check: (settings: FilterSettings, proposal: Proposal) => Verdict;
}
