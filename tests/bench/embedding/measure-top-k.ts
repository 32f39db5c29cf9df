import {
  LexicalEmbedding,
  lexicalDimension,
  normalise,
} from '#core/embedding/lexical-embedding.ts';
import { NearestHeap } from '#core/embedding/nearest-heap.ts';
import { VectorIndex, type VectorHit } from '#core/embedding/vector-index.ts';
import { dot } from '#core/embedding/vector-rows.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { loadDotKernels } from '#workers/kernels/load-dot-kernels.ts';
import { median } from '../median.ts';
import { buildHnsw, buildVoy, type OtherIndex } from './other-indexes.ts';

export interface TopKPlan {
  readonly texts: readonly string[];
  /** Rows of the large table; 0: none. */
  readonly large: number;
  /** Rows given to the others: both take minutes to build for all of them. */
  readonly hnswRows: number;
  readonly voyRows: number;
}

const dimension = lexicalDimension;
const k = 10;
const batch = 16;
const rounds = 9;

interface Table {
  readonly vectors: Float32Array;
  readonly queries: Float32Array;
  readonly wanted: readonly VectorHit[][];
}

/** Milliseconds a query and recall of every way to search, over the same rows and queries. */
export async function measureTopK(
  { texts, large, hnswRows, voyRows }: TopKPlan,
  print: (line: string) => void,
): Promise<Record<string, number>> {
  const small = tableOf(embedAll(texts), texts.length);
  const results: Record<string, number> = {};
  const note = (figures: Record<string, number>): void => {
    Object.assign(results, figures);
    for (const [name, value] of Object.entries(figures)) print(`${name} ${value.toPrecision(4)}`);
  };
  note({ rows: texts.length, dimension });
  note(ours('topK', small, 'float32', 'int8'));
  note(ours('topKInt8', small, 'int8', 'int8'));
  note(ours('topKFloat32', small, 'float32', 'float32'));
  note({ plainLoopMsPerQuery: plainMs(small) });
  note(await other('hnsw', small, Math.min(hnswRows, texts.length), buildHnsw));
  note(await other('voy', small, Math.min(voyRows, texts.length), buildVoy));
  if (large > 0) {
    const table = tableOf(perturb(small.vectors, large), large);
    note({ largeRows: large });
    note(ours('largeTopK', table, 'float32', 'int8'));
    note(ours('largeTopKInt8', table, 'int8', 'int8'));
    note({ largePlainLoopMsPerQuery: plainMs(table) });
  }
  return results;
}

function embedAll(texts: readonly string[]): Float32Array {
  const embedding = LexicalEmbedding.fit(texts);
  const vectors = new Float32Array(texts.length * dimension);
  texts.forEach((text, row) => embedding.embed(text, vectors, row * dimension));
  return vectors;
}

/** Rows as if every text had been worded anew several times: a row and a fifth of another. */
function perturb(vectors: Float32Array, rows: number): Float32Array {
  const random = keyedRandom(1, 'perturb', rows);
  const known = vectors.length / dimension;
  const all = new Float32Array(rows * dimension);
  for (let row = 0; row < rows; row += 1) {
    const other = Math.floor(random() * known) * dimension;
    const base = (row % known) * dimension;
    const own = all.subarray(row * dimension, (row + 1) * dimension);
    for (let at = 0; at < dimension; at += 1) {
      own[at] = (vectors[base + at] ?? 0) + 0.2 * (vectors[other + at] ?? 0);
    }
    normalise(own);
  }
  return all;
}

/** 16 queries half-way between two rows, and what a search by definition finds for them. */
function tableOf(vectors: Float32Array, rows: number): Table {
  const random = keyedRandom(2, 'queries', rows);
  const queries = new Float32Array(batch * dimension);
  for (let query = 0; query < batch; query += 1) {
    const [a, b] = [random(), random()].map((share) => Math.floor(share * rows) * dimension);
    const own = queries.subarray(query * dimension, (query + 1) * dimension);
    for (let at = 0; at < dimension; at += 1) {
      own[at] = (vectors[(a ?? 0) + at] ?? 0) + (vectors[(b ?? 0) + at] ?? 0);
    }
    normalise(own);
  }
  const wanted = Array.from({ length: batch }, (_, query) => plainSearch(vectors, queries, query));
  return { vectors, queries, wanted };
}

function plainSearch(vectors: Float32Array, queries: Float32Array, query: number): VectorHit[] {
  const best = new NearestHeap(k);
  const rows = vectors.length / dimension;
  for (let row = 0; row < rows; row += 1) {
    best.offer(row, dot(vectors, row * dimension, queries, query * dimension, dimension));
  }
  return best.sorted();
}

function plainMs({ vectors, queries }: Table): number {
  const times = Array.from({ length: 5 }, (_, query) => {
    const startedAt = performance.now();
    plainSearch(vectors, queries, query);
    return performance.now() - startedAt;
  });
  return median(times);
}

function ours(
  name: string,
  { vectors, queries, wanted }: Table,
  stored: 'float32' | 'int8',
  scan: 'float32' | 'int8',
): Record<string, number> {
  const kernels = loadDotKernels();
  if (kernels === null) throw new Error('This browser runs no SIMD.');
  const index = new VectorIndex({ dimension, stored, scan }, kernels);
  const rows = vectors.length / dimension;
  const builtAt = performance.now();
  const step = 4096;
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(from + step, rows);
    const ids = Array.from({ length: to - from }, (_, at) => from + at);
    index.append(ids, vectors.subarray(from * dimension, to * dimension));
  }
  const buildMs = performance.now() - builtAt;
  let found: VectorHit[][] = [];
  const times = Array.from({ length: rounds }, () => {
    const startedAt = performance.now();
    found = index.nearest(queries, k);
    return (performance.now() - startedAt) / batch;
  });
  const single = Array.from({ length: rounds }, () => {
    const startedAt = performance.now();
    index.nearest(queries.subarray(0, dimension), k);
    return performance.now() - startedAt;
  });
  return {
    [`${name}MsPerQuery`]: median(times),
    [`${name}FastestMsPerQuery`]: Math.min(...times),
    [`${name}SingleQueryMs`]: median(single),
    [`${name}BuildMs`]: buildMs,
    [`${name}Recall`]: recall(found, wanted),
    [`${name}BytesPerVector`]: index.byteLength / rows,
  };
}

async function other(
  name: string,
  { vectors, queries, wanted }: Table,
  rows: number,
  build: (vectors: Float32Array, dimension: number) => Promise<OtherIndex>,
): Promise<Record<string, number>> {
  const part = vectors.subarray(0, rows * dimension);
  const builtAt = performance.now();
  const index = await build(part, dimension);
  const buildMs = performance.now() - builtAt;
  const isWhole = part.length === vectors.length;
  const truth = isWhole
    ? wanted
    : Array.from({ length: batch }, (_, query) => plainSearch(part, queries, query));
  const found: VectorHit[][] = [];
  const times = truth.map((_, query) => {
    const own = queries.slice(query * dimension, (query + 1) * dimension);
    const startedAt = performance.now();
    found.push(index(own, k).map((id) => ({ id, score: 0 })));
    return performance.now() - startedAt;
  });
  return {
    [`${name}Rows`]: rows,
    [`${name}MsPerQuery`]: median(times),
    [`${name}BuildMs`]: buildMs,
    [`${name}Recall`]: recall(found, truth),
  };
}

/** Share of the true ten nearest that were found. */
function recall(found: readonly VectorHit[][], wanted: readonly VectorHit[][]): number {
  const hits = wanted.map((list, query) => {
    const ids = new Set(found[query]?.map(({ id }) => id));
    return list.filter(({ id }) => ids.has(id)).length / list.length;
  });
  return hits.reduce((sum, share) => sum + share, 0) / hits.length;
}
