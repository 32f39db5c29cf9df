import Dexie from 'dexie';
import type { ProjectDb, VectorPack } from './project-db.ts';

/** Vectors of one space to store together: `hashes[i]` names the text of row i. */
export type NewPack = Omit<VectorPack, 'textHash'>;

/** How much is stored of one space. */
export interface SpaceSize {
  readonly space: string;
  readonly vectors: number;
  /** Of these, how many are of texts longer than the model reads. */
  readonly truncated: number;
  readonly bytes: number;
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

  /** Stores a pack; one without texts is not stored. */
  async add(pack: NewPack): Promise<void> {
    const [textHash] = pack.hashes;
    if (textHash !== undefined) await this.#db.vectors.put({ ...pack, textHash });
  }

  /** Which texts of a space have a vector, by the name of their pack. */
  async hashes(space: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    await this.#of(space).each(({ textHash, hashes }) => {
      for (const hash of hashes) found.set(hash, textHash);
    });
    return found;
  }

  /** One pack by its name; undefined where it is gone. */
  async pack(space: string, textHash: string): Promise<VectorPack | undefined> {
    return this.#db.vectors.get([space, textHash]);
  }

  /** What is stored, space by space. */
  async spaces(): Promise<SpaceSize[]> {
    const sizes = new Map<string, SpaceSize>();
    await this.#db.vectors.each(({ model, hashes, numbers, scales, truncated = [] }) => {
      const before = sizes.get(model) ?? { space: model, vectors: 0, truncated: 0, bytes: 0 };
      sizes.set(model, {
        space: model,
        vectors: before.vectors + hashes.length,
        truncated: before.truncated + truncated.length,
        bytes: before.bytes + numbers.byteLength + scales.byteLength,
      });
    });
    return [...sizes.values()];
  }

  async remove(space: string): Promise<void> {
    await this.#of(space).delete();
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
