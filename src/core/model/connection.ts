import type { Price } from '#core/budget/price.ts';
import type { ModelApi } from './model-call.ts';

/** How to reach a model. Holds no key: keys live in memory and travel apart. */
export interface ModelConnection {
  readonly provider: 'practice' | 'openai-compatible';
  /** Root of the API, for example `http://localhost:11434/v1`; empty for the practice model. */
  readonly baseUrl: string;
  readonly model: string;
  readonly api: ModelApi;
  /** What the model costs; absent where it is not known, which is never the same as nothing. */
  readonly price?: Price;
  /** Whether calls carry a key; after a reload such a run waits for it. */
  readonly usesKey: boolean;
  /** Most calls at once. */
  readonly maxConcurrent: number;
  /** A call is given up after this many milliseconds. */
  readonly timeoutMs: number;
}
