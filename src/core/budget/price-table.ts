import type { Price } from './price.ts';

/** Until when the prices below were known; no price list could be asked when they were noted. */
export const pricesNotedOn = '2025-06-30';

interface TableEntry extends Price {
  /** Start of the model's name; the longest that fits counts. */
  readonly model: string;
}

/**
 * List prices of common models, to start from: they change, and every one can be edited where the
 * run is set up. A model that is not here has an unknown price, which is never taken as 0.
 */
const table: readonly TableEntry[] = [
  { model: 'gpt-4.1', inputUsd: 2, outputUsd: 8 },
  { model: 'gpt-4.1-mini', inputUsd: 0.4, outputUsd: 1.6 },
  { model: 'gpt-4.1-nano', inputUsd: 0.1, outputUsd: 0.4 },
  { model: 'gpt-4o', inputUsd: 2.5, outputUsd: 10 },
  { model: 'gpt-4o-mini', inputUsd: 0.15, outputUsd: 0.6 },
  { model: 'claude-3-5-haiku', inputUsd: 0.8, outputUsd: 4 },
  { model: 'claude-haiku-4-5', inputUsd: 1, outputUsd: 5 },
  { model: 'claude-sonnet-4', inputUsd: 3, outputUsd: 15 },
  { model: 'gemini-2.0-flash', inputUsd: 0.1, outputUsd: 0.4 },
  { model: 'gemini-2.5-flash', inputUsd: 0.3, outputUsd: 2.5 },
  { model: 'gemini-2.5-flash-lite', inputUsd: 0.1, outputUsd: 0.4 },
  { model: 'gemini-2.5-pro', inputUsd: 1.25, outputUsd: 10 },
  { model: 'deepseek-chat', inputUsd: 0.27, outputUsd: 1.1 },
  { model: 'mistral-small', inputUsd: 0.1, outputUsd: 0.3 },
];

/** The list price of a model, or null where it is not known. A vendor's prefix (`openai/…`) may stand. */
export function listPrice(model: string): Price | null {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  const fitting = table.filter((entry) => name.startsWith(entry.model));
  const best = fitting.reduce<TableEntry | null>(
    (longest, entry) =>
      longest === null || entry.model.length > longest.model.length ? entry : longest,
    null,
  );
  return best === null ? null : { inputUsd: best.inputUsd, outputUsd: best.outputUsd };
}
