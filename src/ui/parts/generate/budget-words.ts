import type { CapKind, Caps } from '#core/budget/budget.ts';
import type { Forecast } from '#core/budget/forecast.ts';
import type { Spending } from '#core/budget/price.ts';
import type { Step } from '#core/model/model-call.ts';
import { formatCompact, formatCount, formatUsd } from '#ui/format/numbers.ts';

/** What each step is called before the run. */
export const forecastStepWords: Readonly<Record<Step, string>> = {
  instruction: 'Step 1: instructions',
  classification: 'Step 2: classification or not',
  instance: 'Step 3: instances',
  'whole-task': 'Whole tasks',
};

/** What each cap is called. */
export const capNames: Readonly<Record<CapKind, string>> = {
  usd: 'money',
  requests: 'calls',
  tokens: 'tokens',
};

const capKinds = ['usd', 'requests', 'tokens'] as const;

/** The caps, by name, that a run would reach if it went as forecast. */
export function capsPassedBy({ usd, calls, tokens }: Forecast, caps: Caps): readonly string[] {
  const expected: Readonly<Record<CapKind, number>> = { usd: usd ?? 0, requests: calls, tokens };
  return capKinds
    .filter((kind) => expected[kind] > (caps[kind] ?? Infinity))
    .map((kind) => capNames[kind]);
}

/** How far a run is towards one of its caps. */
export interface CapUse {
  readonly kind: CapKind;
  readonly name: string;
  /** $1.98 of $2.00 */
  readonly words: string;
  /** 0–1 and more; 1 where the spending is not known. */
  readonly share: number;
}

/** How far a run is towards each of its caps, the nearest first. */
export function capUses(caps: Caps, spent: Spending): readonly CapUse[] {
  return capKinds
    .flatMap((kind) => {
      const cap = caps[kind];
      return cap === undefined ? [] : [capUse(kind, cap, spent[kind])];
    })
    .sort((one, other) => other.share - one.share);
}

function capUse(kind: CapKind, cap: number, taken: number | null): CapUse {
  const words = `${amountWords(kind, taken)} of ${amountWords(kind, cap)}`;
  const share = taken === null || cap <= 0 ? 1 : taken / cap;
  return { kind, name: capNames[kind], words, share };
}

/** $1.98, 1,081 calls, 1.93M tokens */
function amountWords(kind: CapKind, amount: number | null): string {
  if (kind === 'usd') return formatUsd(amount);
  const format = kind === 'requests' ? formatCount : formatCompact;
  return amount === null ? 'unknown' : format(amount);
}

/** A cap to go on with: twice what it was, and above what is spent. */
export function raisedCap(kind: CapKind, caps: Caps, spent: Spending): number {
  const twice = 2 * Math.max(caps[kind] ?? 0, spent[kind] ?? 0);
  return kind === 'usd' ? Math.round(twice * 10_000) / 10_000 : Math.ceil(twice);
}
