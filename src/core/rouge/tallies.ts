import { KernelTally } from './kernel-tally.ts';
import type { EncodedText, PoolRows } from './pool-rows.ts';
import type { PoolTally } from './pool-tally.ts';
import type { LaneBits, RougeKernels } from './rouge-kernels.ts';
import { scanTally } from './scan-scores.ts';

/** Scores texts against all rows: several at once by SIMD where it can, else one by one. */
export class Tallies {
  readonly #rows: PoolRows;
  readonly #simd: KernelTally | null;

  constructor(rows: PoolRows, kernels: RougeKernels | null) {
    this.#rows = rows;
    this.#simd = kernels === null ? null : new KernelTally(rows, kernels);
  }

  /** The tallies of texts, in order. */
  of(texts: readonly EncodedText[], k: number): PoolTally[] {
    const tallies: PoolTally[] = [];
    const waiting: Record<LaneBits, number[]> = { 16: [], 32: [], 64: [] };
    texts.forEach((text, index) => {
      const bits = this.#simd === null ? null : laneFor(text.length);
      if (bits === null) tallies[index] = scanTally(this.#rows, text, k);
      else waiting[bits].push(index);
    });
    for (const bits of [16, 32, 64] as const) this.#run(texts, waiting[bits], bits, k, tallies);
    return tallies;
  }

  #run(
    texts: readonly EncodedText[],
    indices: readonly number[],
    bits: LaneBits,
    k: number,
    tallies: PoolTally[],
  ): void {
    const lanes = 128 / bits;
    for (let from = 0; from < indices.length; from += lanes) {
      const batch = indices.slice(from, from + lanes);
      const tokens = batch.map((index) => ownTokens(texts[index]));
      this.#simd?.tally(tokens, k, bits).forEach((tally, lane) => {
        tallies[batch[lane] ?? 0] = tally;
      });
    }
  }
}

/** The narrowest lane that a text fits; null for texts that are too long, or empty. */
function laneFor(length: number): LaneBits | null {
  if (length === 0 || length > 64) return null;
  return length <= 16 ? 16 : length <= 32 ? 32 : 64;
}

const ownTokens = (text: EncodedText | undefined): Int32Array =>
  text === undefined ? new Int32Array(0) : text.tokens.subarray(0, text.length);
