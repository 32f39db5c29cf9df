import type { Step } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { costUsd, type Price } from './price.ts';

/** Tokens that one call of a step takes, by count or by guess. */
export interface CallTokens {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What a forecast rests on: observed in a preview or an earlier run, or assumed. */
export interface ForecastBasis {
  /** Accepted instructions a step-1 reply. */
  readonly acceptedPerReply: number;
  readonly tokens: Readonly<Partial<Record<Step, CallTokens>>>;
  /** Whether the numbers were observed with this model and these seeds. */
  readonly isObserved: boolean;
}

/** Calls, tokens and money that a run will take, about. */
export interface Forecast {
  readonly calls: number;
  readonly tokens: number;
  /** Null where the price is not known. */
  readonly usd: number | null;
  readonly byStep: readonly {
    readonly step: Step;
    readonly calls: number;
    readonly tokens: number;
    readonly usd: number | null;
  }[];
  readonly isObserved: boolean;
}

/** Assumed while nothing was observed: what common chat models gave with our prompts. */
const ASSUMED: Readonly<Record<Step, CallTokens>> = {
  instruction: { promptTokens: 420, completionTokens: 220 },
  classification: { promptTokens: 900, completionTokens: 2 },
  instance: { promptTokens: 1900, completionTokens: 220 },
  'whole-task': { promptTokens: 700, completionTokens: 1100 },
};

/** Accepted instructions a reply that are assumed while nothing was observed. */
export const assumedAcceptedPerReply = 4;

/** A basis for when there is nothing to go by. */
export const assumedBasis: ForecastBasis = {
  acceptedPerReply: assumedAcceptedPerReply,
  tokens: ASSUMED,
  isObserved: false,
};

/** How many calls of each step it takes to get from `reached` to `target`, with tokens and money. */
export function forecastRun(
  recipe: Recipe,
  missing: number,
  basis: ForecastBasis,
  price: Price | null,
): Forecast {
  const replies = Math.ceil(Math.max(0, missing) / Math.max(0.1, basis.acceptedPerReply));
  const steps: [Step, number][] =
    recipe.preset === 'alpaca'
      ? [['whole-task', replies]]
      : [
          ['instruction', replies],
          ['classification', Math.max(0, missing)],
          ['instance', Math.max(0, missing)],
        ];
  const byStep = steps.map(([step, calls]) => stepForecast(step, calls, basis, price));
  return {
    calls: byStep.reduce((sum, { calls }) => sum + calls, 0),
    tokens: byStep.reduce((sum, { tokens }) => sum + tokens, 0),
    usd: byStep.reduce<number | null>((sum, { usd }) => addUsd(sum, usd), 0),
    byStep,
    isObserved: basis.isObserved,
  };
}

function stepForecast(step: Step, calls: number, basis: ForecastBasis, price: Price | null) {
  const each = basis.tokens[step] ?? ASSUMED[step];
  const usage = {
    promptTokens: calls * each.promptTokens,
    completionTokens: calls * each.completionTokens,
  };
  const tokens = usage.promptTokens + usage.completionTokens;
  return { step, calls, tokens, usd: price === null ? null : costUsd(usage, price) };
}

const addUsd = (sum: number | null, usd: number | null): number | null =>
  sum === null || usd === null ? null : sum + usd;
