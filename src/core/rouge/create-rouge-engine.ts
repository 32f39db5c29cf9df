import type { IndexSettings } from '#core/contracts/similarity-api.ts';
import { IndexedEngine } from './indexed-engine.ts';
import { PlainEngine } from './plain-engine.ts';
import type { RougeEngine } from './rouge-engine.ts';

/**
 * An empty engine: `fast` by index, `plain` by comparing with all. Both give the same answers.
 * The threshold must be 0–1 (see `checkThreshold`).
 */
export function createRougeEngine(settings: IndexSettings, kind: 'fast' | 'plain'): RougeEngine {
  return kind === 'fast' ? new IndexedEngine(settings) : new PlainEngine(settings);
}
