import { laneOf, setLane, writeMask } from './batch-masks.ts';
import { fMeasure, leastLcs } from './f-measure.ts';
import { NearestList } from './nearest-list.ts';
import type { PoolRows } from './pool-rows.ts';
import type { PoolTally } from './pool-tally.ts';
import type { LaneBits, RougeKernels, TallyAddresses } from './rouge-kernels.ts';

/** Rows in the first block; each next one is twice as long, up to the last. */
const firstBlock = 64;
const lastBlock = 8192;
/** No LCS reaches it, in any lane. */
const unreachable = 0x7fff;

/** A text in a lane, and what was found for it. */
interface Lane {
  readonly tokens: Int32Array;
  readonly nearest: NearestList;
  /** The score that `floors` was worked out for. */
  floor: number;
}

/** LCS of several texts with all rows by SIMD, in blocks; floors rise from block to block. */
export class KernelTally {
  readonly #rows: PoolRows;
  readonly #kernels: RougeKernels;
  /** Where the masks stood last and how far they are known to be zero, in bytes. */
  #zeroFrom = 0;
  #zeroTo = 0;
  #words = new Uint32Array(0);

  constructor(rows: PoolRows, kernels: RougeKernels) {
    this.#rows = rows;
    this.#kernels = kernels;
  }

  /** Tallies of up to 128 / `bits` texts of 1 to `bits` tokens each, in order. */
  tally(texts: readonly Int32Array[], k: number, bits: LaneBits): PoolTally[] {
    const { flat } = this.#rows;
    const at = this.#prepare();
    const lanes = texts.map((tokens) => ({ tokens, nearest: new NearestList(k), floor: -2 }));
    lanes.forEach(({ tokens }, lane) => {
      writeMask(this.#words.subarray(at.masks / 4), tokens, lane, bits, true);
    });
    this.#words.fill(unreachable | (unreachable << 16), at.floors / 4, at.sums / 4);
    this.#words.fill(0, at.sums / 4, at.hitRows / 4);
    let size = firstBlock;
    for (let from = 0; from < flat.rows; size = Math.min(size * 2, lastBlock)) {
      const to = Math.min(from + size, flat.rows);
      lanes.forEach((one, lane) => this.#raiseFloors(one, lane, bits, at));
      const hits = this.#kernels.tally(bits, from, to, at);
      this.#offer(lanes, bits, hits, at);
      from = to;
    }
    lanes.forEach(({ tokens }, lane) => {
      writeMask(this.#words.subarray(at.masks / 4), tokens, lane, bits, false);
    });
    return lanes.map((one, lane) => this.#result(one, lane, bits, at));
  }

  /** Lays out tables behind the pool and zeroes masks that were not used before. */
  #prepare(): TallyAddresses {
    const { flat, vocabulary } = this.#rows;
    const lengths = flat.longest + 1;
    const masks = Math.ceil(flat.byteLength / 16) * 16;
    const floors = masks + 16 * vocabulary.size;
    const sums = floors + 16 * lengths;
    const hitRows = sums + 32 * lengths;
    const hitLanes = hitRows + 4 * lastBlock;
    this.#words = flat.words(hitLanes + 16 * lastBlock);
    const known = this.#zeroFrom === masks ? Math.min(this.#zeroTo, floors) : masks;
    this.#words.fill(0, known / 4, floors / 4);
    this.#zeroFrom = masks;
    this.#zeroTo = floors;
    return { ...flat.addresses, masks, floors, sums, hitRows, hitLanes };
  }

  /** Least LCS by row length with which a row can still be among the nearest. */
  #raiseFloors(one: Lane, lane: number, bits: LaneBits, at: TallyAddresses): void {
    const { floor } = one.nearest;
    if (floor === one.floor) return;
    one.floor = floor;
    const floors = this.#words.subarray(at.floors / 4);
    const m = one.tokens.length;
    // With ids that rise from row to row, a later row of the same score can't displace one.
    const orEqual = !this.#rows.ids.isAscending;
    for (const n of this.#rows.flat.lengthsSeen) {
      const best = fMeasure(Math.min(m, n), m, n);
      const inReach = orEqual ? best >= floor : best > floor;
      const least = floor < 0 ? 0 : inReach ? leastLcs(m, n, floor, orEqual) : unreachable;
      setLane(floors, n, lane, bits, least);
    }
  }

  #offer(lanes: readonly Lane[], bits: LaneBits, hits: number, at: TallyAddresses): void {
    const { flat, ids } = this.#rows;
    const lcsOf = this.#words.subarray(at.hitLanes / 4);
    for (let hit = 0; hit < hits; hit += 1) {
      const row = this.#words[at.hitRows / 4 + hit] ?? 0;
      const n = flat.lengths[row] ?? 0;
      if (n === 0) continue;
      for (let lane = 0; lane < lanes.length; lane += 1) {
        const one = lanes[lane];
        if (one === undefined) continue;
        const score = fMeasure(laneOf(lcsOf, hit, lane, bits), one.tokens.length, n);
        if (score >= one.nearest.floor) one.nearest.offer(ids.idOf(row), score);
      }
    }
  }

  #result({ tokens, nearest }: Lane, lane: number, bits: LaneBits, at: TallyAddresses): PoolTally {
    const width = bits === 64 ? 2 : 1;
    const lcsByLength = new Array<number>(this.#rows.flat.longest + 1).fill(0);
    for (const n of this.#rows.flat.lengthsSeen) {
      lcsByLength[n] = this.#words[at.sums / 4 + 8 * n + width * lane] ?? 0;
    }
    for (const id of this.#rows.tokenless) nearest.offer(id, 0);
    const members = this.#rows.size;
    return { length: tokens.length, members, lcsByLength, nearest: nearest.list };
  }
}
