import type { ModelConnection } from '#core/model/connection.ts';
import { plainName } from './model-rules.ts';

/** Names of models that reason before they answer. */
const reasoners: readonly RegExp[] = [
  // OpenAI: o1, o3-mini, o4-mini, gpt-5 and what comes after; its chat models answer at once.
  /^o\d+(?:-|$)/,
  /^gpt-(?:[5-9]|\d\d)(?![\w.:-]*chat)/,
  /^gpt-oss/,
  // Google: 2.5 and later.
  /^gemini-(?:2\.5|[3-9])/,
  /deepseek-(?:reasoner|r\d)/,
  /(?:^|[-_:])r1(?:[-_:]|$)/,
  // Alibaba: what is trained to answer at once says so in its name.
  /^qw(?:q|en-?3(?![\w.:-]*(?:instruct|base|coder|embed)))/,
  /^magistral/,
  /^grok-(?:3-mini|[4-9])/,
  /(?:^|[-_:])(?:thinking|think|reasoning|reasoner)(?:[-_:]|$)/,
];

const answersAtOnce = /non-?(?:reasoning|thinking)|no-?think/;

/**
 * Whether a model spends tokens on reasoning before it answers: as was chosen or learnt for the
 * connection, else by the model's name, whatever vendor stands in front of it.
 */
export function reasonsFirst({
  model,
  reasonsFirst: told,
}: Pick<ModelConnection, 'model' | 'reasonsFirst'>): boolean {
  if (told !== undefined) return told;
  const name = plainName(model);
  return !answersAtOnce.test(name) && reasoners.some((pattern) => pattern.test(name));
}
