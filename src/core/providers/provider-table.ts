import type { ModelConnection } from '#core/model/connection.ts';
import type { Parameter, Provider } from './provider.ts';
import { hosted, local } from './provider-defaults.ts';

const sampling: readonly Parameter[] = ['temperature', 'top_p'];
/** A JSON schema for the reply, as OpenAI names it. */
const schema = 'response_format';
const penalties: readonly Parameter[] = ['presence_penalty', 'frequency_penalty'];

/** Each model takes something else, or nobody knows what. */
const differs = /(?!)/;

const onThisMachine: readonly Provider[] = [
  local({
    id: 'ollama',
    label: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    takes: [...sampling, ...penalties, 'stop', 'seed', schema],
    exampleModel: 'qwen3:8b',
    cors: 'Pages on this machine only; a hosted page must be named in OLLAMA_ORIGINS.',
    setUp:
      'If Seedbed comes from the web, start Ollama with OLLAMA_ORIGINS set to this page’s address, for example: OLLAMA_ORIGINS=https://example.org ollama serve',
    source: 'Ollama documents: OpenAI compatibility, FAQ',
  }),
  local({
    id: 'lm-studio',
    label: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    exampleModel: 'qwen3-8b',
    cors: 'Off until it is switched on.',
    setUp: 'Switch CORS on in LM Studio’s server settings, then start its server.',
    source: 'LM Studio documents: local server, OpenAI compatibility',
  }),
  local({
    id: 'llama-cpp',
    label: 'llama.cpp server',
    baseUrl: 'http://localhost:8080/v1',
    exampleModel: 'default',
    cors: 'Echoes any origin.',
    setUp: 'Start it with a model, for example: llama-server -m model.gguf --parallel 4',
    source: 'llama.cpp: server README',
  }),
  local({
    id: 'vllm',
    label: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
    exampleModel: 'Qwen/Qwen3-8B-Base',
    cors: 'Any origin by default.',
    setUp: 'Start it with a model, for example: vllm serve Qwen/Qwen3-8B-Base',
    source: 'vLLM documents: OpenAI-compatible server',
  }),
];

const onTheWeb: readonly Provider[] = [
  hosted({
    id: 'openai',
    label: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    apis: ['chat', 'completions'],
    takes: [...sampling, ...penalties, 'stop', 'logit_bias', 'reasoning_effort', schema],
    schemaModels:
      /^(?:ft:)?(?:gpt-4o|gpt-4\.[1-9]|gpt-(?:[5-9]|\d\d)|o1(?!-(?:mini|preview))|o[3-9]|o\d\d)/,
    knownModels: /^(?:ft:)?(?:gpt-[34]|o\d|chatgpt|davinci|babbage)/,
    exampleModel: 'gpt-4.1-mini',
    cors: 'Any origin; retry-after and x-ratelimit-* cannot be read by pages.',
    source:
      'OpenAI API reference, structured outputs, deprecations: completion models end on 2026-09-28',
  }),
  {
    id: 'anthropic',
    label: 'Anthropic',
    adapter: 'anthropic',
    place: 'hosted',
    baseUrl: 'https://api.anthropic.com/v1',
    apis: ['chat'],
    keyHeader: 'x-api-key',
    needsKey: true,
    takes: [...sampling, 'stop', schema],
    // Claude Opus 4.1, everything from 4.5 on; the digits of a date are no version.
    schemaModels: /^claude-(?:opus-4[-.]1(?!\d)|[a-z]+-(?:4[-.](?:[5-9]|1\d)|[5-9]|[1-9]\d)(?!\d))/,
    tokenField: 'max_tokens',
    knownModels: /^claude-/,
    mostStops: 16,
    sendsNeutral: false,
    modelsPath: '/models',
    exampleModel: 'claude-haiku-4-5',
    cors: 'Any origin with its browser-access header, all headers readable; an organisation can forbid it.',
    source: 'Anthropic API reference: messages, errors, rate limits, structured outputs',
  },
  {
    id: 'gemini',
    label: 'Google Gemini',
    adapter: 'gemini',
    place: 'hosted',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    apis: ['chat'],
    keyHeader: 'x-goog-api-key',
    needsKey: true,
    takes: [...sampling, ...penalties, 'stop', 'seed', 'reasoning_effort', schema],
    schemaModels: /^gemini-(?:2\.5|[3-9])/,
    tokenField: 'max_tokens',
    knownModels: /^(?:gemini|gemma)-/,
    mostStops: 5,
    sendsNeutral: false,
    modelsPath: '/models',
    exampleModel: 'gemini-2.5-flash',
    cors: 'Any origin.',
    source:
      'Gemini API reference: generateContent (responseJsonSchema), troubleshooting; cookbook issue 1290 on penalties',
  },
  hosted({
    id: 'openrouter',
    label: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    apis: ['chat', 'completions'],
    takes: [...sampling, ...penalties, 'stop', 'logit_bias', 'seed', schema],
    knownModels: differs,
    exampleModel: 'mistralai/mistral-small-3.2-24b-instruct',
    cors: 'Any origin. Errors may come under status 200.',
    source: 'OpenRouter documents: parameters, errors',
  }),
  hosted({
    id: 'mistral',
    label: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    schemaModels: /^(?!codestral-mamba)/,
    exampleModel: 'mistral-small-latest',
    cors: 'Any origin, no request headers but key and content type.',
    source: 'Mistral API reference; its error fields stand on top of the body',
  }),
  hosted({
    id: 'groq',
    label: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    takes: [...sampling, ...penalties, 'stop', 'seed', schema],
    // Held to it strictly; others are only asked to keep to it, and may fail.
    schemaModels: /^gpt-oss/,
    exampleModel: 'llama-3.3-70b-versatile',
    cors: 'Any origin. Its limit of requests is by the day.',
    source:
      'Groq documents: OpenAI compatibility (logit_bias, logprobs and n are refused), structured outputs',
  }),
  hosted({
    id: 'together',
    label: 'Together',
    baseUrl: 'https://api.together.xyz/v1',
    apis: ['chat', 'completions'],
    takes: [...sampling, ...penalties, 'stop', 'logit_bias', 'seed', schema],
    schemaModels: /^(?:(?:meta-)?llama-(?:3\.[13]|4)|qwen(?:2\.5|3)|deepseek-v3|gpt-oss|kimi|glm)/,
    exampleModel: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    source: 'Together documents: OpenAI compatibility',
  }),
  hosted({
    id: 'deepseek',
    label: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    // Of JSON it takes `json_object` only, which names no members.
    takes: [...sampling, ...penalties, 'stop'],
    mostStops: 16,
    exampleModel: 'deepseek-chat',
    source: 'DeepSeek API documents',
  }),
  hosted({
    id: 'hugging-face',
    label: 'Hugging Face router',
    baseUrl: 'https://router.huggingface.co/v1',
    knownModels: differs,
    exampleModel: 'Qwen/Qwen3-8B',
    source: 'Hugging Face documents: inference providers',
  }),
];

const practice: Provider = {
  id: 'practice',
  label: 'Practice model',
  adapter: 'practice',
  place: 'this-page',
  baseUrl: '',
  apis: ['chat', 'completions'],
  keyHeader: null,
  needsKey: false,
  takes: ['stop', 'seed'],
  tokenField: 'max_tokens',
  mostStops: 16,
  sendsNeutral: false,
  modelsPath: null,
  exampleModel: 'practice',
  cors: 'No network.',
  source: 'src/llm/practice',
};

const browser: Provider = {
  ...practice,
  id: 'browser',
  label: 'Chrome’s built-in model',
  adapter: 'browser',
  apis: ['chat'],
  // Web pages may set neither temperature nor stops; stops are applied on our side.
  takes: [schema],
  mostStops: 0,
  exampleModel: 'built-in',
  setUp: 'Runs on this device, without key; the browser downloads it once.',
  source: 'Prompt API documents (Chrome, MDN), responseConstraint; tried against a stand-in only',
};

const custom = hosted({
  id: 'custom',
  label: 'Another OpenAI-compatible server',
  place: 'anywhere',
  baseUrl: '',
  apis: ['chat', 'completions'],
  needsKey: false,
  takes: [...sampling, ...penalties, 'stop', 'logit_bias', schema],
  knownModels: differs,
  exampleModel: 'model',
  cors: 'Not known: the server must allow calls from this page.',
  source: 'What OpenAI’s form has taken longest; the rest is found out by what a server refuses',
});

/** Every provider, in the order in which a list shows them. */
export const providers: readonly Provider[] = [
  practice,
  ...onThisMachine,
  ...onTheWeb,
  browser,
  custom,
];

/** The provider of an id; an id that is not known counts as custom. */
export function providerById(id: string): Provider {
  return providers.find((provider) => provider.id === id) ?? custom;
}

/**
 * The provider of a connection: the preset where it was chosen and speaks the same form, else the
 * one whose address it is, else any of that form.
 */
export function providerOf(
  connection: Pick<ModelConnection, 'provider' | 'baseUrl' | 'preset'>,
): Provider {
  const { provider: adapter, baseUrl, preset } = connection;
  const fitting = providers.filter((provider) => provider.adapter === adapter);
  const address = baseUrl.replace(/\/+$/, '');
  return (
    fitting.find(({ id }) => id === preset) ??
    fitting.find((provider) => provider.baseUrl !== '' && provider.baseUrl === address) ??
    fitting.find(({ id }) => id === 'custom') ??
    fitting[0] ??
    custom
  );
}
