import { keyedRandom } from '#core/random/keyed-random.ts';
import { loadHnswlib } from 'hnswlib-wasm';
import * as voy from 'voy-search/voy_search_bg.js';
import voyBinary from 'voy-search/voy_search_bg.wasm?url';

/** Answers the ids of the `k` rows that it takes for the nearest. */
export type OtherIndex = (query: Float32Array, k: number) => number[];

/** hnswlib with its authors' usual parameters (M 16, efConstruction 200) and ef 64. */
export async function buildHnsw(vectors: Float32Array, dimension: number): Promise<OtherIndex> {
  const library = await loadHnswlib();
  const index = new library.HierarchicalNSW('ip', dimension, '');
  const rows = vectors.length / dimension;
  index.initIndex(rows, 16, 200, 100);
  for (let row = 0; row < rows; row += 1) {
    index.addPoint(vectors.slice(row * dimension, (row + 1) * dimension), row, false);
  }
  index.setEfSearch(64);
  return (query, k) => index.searchKnn(query, k, undefined).neighbors;
}

/**
 * voy's k-d tree by squared distance, which for unit vectors orders like the inner product. It panics
 * where many rows share a coordinate, such as 0, so that every number is moved by up to a millionth.
 */
export async function buildVoy(vectors: Float32Array, dimension: number): Promise<OtherIndex> {
  const binary = await (await fetch(voyBinary)).arrayBuffer();
  const { instance } = await WebAssembly.instantiate(binary, {
    './voy_search_bg.js': { ...voy },
  });
  voy.__wbg_set_wasm(instance.exports);
  const rows = vectors.length / dimension;
  const random = keyedRandom(3, 'voy', rows);
  const embeddings = Array.from({ length: rows }, (_, row) => ({
    id: String(row),
    title: '',
    url: '',
    embeddings: Array.from(
      vectors.subarray(row * dimension, (row + 1) * dimension),
      (value) => value + 1e-6 * random(),
    ),
  }));
  const index = new voy.Voy({ embeddings });
  return (query, k) => index.search(query, k).neighbors.map(({ id }) => Number(id));
}
