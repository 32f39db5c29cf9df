import type { ModelCall, TokenUsage } from '#core/model/model-call.ts';

/** List price of a model, in US dollars for a million tokens. */
export interface Price {
  readonly inputUsd: number;
  readonly outputUsd: number;
}

/** What a call took or may take at most. `usd` is null where the price is not known. */
export interface Spending {
  readonly requests: number;
  readonly tokens: number;
  readonly usd: number | null;
}

const MILLION = 1_000_000;

/** What a call with this usage costs, in US dollars. */
export function costUsd(usage: TokenUsage, price: Price): number {
  const { promptTokens, completionTokens } = usage;
  return (promptTokens * price.inputUsd + completionTokens * price.outputUsd) / MILLION;
}

/**
 * The most that a call can take: every byte of prompt and schema as one token, and all the tokens that the
 * reply may have. No tokeniser makes more tokens than bytes.
 */
export function upperBound(
  call: Pick<ModelCall, 'prompt' | 'decoding' | 'schema'>,
  price: Price | null,
): Spending {
  const usage = {
    promptTokens:
      utf8Length(call.prompt) + (call.schema ? utf8Length(JSON.stringify(call.schema)) : 0),
    completionTokens: call.decoding.maxTokens,
  };
  return {
    requests: 1,
    tokens: usage.promptTokens + usage.completionTokens,
    usd: price === null ? null : costUsd(usage, price),
  };
}

/** What a finished call took by the provider's count. */
export function spent(usage: TokenUsage, price: Price | null): Spending {
  return {
    requests: 1,
    tokens: usage.promptTokens + usage.completionTokens,
    usd: price === null ? null : costUsd(usage, price),
  };
}

/** Bytes of a text in UTF-8, lone surrogates counted as three. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
