import type { EmbeddedTexts } from '#core/contracts/embedding-api.ts';
import { plainDotKernels } from '#core/embedding/dot-kernels.ts';
import { packInt8, packingError, type VectorPrecision } from '#core/embedding/packed-vectors.ts';
import { VectorIndex, type VectorHit } from '#core/embedding/vector-index.ts';
import type { NewPack } from '#data/vector-repository.ts';
import { loadDotKernels } from '#workers/kernels/load-dot-kernels.ts';

/** Vectors by text: every distinct text is a row of an index, named by its hash. */
export class VectorSpace {
  readonly index: VectorIndex;
  readonly #precision: VectorPrecision;
  readonly #rowOf = new Map<string, number>();
  readonly #hashOf = new Map<number, string>();
  /** Texts that have no vector: nothing in them that the model reads. */
  readonly #empty = new Set<string>();
  /** Texts of which the model read the beginning only. */
  readonly #cut = new Set<string>();
  #nextRow = 0;

  constructor(dimension: number, precision: VectorPrecision) {
    this.#precision = precision;
    this.index = new VectorIndex(
      { dimension, stored: precision, scan: 'int8' },
      loadDotKernels() ?? plainDotKernels(),
    );
  }

  /** True once a text has a vector, or was found to have none. */
  isKnown(hash: string): boolean {
    return this.#rowOf.has(hash) || this.#empty.has(hash);
  }

  /** True for a text that was longer than the model reads. */
  isCut(hash: string): boolean {
    return this.#cut.has(hash);
  }

  hashOf(row: number): string | undefined {
    return this.#hashOf.get(row);
  }

  rowOf(hash: string): number | undefined {
    return this.#rowOf.get(hash);
  }

  read(hash: string): Float32Array | null {
    const row = this.#rowOf.get(hash);
    if (row === undefined) return null;
    const vector = new Float32Array(this.index.dimension);
    return this.index.read(row, vector) ? vector : null;
  }

  nearest(queries: Float32Array, k: number): VectorHit[][] {
    return this.index.nearest(queries, k);
  }

  /** Takes freshly made vectors in; answers what is to be stored. */
  add(space: string, hashes: readonly string[], embedded: EmbeddedTexts): NewPack {
    const size = this.index.dimension;
    const empty = new Set(embedded.empty);
    const kept = hashes.flatMap((_, row) => (empty.has(row) ? [] : [row]));
    for (const row of empty) this.#empty.add(hashes[row] ?? '');
    const vectors = new Float32Array(kept.length * size);
    kept.forEach((row, place) => {
      vectors.set(embedded.vectors.subarray(row * size, (row + 1) * size), place * size);
    });
    const cut = new Set(embedded.truncated);
    const truncated = kept.flatMap((row, place) => (cut.has(row) ? [place] : []));
    const named = {
      model: space,
      hashes: kept.map((row) => hashes[row] ?? ''),
      dimension: size,
      ...(truncated.length > 0 && { truncated }),
    };
    const pack =
      this.#precision === 'int8'
        ? this.#pack(vectors)
        : { numbers: vectors, scales: new Float32Array(0) };
    const whole = { ...named, ...pack };
    this.takeStored(whole, () => true);
    return whole;
  }

  /** Takes those texts of a stored pack that are wanted; false where its vectors are of another size. */
  takeStored(pack: NewPack, isWanted: (hash: string) => boolean): boolean {
    const size = this.index.dimension;
    if (pack.dimension !== size) return false;
    const rows = pack.hashes.flatMap((hash, row) =>
      isWanted(hash) && !this.#rowOf.has(hash) ? [row] : [],
    );
    const ids = rows.map((row) => this.#name(pack.hashes[row] ?? ''));
    const cut = new Set(pack.truncated);
    for (const row of rows) if (cut.has(row)) this.#cut.add(pack.hashes[row] ?? '');
    const { numbers, scales } = pack;
    if (numbers instanceof Int8Array) {
      const codes = new Int8Array(rows.length * size);
      rows.forEach((row, place) => {
        codes.set(numbers.subarray(row * size, (row + 1) * size), place * size);
      });
      const kept = Float32Array.from(rows, (row) => scales[row] ?? 0);
      this.index.appendPacked(ids, { codes, scales: kept, losses: new Float32Array(rows.length) });
    } else {
      const vectors = new Float32Array(rows.length * size);
      rows.forEach((row, place) => {
        vectors.set(numbers.subarray(row * size, (row + 1) * size), place * size);
      });
      this.index.append(ids, vectors);
    }
    return true;
  }

  /** Drops the texts that no task has any more. */
  keepOnly(isLive: (hash: string) => boolean): void {
    const gone = [...this.#rowOf].filter(([hash]) => !isLive(hash));
    this.index.remove(gone.map(([, row]) => row));
    for (const [hash, row] of gone) {
      this.#rowOf.delete(hash);
      this.#cut.delete(hash);
      this.#hashOf.delete(row);
    }
  }

  #name(hash: string): number {
    const row = this.#nextRow;
    this.#nextRow += 1;
    this.#rowOf.set(hash, row);
    this.#hashOf.set(row, hash);
    return row;
  }

  #pack(vectors: Float32Array): Pick<NewPack, 'numbers' | 'scales' | 'packing'> {
    const packed = packInt8(vectors, this.index.dimension);
    return { numbers: packed.codes, scales: packed.scales, packing: packingError(packed) };
  }
}
