import { suspicionIds, suspicions, type SuspicionId } from './all-suspicions.ts';

/** What a query can ask for: one suspicion, or any of them. */
export const suspicionValues: readonly (SuspicionId | 'any')[] = ['any', ...suspicionIds];

const labels = suspicionIds.map((id) => [id, suspicions[id].label] as const);

/** What each of them is called in a list of filters. */
export const suspicionWords = {
  any: 'any of these',
  ...Object.fromEntries(labels),
} as Readonly<Record<SuspicionId | 'any', string>>;
