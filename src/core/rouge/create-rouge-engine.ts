import type { IndexSettings } from '#core/contracts/similarity-api.ts';
import { IndexedEngine } from './indexed-engine.ts';
import { PlainEngine } from './plain-engine.ts';
import type { RougeEngine } from './rouge-engine.ts';
import type { RougeKernels } from './rouge-kernels.ts';

/**
 * An empty engine: `fast` by index and, where kernels are given that can run, by SIMD; `plain` by
 * comparing with all. Both give the same answers. The threshold must be 0–1 (`checkThreshold`).
 */
export function createRougeEngine(
  settings: IndexSettings,
  kind: 'fast' | 'plain',
  loadKernels: () => RougeKernels | null = () => null,
): RougeEngine {
  return kind === 'fast' ? new IndexedEngine(settings, loadKernels()) : new PlainEngine(settings);
}
