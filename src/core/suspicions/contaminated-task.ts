import type { Finding, Suspect } from './suspicion.ts';

export const id = 'contaminated-task';
export const label = 'contaminated';
export const explanation =
  'The task is too near one of the guard sets: training on it would spoil an evaluation. It should stay rejected.';

export const defaults = {};
export const fields = {};

/** Finds a task that a guard set spoke against. */
export function check({ rejection }: Suspect): Finding | null {
  if (rejection?.reason !== 'contaminated') return null;
  const { guardText, setName } = rejection;
  return { field: 'instruction', why: `Too near “${guardText}” in ${setName}.` };
}
