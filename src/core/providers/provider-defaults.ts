import type { Provider } from './provider.ts';

/** What servers of OpenAI's form have in common; each preset says where it differs. */
const openAiCompatible = {
  adapter: 'openai-compatible',
  place: 'hosted',
  apis: ['chat'],
  keyHeader: 'authorization',
  needsKey: true,
  takes: [
    ...(['temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'stop'] as const),
    'response_format',
  ],
  tokenField: 'max_tokens',
  mostStops: 4,
  sendsNeutral: true,
  modelsPath: '/models',
  cors: 'Any origin.',
} as const satisfies Partial<Provider>;

type Own = Pick<Provider, 'id' | 'label' | 'baseUrl' | 'exampleModel' | 'source'> &
  Partial<Provider>;

/** A hosted provider of OpenAI's form. */
export function hosted(own: Own): Provider {
  return { ...openAiCompatible, ...own };
}

/** A server on this machine that takes the full set of parameters, base models included. */
export function local(own: Own & Required<Pick<Provider, 'setUp' | 'cors'>>): Provider {
  return {
    ...openAiCompatible,
    place: 'this-machine',
    apis: ['chat', 'completions'],
    needsKey: false,
    takes: [...openAiCompatible.takes, 'logit_bias', 'seed'],
    mostStops: 16,
    ...own,
  };
}
