import { connectionOf, type StepModels } from '#core/model/step-connection.ts';
import type { PreviewRound } from '#core/pipeline/preview-round.ts';
import { takenBy } from './booking.ts';
import { priceOf } from './price-of.ts';

/** What a preview took: calls, and tokens and US dollars where they are known (else null). */
export interface PreviewSpending {
  readonly calls: number;
  readonly tokens: number | null;
  readonly usd: number | null;
}

/** Adds up what the calls of a preview took, by each provider's own count. */
export function previewSpending({ calls }: PreviewRound, models: StepModels): PreviewSpending {
  const taken = calls.map(({ step, outcome }) =>
    takenBy(outcome, priceOf(connectionOf(models, step))),
  );
  return {
    calls: calls.length,
    tokens: sum(taken.map((one) => one?.tokens ?? null)),
    usd: sum(taken.map((one) => one?.usd ?? null)),
  };
}

const sum = (parts: readonly (number | null)[]): number | null =>
  parts.reduce<number | null>(
    (total, part) => (total === null || part === null ? null : total + part),
    0,
  );
