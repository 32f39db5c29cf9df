import '../../../src/trusted-types.ts';
import { customSpec } from '#core/embedding/model-presets.ts';
import { EmbeddingLanes } from '#rpc/embedding-lanes.ts';
import type { TopKPlan } from './measure-top-k.ts';

/** What the bench asks of its page. */
export interface BenchPage {
  /** Loads our side; answers how it runs. */
  readonly load: () => Promise<{ lanes: number; threads: number; device: string; engine: string }>;
  /** Milliseconds that our side takes for these texts. */
  readonly embed: (texts: readonly string[]) => Promise<number>;
  /** Milliseconds that plain transformers.js takes, one by one. */
  readonly embedPlainly: (texts: readonly string[]) => Promise<number>;
  readonly topK: (plan: TopKPlan) => Promise<Record<string, number>>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

/** Texts in one call, as the background embedding hands them out. */
const textsPerCall = 128;

const lanes = new EmbeddingLanes();
let plain: Worker | undefined;

function ask<T>(worker: Worker, message: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<T>) => {
      if (typeof data === 'string') console.log(data);
      else resolve(data);
    };
    worker.postMessage(message);
  });
}

window.bench = {
  async load() {
    const source = {
      kind: 'address',
      address: new URL('/models/minilm-shape', location.href).href,
    } as const;
    const stored = await lanes.first.fetchModel(customSpec, source, () => undefined);
    if (!stored.ok) throw new Error(stored.error.message);
    const loaded = await lanes.load(stored.value.key);
    if (!loaded.ok) throw new Error(loaded.error.message);
    const { threads, device, engine } = loaded.value;
    return { lanes: lanes.count, threads, device, engine };
  },
  async embed(texts) {
    const startedAt = performance.now();
    const chunks: (readonly string[])[] = [];
    for (let from = 0; from < texts.length; from += textsPerCall) {
      chunks.push(texts.slice(from, from + textsPerCall));
    }
    const results = await lanes.embedAll(chunks);
    for (const result of results) if (!result.ok) throw new Error(result.error.message);
    return performance.now() - startedAt;
  },
  embedPlainly(texts) {
    plain ??= new Worker(new URL('./plain.worker.ts', import.meta.url), { type: 'module' });
    return ask(plain, texts);
  },
  topK(plan) {
    const worker = new Worker(new URL('./top-k.worker.ts', import.meta.url), { type: 'module' });
    return ask(worker, plan);
  },
};
