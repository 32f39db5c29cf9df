import { parameters } from './provider.ts';

const tokenFields: readonly string[] = ['max_tokens', 'max_completion_tokens'];

/**
 * What a model refuses, after it turned `parameter` down; null where leaving it out was tried
 * already or cannot be, so that sending the call again would change nothing. `penalties` stands for
 * both of them, for servers that don't say which. A refused token field is sent under its other name.
 */
export function learnRefusal(
  refused: readonly string[],
  parameter: string,
): readonly string[] | null {
  const named = parameter === 'penalties' ? ['presence_penalty', 'frequency_penalty'] : [parameter];
  const known: readonly string[] = [...parameters, ...tokenFields];
  const learnt = named.filter((name) => known.includes(name) && !refused.includes(name));
  return learnt.length === 0 ? null : [...refused, ...learnt];
}

/** Under which name the refusals of a connection's model are remembered. */
export function refusalKey({ baseUrl, model }: { baseUrl: string; model: string }): string {
  return `refused by ${model} at ${baseUrl.replace(/\/+$/, '')}`;
}
