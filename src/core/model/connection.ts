import type { Price } from '#core/budget/price.ts';
import type { ModelApi } from './model-call.ts';

/** Which adapter speaks to a model. */
export type AdapterKind = 'practice' | 'openai-compatible' | 'anthropic' | 'gemini' | 'browser';

/** How to reach a model. Holds no key: keys live in memory and travel apart. */
export interface ModelConnection {
  readonly provider: AdapterKind;
  /** Which entry of the provider table was chosen; absent where only the address is known. */
  readonly preset?: string;
  /** Root of the API, for example `http://localhost:11434/v1`; empty for models without an address. */
  readonly baseUrl: string;
  readonly model: string;
  readonly api: ModelApi;
  /** What the model costs; absent where it is not known, which is never the same as nothing. */
  readonly price?: Price;
  /** Whether it reasons before it answers, as chosen or learnt; absent: as its name tells. */
  readonly reasonsFirst?: boolean;
  /** Whether calls carry a key; after a reload such a run waits for it. */
  readonly usesKey: boolean;
  /** Most calls at once. */
  readonly maxConcurrent: number;
  /** A call is given up after this many milliseconds. */
  readonly timeoutMs: number;
}
