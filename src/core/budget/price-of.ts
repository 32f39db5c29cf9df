import type { ModelConnection } from '#core/model/connection.ts';
import { connectionsOf, type RunModels } from '#core/model/step-connection.ts';
import { localSpace } from '#core/providers/local-address.ts';
import { providerOf } from '#core/providers/provider-table.ts';
import type { Price } from './price.ts';

/** What tells whether somebody charges for a model's calls. */
export type Charged = Pick<ModelConnection, 'provider' | 'baseUrl' | 'preset' | 'price'>;

/** The price of models that nobody charges for. */
export const noCharge: Price = { inputUsd: 0, outputUsd: 0 };

/**
 * Whether a model runs where nobody charges for calls: in this browser, or on a server of a kind
 * that people run themselves, on this machine or its network. Another server there may be a way to
 * a provider that does charge, so its price is unknown.
 */
export function isOfOwn(connection: Charged): boolean {
  const { place } = providerOf(connection);
  if (place === 'this-page') return true;
  return place === 'this-machine' && localSpace(connection.baseUrl) !== null;
}

/** What a connection's calls cost; null where that is not known. A price that was given counts first. */
export function priceOf(connection: Charged): Price | null {
  return connection.price ?? (isOfOwn(connection) ? noCharge : null);
}

/** Whether every call of a run costs nothing. */
export function isFree(run: RunModels): boolean {
  return connectionsOf(run).every((connection) => {
    const price = priceOf(connection);
    return price?.inputUsd === 0 && price.outputUsd === 0;
  });
}

/** Whether the price of every call of a run is known, so that its money can be told and capped. */
export function isPriced(run: RunModels): boolean {
  return connectionsOf(run).every((connection) => priceOf(connection) !== null);
}
