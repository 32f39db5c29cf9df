import type { CallFailure } from '#core/model/model-call.ts';
import { localSpace } from '#core/providers/local-address.ts';

/** What a call can know of the browser that it runs in. */
export interface Surroundings {
  readonly isOnline: () => boolean;
  /** The page came from the web by https, not from this machine. */
  readonly isHosted: boolean;
}

interface Place {
  readonly connection: { readonly baseUrl: string };
  readonly surroundings: Surroundings;
}

/**
 * What a failed `fetch` tells. A browser gives the same TypeError for a missing CORS header, a
 * refused connection and a name that does not resolve, so these stay together as `unreachable`.
 */
export function failureOf(
  error: unknown,
  response: Response | null,
  { connection, surroundings }: Place,
): CallFailure {
  const said = error instanceof Error ? error.message : String(error);
  if (response !== null) {
    const message = `The connection broke off in the middle of the reply: ${said}`;
    return { kind: 'cut-connection', message, status: response.status };
  }
  const isLocal = localSpace(connection.baseUrl) !== null;
  if (!surroundings.isOnline() && !isLocal) {
    return { kind: 'offline', message: 'This browser is offline.' };
  }
  return {
    kind: surroundings.isHosted && isLocal ? 'local-network' : 'unreachable',
    message: said,
  };
}
