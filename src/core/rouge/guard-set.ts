import type { Contamination, GuardSettings } from '#core/contracts/guard-api.ts';
import type { PoolItem, SimilarityFailure } from '#core/contracts/similarity-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { createRougeEngine } from './create-rouge-engine.ts';
import type { RougeEngine } from './rouge-engine.ts';
import { RunIndex } from './run-index.ts';
import { checkThreshold } from './threshold.ts';
import { tokenise } from './tokenise.ts';
import { Vocabulary } from './vocabulary.ts';

/** Texts that a pool must stay away from; build one with `createGuardSet`. */
export class GuardSet {
  readonly #engine: RougeEngine;
  readonly #runs: RunIndex;
  readonly #vocabulary = new Vocabulary();
  readonly #runLength: number;

  constructor(engine: RougeEngine, runLength: number) {
    this.#engine = engine;
    this.#runs = new RunIndex(runLength);
    this.#runLength = runLength;
  }

  /** Texts that guard. */
  get size(): number {
    return this.#engine.size;
  }

  append(items: readonly PoolItem[]): Result<void, SimilarityFailure> {
    const guarding = items.filter(({ text }) => this.#words(text).length > 0);
    const added = this.#engine.append(guarding);
    if (!added.ok) return added;
    for (const { id, text } of guarding) {
      const tokens = this.#words(text).map((word) => this.#vocabulary.intern(word));
      this.#runs.add(id, tokens);
    }
    return added;
  }

  /** The worst that any of a task's texts does, or null. */
  check(texts: readonly string[]): Contamination | null {
    let worst: Contamination | null = null;
    for (const text of texts) {
      const near = this.#engine.decide(text);
      if (near === null || (worst !== null && worst.score >= near.score)) continue;
      worst = { kind: 'rouge-l', culprit: near.id, score: near.score };
    }
    if (worst !== null) return worst;
    for (const text of texts) {
      const shared = this.#sharedRun(text);
      if (shared !== null) return shared;
    }
    return null;
  }

  #sharedRun(text: string): Contamination | null {
    const words = this.#words(text);
    const tokens = Int32Array.from(words, (word) => this.#vocabulary.find(word));
    const run = this.#runs.find(tokens);
    if (run === null) return null;
    const shared = words.slice(run.at, run.at + this.#runLength);
    return { kind: 'shared-run', culprit: run.owner, words: shared };
  }

  #words(text: string): string[] {
    return tokenise(text, this.#engine.settings.tokeniser);
  }
}

/** A guard set of these texts, or why not: a bad threshold or run length, or an id twice. */
export function createGuardSet(
  items: readonly PoolItem[],
  { tokeniser, threshold, runLength }: GuardSettings,
): Result<GuardSet, SimilarityFailure> {
  const checked = checkThreshold(threshold);
  if (!checked.ok) return checked;
  if (!Number.isInteger(runLength) || runLength < 1) {
    return failure({ kind: 'bad-run-length', runLength });
  }
  const guard = new GuardSet(createRougeEngine({ tokeniser, threshold }, 'fast'), runLength);
  const added = guard.append(items);
  return added.ok ? success(guard) : added;
}
