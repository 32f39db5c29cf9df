import type { ModelConnection } from '#core/model/connection.ts';
import { shownAddress } from '#core/providers/endpoint-check.ts';
import type { ProviderId } from '#core/providers/provider.ts';
import { providerById } from '#core/providers/provider-table.ts';
import type { Price } from './price.ts';

/** Until when the prices below were known; no price list could be asked when they were noted. */
export const pricesNotedOn = '2025-06-30';

interface TableEntry extends Price {
  /** Whose price it is: models of the same name elsewhere have others. */
  readonly at: ProviderId;
  /** The model's name, to which only the date or number of a version may be added. */
  readonly model: string;
  /** Its whole name at OpenRouter, which passes the price on. */
  readonly routed?: string;
}

const openAi = (model: string, inputUsd: number, outputUsd: number): TableEntry => ({
  ...{ at: 'openai', model, routed: `openai/${model}`, inputUsd, outputUsd },
});
const claude = (
  model: string,
  routed: string,
  inputUsd: number,
  outputUsd: number,
): TableEntry => ({ at: 'anthropic', model, routed: `anthropic/${routed}`, inputUsd, outputUsd });
const gemini = (model: string, inputUsd: number, outputUsd: number): TableEntry => ({
  ...{ at: 'gemini', model, routed: `google/${model}`, inputUsd, outputUsd },
});

/**
 * List prices of common models, to start from: they change, and every one can be edited where the
 * run is set up. A model that is not here has an unknown price, which is never taken as 0.
 */
const table: readonly TableEntry[] = [
  openAi('gpt-4.1', 2, 8),
  openAi('gpt-4.1-mini', 0.4, 1.6),
  openAi('gpt-4.1-nano', 0.1, 0.4),
  openAi('gpt-4o', 2.5, 10),
  // Its first version kept a price of its own.
  openAi('gpt-4o-2024-05-13', 5, 15),
  openAi('gpt-4o-mini', 0.15, 0.6),
  claude('claude-3-5-haiku', 'claude-3.5-haiku', 0.8, 4),
  claude('claude-haiku-4-5', 'claude-haiku-4.5', 1, 5),
  claude('claude-sonnet-4', 'claude-sonnet-4', 3, 15),
  claude('claude-sonnet-4-0', 'claude-sonnet-4', 3, 15),
  claude('claude-sonnet-4-5', 'claude-sonnet-4.5', 3, 15),
  { ...gemini('gemini-2.0-flash', 0.1, 0.4), routed: 'google/gemini-2.0-flash-001' },
  gemini('gemini-2.5-flash', 0.3, 2.5),
  gemini('gemini-2.5-flash-lite', 0.1, 0.4),
  gemini('gemini-2.5-pro', 1.25, 10),
  { at: 'deepseek', model: 'deepseek-chat', inputUsd: 0.27, outputUsd: 1.1 },
  { at: 'mistral', model: 'mistral-small-latest', inputUsd: 0.1, outputUsd: 0.3 },
];

/** What a provider adds to a model's name for one of its versions, and to nothing else. */
const version = /^-(?:\d{4}-\d\d-\d\d|\d{8}|\d{3}|latest)$/;

/** The list price of a model at the host of its own provider, or null where it is not known. */
export function listPrice({
  baseUrl,
  model,
}: Pick<ModelConnection, 'baseUrl' | 'model'>): Price | null {
  const host = hostOf(baseUrl);
  const name = model.toLowerCase();
  const found =
    host === hostOf(providerById('openrouter').baseUrl)
      ? table.find(({ routed }) => routed === name)
      : ofProvider(host, name.replace(/^models\//, ''));
  return found === undefined ? null : { inputUsd: found.inputUsd, outputUsd: found.outputUsd };
}

function ofProvider(host: string | undefined, name: string): TableEntry | undefined {
  const its = table.filter(({ at }) => hostOf(providerById(at).baseUrl) === host);
  return (
    its.find(({ model }) => model === name) ??
    its.find(({ model }) => name.startsWith(model) && version.test(name.slice(model.length)))
  );
}

function hostOf(baseUrl: string): string | undefined {
  return /^https:\/\/([^/]+)/i.exec(shownAddress(baseUrl))?.[1]?.toLowerCase();
}
