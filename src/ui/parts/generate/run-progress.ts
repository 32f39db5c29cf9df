import type { RunActivity } from '#core/contracts/run-api.ts';
import type { Run } from '#core/model/run.ts';

export interface RunProgress {
  readonly reached: number;
  readonly target: number;
  /** 0–1 */
  readonly share: number;
  /** What the target counts. */
  readonly unit: 'accepted' | 'complete';
}

/**
 * How far a run is, in what its recipe counts: by what stands in the pool now, people's verdicts
 * counted in, where that is known, else by what the funnel counted.
 */
export function runProgress(
  { recipe, funnel, target }: Run,
  activity: Pick<RunActivity, 'reached'> | null = null,
): RunProgress {
  const unit = recipe.targetCounts;
  const counted = unit === 'complete' ? funnel.complete : funnel.novel;
  const reached = activity?.reached ?? counted;
  return { reached, target, share: target > 0 ? Math.min(1, reached / target) : 1, unit };
}
