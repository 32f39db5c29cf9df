import type { ModelConnection } from '#core/model/connection.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { connectionOf, stepsOf, type RunModels } from '#core/model/step-connection.ts';
import { reasonsFirst } from '#core/providers/reasons-first.ts';
import { priceOf } from './price-of.ts';
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

/** Calls, tokens and money that a step will take, about. */
export interface StepForecast {
  readonly step: Step;
  readonly calls: number;
  readonly tokens: number;
  /** Null where the price is not known. */
  readonly usd: number | null;
}

/** Calls, tokens and money that a run will take, about. */
export interface Forecast {
  readonly calls: number;
  readonly tokens: number;
  /** Null where the price is not known. */
  readonly usd: number | null;
  readonly byStep: readonly StepForecast[];
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

/** The price of a step's calls; null where it is not known. */
type PriceOfStep = (step: Step) => Price | null;

/** Tokens that a reply spends on reasoning before its answer, assumed while nothing was observed. */
const ASSUMED_REASONING = 400;

/** What is assumed of the steps of a run, whose models may reason before they answer. */
export function assumedBasisOf(run: RunModels): ForecastBasis {
  const tokens: Partial<Record<Step, CallTokens>> = {};
  for (const step of stepsOf(run.recipe))
    tokens[step] = assumedTokens(step, connectionOf(run, step));
  return { ...assumedBasis, tokens };
}

function assumedTokens(step: Step, { api, ...connection }: ModelConnection): CallTokens {
  const { promptTokens, completionTokens } = ASSUMED[step];
  const reasoning = api === 'chat' && reasonsFirst(connection) ? ASSUMED_REASONING : 0;
  return { promptTokens, completionTokens: completionTokens + reasoning };
}

/** How many calls of each step it takes to get `missing` more tasks, with tokens and money. */
export function forecastRun(
  recipe: Recipe,
  missing: number,
  basis: ForecastBasis,
  priceOf: PriceOfStep,
): Forecast {
  const replies = Math.ceil(Math.max(0, missing) / Math.max(0.1, basis.acceptedPerReply));
  const byStep = stepsOf(recipe).map((step) => {
    const isFirst = step === 'instruction' || step === 'whole-task';
    return forecastStep(step, isFirst ? replies : Math.max(0, missing), basis, priceOf(step));
  });
  return {
    calls: byStep.reduce((sum, { calls }) => sum + calls, 0),
    tokens: byStep.reduce((sum, { tokens }) => sum + tokens, 0),
    usd: byStep.reduce<number | null>((sum, { usd }) => addUsd(sum, usd), 0),
    byStep,
    isObserved: basis.isObserved,
  };
}

/** Tokens and money that so many calls of one step will take, about. */
function forecastStep(
  step: Step,
  calls: number,
  basis: ForecastBasis,
  price: Price | null,
): StepForecast {
  const each = basis.tokens[step] ?? ASSUMED[step];
  const usage = {
    promptTokens: calls * each.promptTokens,
    completionTokens: calls * each.completionTokens,
  };
  const tokens = usage.promptTokens + usage.completionTokens;
  return { step, calls, tokens, usd: price === null ? null : costUsd(usage, price) };
}

/** Bytes of a batch line that make about one token. */
const BYTES_A_TOKEN = 4;

/**
 * What calls of a step that are handed over will take, about. `bytes`: of all their lines together,
 * which hold the prompts; absent while they are not written.
 */
export function forecastHandOver(
  step: Step,
  calls: number,
  connection: ModelConnection,
  bytes?: number,
): StepForecast {
  const price = priceOf(connection);
  const assumed = assumedTokens(step, connection);
  const promptTokens =
    bytes === undefined || calls === 0 ? assumed.promptTokens : bytes / BYTES_A_TOKEN / calls;
  const each = { ...assumed, promptTokens };
  const { tokens, usd } = forecastStep(
    step,
    calls,
    { ...assumedBasis, tokens: { [step]: each } },
    price,
  );
  return { step, calls, tokens: Math.round(tokens), usd };
}

const addUsd = (sum: number | null, usd: number | null): number | null =>
  sum === null || usd === null ? null : sum + usd;
