import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure, Step } from '#core/model/model-call.ts';
import {
  connectionOf,
  connectionsOf,
  modelName,
  stepsOf,
  type RunModels,
} from '#core/model/step-connection.ts';
import { shownAddress } from '#core/providers/endpoint-check.ts';
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
  return hostOf(connection.baseUrl);
}

/** The models of a run, each with the steps that ask it: empty words where it is asked for all. */
export function modelsInWords(
  run: RunModels,
): readonly { readonly connection: ModelConnection; readonly steps: string }[] {
  const numbers: Readonly<Record<Step, string>> = {
    instruction: '1',
    classification: '2',
    instance: '3',
    'whole-task': '1',
  };
  const asked = new Map(
    connectionsOf(run).map((connection) => [modelName(connection), connection]),
  );
  return [...asked].map(([name, connection]) => {
    const asking = stepsOf(run.recipe).filter(
      (step) => modelName(connectionOf(run, step)) === name,
    );
    const names = asking.map((step) => numbers[step]).join(' and ');
    if (asked.size === 1) return { connection, steps: '' };
    return { connection, steps: `${asking.length > 1 ? 'Steps' : 'Step'} ${names}` };
  });
}

/** Whom a key is for: the provider, and the host that it goes to. */
export function keyHolder(connection: ModelConnection): string {
  const name = endpointName(connection);
  const host = hostOf(connection.baseUrl);
  return name === host ? host : `${name} (${host})`;
}

/**
 * Whether another key may mend a failure: gateways leave the CORS headers off their errors, so that
 * a wrong key looks like a server that can't be reached.
 */
export function mayBeTheKey({ kind }: CallFailure, connection: ModelConnection): boolean {
  if (kind === 'unreachable') return connection.usesKey || providerOf(connection).needsKey;
  return kind === 'bad-key' || kind === 'no-credit' || kind === 'forbidden';
}

function hostOf(address: string): string {
  return shownAddress(address)
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '');
}

function labelOf({ label, place }: Provider): string {
  return place === 'this-machine' ? `${label}, on this machine` : label;
}
