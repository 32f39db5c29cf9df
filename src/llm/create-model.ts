import type { ModelConnection } from '#core/model/connection.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { Surroundings } from './network-failure.ts';
import { createOpenAiModel } from './openai/openai-model.ts';

/** A browser opens no more connections to an HTTP/1.1 origin; further calls would wait inside it. */
const MOST_TO_PLAIN_HTTP = 6;

/** The adapter for a connection. Practice code is loaded only where it is used. */
export async function createModel(
  connection: ModelConnection,
  key: string | null,
  seed: number,
  surroundings: Surroundings,
): Promise<Complete> {
  if (connection.provider === 'practice') {
    const { createPracticeModel } = await import('./practice/practice-model.ts');
    return createPracticeModel({ seed });
  }
  return createOpenAiModel(connection, key, surroundings);
}

/** The most calls that may be in flight to a connection at once. */
export function mostInFlight(connection: ModelConnection): number {
  const isPlainHttp =
    URL.canParse(connection.baseUrl) && new URL(connection.baseUrl).protocol === 'http:';
  const most = isPlainHttp ? MOST_TO_PLAIN_HTTP : Infinity;
  return Math.max(1, Math.min(connection.maxConcurrent, most));
}
