import type { ModelConnection } from '#core/model/connection.ts';
import type { Provider, ProviderId } from '#core/providers/provider.ts';
import { providerOf, providers } from '#core/providers/provider-table.ts';

interface Choice {
  readonly value: ProviderId;
  readonly label: string;
}

/** Every provider of a real model, in the order of the table. */
export const providerChoices: readonly Choice[] = providers
  .filter(({ id }) => id !== 'practice')
  .map((provider) => ({ value: provider.id, label: labelOf(provider) }));

/** Addresses to choose from, for the provider that may be anywhere. */
export const addresses: readonly { readonly value: string; readonly label: string }[] = providers
  .filter(({ adapter, baseUrl }) => adapter === 'openai-compatible' && baseUrl !== '')
  .map((provider) => ({ value: provider.baseUrl, label: labelOf(provider) }));

/** The name of a provider at its usual address, or the host of another one. */
export function endpointName(connection: ModelConnection): string {
  const provider = providerOf(connection);
  const isUsual = provider.place === 'this-page' || provider.baseUrl === connection.baseUrl;
  if (isUsual) return labelOf(provider);
  return connection.baseUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function labelOf({ label, place }: Provider): string {
  return place === 'this-machine' ? `${label}, on this machine` : label;
}
