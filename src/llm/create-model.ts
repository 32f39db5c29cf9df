import type { BrowserModelApi } from '#core/contracts/browser-model-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { Complete } from '#core/model/model-call.ts';
import { mostToPlainHttp, plainHttpOrigin } from '#core/providers/plain-http.ts';
import type { Endpoint } from './exchange.ts';
import type { Refusals } from './fetch-model.ts';
import type { ModelMemory } from './model-memory.ts';
import type { Surroundings } from './network-failure.ts';
import type { Wire } from './wire.ts';

/** What models need of the realm that they are called from. */
export interface ModelRealm {
  readonly surroundings: Surroundings;
  readonly memory: ModelMemory;
  /** The built-in model as the page offers it; null where it offers none. */
  readonly browserModel: () => BrowserModelApi | null;
}

/** The adapter for a connection. Only the code of the chosen one is loaded. */
export async function createModel(
  connection: ModelConnection,
  key: string | null,
  seed: number,
  realm: ModelRealm,
): Promise<Complete> {
  if (connection.provider === 'practice') {
    const { createPracticeModel } = await import('./practice/practice-model.ts');
    return createPracticeModel({ seed });
  }
  if (connection.provider === 'browser') {
    const { createBrowserModel } = await import('./browser-model/browser-model.ts');
    return createBrowserModel(
      realm.browserModel(),
      connection,
      await refusalsOf(connection, realm),
    );
  }
  const [{ createFetchModel }, wire, refusals] = await Promise.all([
    import('./fetch-model.ts'),
    wireOf(connection.provider),
    refusalsOf(connection, realm),
  ]);
  const endpoint: Endpoint = { connection, key, surroundings: realm.surroundings };
  return createFetchModel(wire, endpoint, refusals);
}

/** What a model is known to refuse, and that more of it is remembered. */
async function refusalsOf(connection: ModelConnection, { memory }: ModelRealm): Promise<Refusals> {
  const { refused: known } = await memory.recall(connection);
  return { known, onChange: (refused) => memory.note(connection, { refused }) };
}

/** The form of a provider on the wire. */
export async function wireOf(
  provider: Exclude<ModelConnection['provider'], 'practice' | 'browser'>,
): Promise<Wire> {
  switch (provider) {
    case 'anthropic':
      return (await import('./anthropic/anthropic-wire.ts')).anthropicWire;
    case 'gemini':
      return (await import('./gemini/gemini-wire.ts')).geminiWire;
    case 'openai-compatible':
      return (await import('./openai/openai-wire.ts')).openAiWire;
  }
}

/** The most calls that may be in flight to a connection at once. */
export function mostInFlight(connection: ModelConnection): number {
  // The built-in model answers one prompt after the other; more would only wait.
  if (connection.provider === 'browser') return 1;
  const most = plainHttpOrigin(connection.baseUrl) === null ? Infinity : mostToPlainHttp;
  return Math.max(1, Math.min(connection.maxConcurrent, most));
}
