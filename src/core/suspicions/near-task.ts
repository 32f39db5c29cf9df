import type { Finding, Suspect } from './suspicion.ts';

export const id = 'near-task';
export const label = 'near another task';
export const explanation =
  'Its instruction is close to another task’s by ROUGE-L, though the limit of the run let it through. Many of these make a data set dull: keep the better one.';

export const defaults = { score: 0.67 };
export const fields = {
  score: { label: 'ROUGE-L with the nearest task above', least: 0.3, most: 1, step: 0.01 },
};

/** Finds a kept task whose highest known score is above the limit. */
export function check({ score, isKept }: Suspect, settings: typeof defaults): Finding | null {
  // What was rejected is out of the way already.
  if (!isKept || score === null || score <= settings.score) return null;
  // Rounded down, so that 0.699 never reads as 0.70.
  const shown = (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);
  return { field: 'instruction', why: `ROUGE-L ${shown} with the nearest task.` };
}
