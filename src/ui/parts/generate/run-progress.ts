import type { Run } from '#core/model/run.ts';

export interface RunProgress {
  readonly reached: number;
  readonly target: number;
  /** 0–1 */
  readonly share: number;
  /** What the target counts. */
  readonly unit: 'accepted' | 'complete';
}

/** How far a run is, in what its recipe counts. */
export function runProgress({ recipe, funnel, target }: Run): RunProgress {
  const unit = recipe.targetCounts;
  const reached = unit === 'complete' ? funnel.complete : funnel.novel;
  return { reached, target, share: target > 0 ? Math.min(1, reached / target) : 1, unit };
}
