import type { ModelConnection } from '#core/model/connection.ts';
import { shownAddress } from '#core/providers/endpoint-check.ts';
import { providerOf } from '#core/providers/provider-table.ts';

/**
 * A shell command that asks for the list of models without a browser in between. An answer means
 * that only the page is kept out (CORS), 401 or 403 that the key is wrong, a failure that the server
 * or the address is. The key stands as `$KEY`, to be filled in by hand.
 */
export function checkCommand(connection: ModelConnection): string {
  const { modelsPath } = providerOf(connection);
  const headers = headersOf(connection).map((header) => ` -H "${header}"`);
  const address = shownAddress(connection.baseUrl).replace(/\/+$/, '');
  return `curl -i${headers.join('')} ${address}${modelsPath ?? ''}`;
}

function headersOf(connection: ModelConnection): readonly string[] {
  if (connection.provider === 'anthropic') {
    return [...(connection.usesKey ? ['x-api-key: $KEY'] : []), 'anthropic-version: 2023-06-01'];
  }
  if (!connection.usesKey) return [];
  return connection.provider === 'gemini'
    ? ['x-goog-api-key: $KEY']
    : ['Authorization: Bearer $KEY'];
}
