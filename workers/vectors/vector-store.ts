import type { VectorsFailure } from '#core/contracts/vectors-api.ts';
import { joinedError } from '#core/embedding/packed-vectors.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { NewPack, VectorRepository } from '#data/vector-repository.ts';
import { otherDimension } from './other-dimension.ts';
import type { TextEmbedder } from './text-embedder.ts';
import type { VectorSpace } from './vector-space.ts';

/** Vectors that go to disk together: packs of a few would cost more than they hold. */
const vectorsPerPack = 128;

/** The stored vectors of one space: read where they are, written some at a time. */
export class VectorStore {
  readonly #repository: VectorRepository;
  readonly #space: string;
  readonly #stored: Map<string, string>;
  #waiting: NewPack[] = [];

  private constructor(repository: VectorRepository, space: string, stored: Map<string, string>) {
    this.#repository = repository;
    this.#space = space;
    this.#stored = stored;
  }

  /** Null where vectors are not worth storing. */
  static async open(
    repository: VectorRepository | null,
    { space }: Pick<TextEmbedder, 'space'>,
  ): Promise<VectorStore | null> {
    if (repository === null || space === null) return null;
    return new VectorStore(repository, space, await repository.hashes(space, 'int8'));
  }

  /** Gives a space those of the texts that are stored; fails where a vector has another length. */
  async fill(space: VectorSpace, hashes: readonly string[]): Promise<Result<null, VectorsFailure>> {
    const wanted = new Set(hashes);
    const names = hashes.flatMap((hash) => this.#stored.get(hash) ?? []);
    for (const name of new Set(names)) {
      const pack = await this.#repository.pack(this.#space, name);
      if (pack === undefined || space.takeStored(pack, (hash) => wanted.has(hash))) continue;
      return failure(otherDimension(pack.dimension, space.index.dimension));
    }
    return success(null);
  }

  /** Keeps freshly made vectors; the last few may be lost with the session and are made again then. */
  async keep(pack: NewPack): Promise<void> {
    this.#waiting.push(pack);
    const count = this.#waiting.reduce((sum, { hashes }) => sum + hashes.length, 0);
    if (count < vectorsPerPack) return;
    const whole = joinPacks(this.#waiting);
    this.#waiting = [];
    if (whole === null) return;
    const name = await this.#repository.add(whole);
    if (name !== null) for (const hash of whole.hashes) this.#stored.set(hash, name);
  }
}

/** Packs of 8-bit vectors as one; null where there is none. */
function joinPacks(packs: readonly NewPack[]): NewPack | null {
  const [first] = packs;
  if (first === undefined) return null;
  const numbers = packs.flatMap(({ numbers: own }) => Array.from(own));
  const scales = packs.flatMap(({ scales: own }) => Array.from(own));
  const hashes = packs.flatMap((pack) => pack.hashes);
  const isCut = new Set(
    packs.flatMap((pack) => pack.truncated?.map((at) => pack.hashes[at]) ?? []),
  );
  const truncated = hashes.flatMap((hash, place) => (isCut.has(hash) ? [place] : []));
  const lots = packs.flatMap(({ packing, hashes: own }) =>
    packing === undefined ? [] : [{ packing, count: own.length }],
  );
  const { model, dimension } = first;
  return {
    ...{ model, dimension, hashes },
    numbers: Int8Array.from(numbers),
    scales: Float32Array.from(scales),
    ...(truncated.length > 0 && { truncated }),
    ...(lots.length === packs.length && { packing: joinedError(lots) }),
  };
}
