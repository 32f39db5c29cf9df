import type { ModelConnection } from '#core/model/connection.ts';
import { hasModelRule, plainName } from './model-rules.ts';
import { providerOf } from './provider-table.ts';

/**
 * Whether the tables tell what a connection's model takes: by its own name, or because its server
 * takes the same whatever the model. Any other is asked a short question before the first call.
 */
export function isKnownModel(
  connection: Pick<ModelConnection, 'provider' | 'baseUrl' | 'preset' | 'model'>,
): boolean {
  const { place, knownModels } = providerOf(connection);
  if (place === 'this-page' || knownModels === undefined) return true;
  return hasModelRule(connection.model) || knownModels.test(plainName(connection.model));
}
