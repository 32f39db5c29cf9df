import type { Parameter, TokenField } from './provider.ts';

/** What is known of models by their name, beyond what their provider takes in general. */
export interface ModelRule {
  readonly tokenField?: TokenField;
  readonly refuses: readonly Parameter[];
  /** Takes temperature or top_p, never both. */
  readonly isOneSampler?: boolean;
  /** The least thinking that it can be asked for, so that it does not use up the reply's tokens. */
  readonly reasoningEffort?: string;
  /** In words, for the screen. */
  readonly note?: string;
  readonly source: string;
}

const nothing: ModelRule = { refuses: [], source: '' };

const openAiFixed: readonly Parameter[] = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'stop',
  'logit_bias',
];

/** A model's name as the tables have it: small, and without the vendor that may stand before it. */
export function plainName(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1).toLowerCase();
}

/** Whether something is known of a model by its name. */
export function hasModelRule(model: string): boolean {
  return modelRule(model) !== nothing;
}

/** The rule for a model's name; a vendor in front of it (`openai/…`) does not matter. */
export function modelRule(model: string): ModelRule {
  const name = plainName(model);
  return openAiReasoning(name) ?? claude(name) ?? geminiThinking(name) ?? nothing;
}

/** o1, o3-mini, gpt-5, gpt-5.2-mini and what comes after. */
function openAiReasoning(name: string): ModelRule | null {
  const gpt = /^gpt-(\d+)(?:\.(\d+))?(?:-|$)/.exec(name);
  const isOSeries = /^o\d+(?:-(?:mini|pro|preview|deep|\d{4}).*)?$/.test(name);
  if (!isOSeries && !(gpt !== null && Number(gpt[1]) >= 5)) return null;
  const isFirstFive = gpt?.[1] === '5' && gpt[2] === undefined;
  return {
    tokenField: 'max_completion_tokens',
    refuses: openAiFixed,
    reasoningEffort: isOSeries ? 'low' : isFirstFive ? 'minimal' : 'none',
    note: 'This model sets its own sampling: temperature, top_p, penalties and stops are not sent. Stops are applied here.',
    source: 'OpenAI: reasoning models; errors unsupported_parameter and unsupported_value',
  };
}

/** Claude 4.1 to 4.6 take one of the two samplers, later ones none. */
function claude(name: string): ModelRule | null {
  const read = /^claude-([a-z]+)-(\d+)(?:[-.](\d{1,2}))?(?!\d)/.exec(name);
  if (read === null) return null;
  const [family, version] = [read[1], Number(read[2]) + Number(read[3] ?? 0) / 100];
  if (version >= 5 || (family === 'opus' && version >= 4.07)) {
    return {
      refuses: ['temperature', 'top_p'],
      note: 'This model sets its own sampling: temperature and top_p are not sent.',
      source: 'Anthropic: sampling parameters removed from Claude Opus 4.7 on',
    };
  }
  if (version < (family === 'opus' ? 4.01 : 4.05)) return null;
  return {
    refuses: [],
    isOneSampler: true,
    note: 'This model takes temperature or top_p, not both: temperature is sent.',
    source: 'Error of Claude Opus 4.1, Sonnet 4.5, Haiku 4.5 and later: both cannot be specified',
  };
}

/** Gemini 2.5 and later think, and refuse penalties. */
function geminiThinking(name: string): ModelRule | null {
  const read = /^gemini-(\d+(?:\.\d+)?)-(\w+)/.exec(name);
  const version = Number(read?.[1]);
  if (read === null || !(version >= 2.5)) return null;
  const isFlash = read[2] === 'flash';
  const least = version < 3 ? (isFlash ? '0' : '128') : isFlash ? 'minimal' : 'low';
  return {
    refuses: ['presence_penalty', 'frequency_penalty'],
    reasoningEffort: least,
    note: 'This model takes no penalties. It is asked to think as little as it can.',
    source: 'Gemini: thinking; error “Penalty is not enabled for this model”',
  };
}
