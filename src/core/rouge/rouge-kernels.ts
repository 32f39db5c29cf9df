import type { PoolMemory } from './pool-memory.ts';

/** How wide a lane of a kernel is: texts of up to so many tokens, 128 / bits of them at once. */
export type LaneBits = 16 | 32 | 64;

/** Byte addresses in the pool's buffer that a kernel reads and writes; vectors on 16 bytes. */
export interface TallyAddresses {
  readonly starts: number;
  readonly lengths: number;
  readonly tokens: number;
  /** 16 bytes a token number: its places in each text, as bits of the text's lane. */
  readonly masks: number;
  /** 16 bytes a row length: LCS from which a row is a hit, by lane. */
  readonly floors: number;
  /** 32 bytes a row length: LCS lengths summed up; uint32 a lane, uint64 where lanes are 64 bits. */
  readonly sums: number;
  /** uint32 a hit: its row. */
  readonly hitRows: number;
  /** 16 bytes a hit: LCS by lane. */
  readonly hitLanes: number;
}

/** SIMD kernels and the memory that they work in; one engine's own. */
export interface RougeKernels extends PoolMemory {
  /**
   * LCS of the texts in `masks` with rows `from` to `to` (exclusive): adds to `sums`, notes hits,
   * returns how many. Room for `to − from` hits must be there.
   */
  tally(bits: LaneBits, from: number, to: number, at: TallyAddresses): number;
}
