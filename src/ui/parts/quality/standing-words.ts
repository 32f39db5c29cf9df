import type { ItemStanding } from '#core/quality/item-standing.ts';

interface StandingWords {
  readonly label: string;
  readonly tone: 'plain' | 'warning' | 'bad';
  readonly explanation: string;
}

/** How to say what became of a sampled task since; nothing where it is as it was. */
export const standingWords: Readonly<Record<ItemStanding, StandingWords | null>> = {
  same: null,
  edited: {
    label: 'Edited since',
    tone: 'warning',
    explanation: 'The task has another text by now. What is asked about is the sampled one.',
  },
  rejected: {
    label: 'Rejected since',
    tone: 'bad',
    explanation: 'The task is out of the pool by now. It still counts in this sample.',
  },
  removed: {
    label: 'Removed since',
    tone: 'bad',
    explanation: 'The task is gone by now. It still counts in this sample.',
  },
  elsewhere: null,
};
