import Dexie from 'dexie';
import {
  joinedError,
  type PackingError,
  type VectorPrecision,
} from '#core/embedding/packed-vectors.ts';
import type { ProjectDb, VectorPack } from './project-db.ts';

/** Vectors of one space to store together: `hashes[i]` names the text of row i. */
export type NewPack = Omit<VectorPack, 'textHash'>;

/** How much is stored of one space in one precision. */
export interface SpaceSize {
  readonly space: string;
  readonly precision: VectorPrecision;
  /** Texts that have a vector. */
  readonly vectors: number;
  /** Of these, how many are longer than the model reads. */
  readonly truncated: number;
  readonly bytes: number;
  /** What rounding cost; absent for float32, and where it is not known of all. */
  readonly packing?: PackingError;
}

/**
 * Reads and writes a project's vectors: some hundreds to a row, since row by row IndexedDB takes
 * 90 µs each. Vectors are derived, so that they need no writer's lock; a text that two tabs embedded
 * is stored twice, which does no harm.
 */
export class VectorRepository {
  readonly #db: ProjectDb;

  constructor(db: ProjectDb) {
    this.#db = db;
  }

  /** Stores a pack under a name of its own, which it answers; null for one without texts. */
  async add(pack: NewPack): Promise<string | null> {
    if (pack.hashes.length === 0) return null;
    const textHash = crypto.randomUUID();
    await this.#db.vectors.put({ ...pack, textHash });
    return textHash;
  }

  /**
   * Which texts of a space have a vector that will do, by the name of its pack: for float32 those
   * that were rounded won't.
   */
  async hashes(space: string, precision: VectorPrecision): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    await this.#of(space).each((pack) => {
      if (precision === 'float32' && precisionOf(pack) === 'int8') return;
      for (const hash of pack.hashes) found.set(hash, pack.textHash);
    });
    return found;
  }

  /** One pack by its name; undefined where it is gone. */
  async pack(space: string, textHash: string): Promise<VectorPack | undefined> {
    return this.#db.vectors.get([space, textHash]);
  }

  /** What is stored, space by space and precision by precision. */
  async spaces(): Promise<SpaceSize[]> {
    const tallies = new Map<string, Tally>();
    await this.#db.vectors.each((pack) => {
      const name = `${pack.model} ${precisionOf(pack)}`;
      const tally = tallies.get(name) ?? newTally(pack);
      tallies.set(name, tally);
      count(tally, pack);
    });
    return [...tallies.values()].map(sizeOf);
  }

  /** Removes a space; of one precision only where that is given. */
  async remove(space: string, precision?: VectorPrecision): Promise<void> {
    const isGone = (pack: VectorPack): boolean =>
      precision === undefined || precisionOf(pack) === precision;
    await this.#of(space).filter(isGone).delete();
  }

  /** Whether embedding was paused, which outlasts reloads. */
  async isPaused(): Promise<boolean> {
    return (await this.#db.meta.get(pausedKey))?.value === 1;
  }

  async setPaused(isPaused: boolean): Promise<void> {
    await this.#db.meta.put({ key: pausedKey, value: isPaused ? 1 : 0 });
  }

  #of(space: string) {
    return this.#db.vectors
      .where('[model+textHash]')
      .between([space, Dexie.minKey], [space, Dexie.maxKey]);
  }
}

const pausedKey = 'embedding-paused';

const precisionOf = ({ numbers }: NewPack): VectorPrecision =>
  numbers instanceof Int8Array ? 'int8' : 'float32';

interface Tally {
  readonly space: string;
  readonly precision: VectorPrecision;
  readonly hashes: Set<string>;
  readonly truncated: Set<string>;
  readonly lots: { packing: PackingError | undefined; count: number }[];
  bytes: number;
}

const newTally = (pack: VectorPack): Tally => ({
  ...{ space: pack.model, precision: precisionOf(pack), bytes: 0, lots: [] },
  ...{ hashes: new Set<string>(), truncated: new Set<string>() },
});

function count(
  tally: Tally,
  { hashes, truncated = [], packing, numbers, scales }: VectorPack,
): void {
  for (const hash of hashes) tally.hashes.add(hash);
  for (const place of truncated) tally.truncated.add(hashes[place] ?? '');
  tally.lots.push({ packing, count: hashes.length });
  tally.bytes += numbers.byteLength + scales.byteLength;
}

function sizeOf({ space, precision, hashes, truncated, lots, bytes }: Tally): SpaceSize {
  const known = lots.flatMap(({ packing, count: size }) =>
    packing === undefined ? [] : [{ packing, count: size }],
  );
  const isKnown = precision === 'int8' && known.length === lots.length;
  return {
    ...{ space, precision, vectors: hashes.size, truncated: truncated.size, bytes },
    ...(isKnown && { packing: joinedError(known) }),
  };
}
