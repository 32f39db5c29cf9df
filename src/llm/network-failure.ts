import type { CallFailure } from '#core/model/model-call.ts';
import { localSpace, type LocalSpace } from '#core/providers/local-address.ts';
import type { LocalAccess } from './local-access.ts';

/** What a call can know of the browser that it runs in. */
export interface Surroundings {
  readonly isOnline: () => boolean;
  /** The page came from the web by https, not from this machine. */
  readonly isHosted: boolean;
  /** Whether the browser lets a hosted page reach such addresses; asked only after a failure. */
  readonly localAccess: (space: LocalSpace) => Promise<LocalAccess>;
}

interface Place {
  readonly connection: { readonly baseUrl: string };
  readonly surroundings: Surroundings;
}

/**
 * What a failed `fetch` tells. A browser gives the same TypeError for a missing CORS header, a
 * refused connection and a name that does not resolve, so these stay together as `unreachable`.
 */
export async function failureOf(
  error: unknown,
  response: Response | null,
  { connection, surroundings }: Place,
): Promise<CallFailure> {
  const said = error instanceof Error ? error.message : String(error);
  if (response !== null) {
    const message = `The connection broke off in the middle of the reply: ${said}`;
    return { kind: 'cut-connection', message, status: response.status };
  }
  const space = localSpace(connection.baseUrl);
  if (!surroundings.isOnline() && space === null) {
    return { kind: 'offline', message: 'This browser is offline.' };
  }
  if (!surroundings.isHosted || space === null) return { kind: 'unreachable', message: said };
  switch (await surroundings.localAccess(space)) {
    case 'denied':
    case 'prompt':
      return { kind: 'local-network', message: said };
    case 'granted':
      return { kind: 'unreachable', message: said };
    case 'unknown':
      return { kind: 'unreachable', message: said, mayLackPermission: true };
  }
}
