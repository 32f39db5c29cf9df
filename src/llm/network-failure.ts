import type { Outcome } from '#core/model/model-call.ts';
import { failed } from './call-failure.ts';

/** What a call can know of the browser that it runs in. */
export interface Surroundings {
  readonly isOnline: () => boolean;
  /** The page came from the web by https, not from this machine. */
  readonly isHosted: boolean;
}

/**
 * What a failed `fetch` tells. A browser gives the same TypeError for a missing CORS header, a
 * refused connection and a name that does not resolve, so these stay together as `unreachable`.
 */
export function networkFailure(
  error: unknown,
  baseUrl: string,
  response: Response | null,
  surroundings: Surroundings,
): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  if (response !== null) {
    return failed(
      'cut-connection',
      `The connection broke off in the middle of the reply: ${message}`,
      {
        status: response.status,
      },
    );
  }
  if (!surroundings.isOnline() && !isLoopback(baseUrl)) {
    return failed('offline', 'This browser is offline.');
  }
  if (surroundings.isHosted && isLoopback(baseUrl)) return failed('local-network', message);
  return failed('unreachable', message);
}

/** Whether an address is this very machine. */
function isLoopback(baseUrl: string): boolean {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}
