import type { CallCounters, Funnel, LossReason } from '#core/model/run.ts';

/** A funnel before anything went in. */
export const emptyFunnel: Funnel = {
  replies: 0,
  proposed: 0,
  wellFormed: 0,
  novel: 0,
  typed: 0,
  classification: 0,
  complete: 0,
  losses: {},
};

/** Counters before the first call. */
export const noCalls: CallCounters = {
  sent: 0,
  failed: 0,
  promptTokens: 0,
  completionTokens: 0,
  untold: 0,
};

/** What one reply adds to a funnel; absent stages add nothing. */
export type FunnelGain = Partial<Funnel>;

/** The sum of a funnel and what a reply adds to it. */
export function addToFunnel(funnel: Funnel, gain: FunnelGain): Funnel {
  return {
    replies: funnel.replies + (gain.replies ?? 0),
    proposed: funnel.proposed + (gain.proposed ?? 0),
    wellFormed: funnel.wellFormed + (gain.wellFormed ?? 0),
    novel: funnel.novel + (gain.novel ?? 0),
    typed: funnel.typed + (gain.typed ?? 0),
    classification: funnel.classification + (gain.classification ?? 0),
    complete: funnel.complete + (gain.complete ?? 0),
    losses: addLosses(funnel.losses, gain.losses ?? {}),
  };
}

function addLosses(losses: Funnel['losses'], more: Funnel['losses']): Funnel['losses'] {
  const sum: Partial<Record<LossReason, number>> = { ...losses };
  for (const [reason, count] of Object.entries(more) as [LossReason, number][]) {
    sum[reason] = (sum[reason] ?? 0) + count;
  }
  return sum;
}

/** Counts a list of reasons. */
export function countLosses(reasons: readonly LossReason[]): Funnel['losses'] {
  return reasons.reduce<Funnel['losses']>((sum, reason) => addLosses(sum, { [reason]: 1 }), {});
}
