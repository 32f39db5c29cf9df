import { UMAP } from 'umap-js';
import type { NeighbourTable } from '#core/contracts/vectors-api.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';

/**
 * Two numbers a row: UMAP (McInnes, Healy and Melville 2018) from exact neighbours. Yields the share
 * that is done. Fewer than four rows stand on a line: there is nothing to lay out.
 */
export function* layOut(
  { k, neighbours, distances }: Pick<NeighbourTable, 'k' | 'neighbours' | 'distances'>,
  seed: number,
): Generator<number, Float32Array> {
  const total = k === 0 ? 1 : neighbours.length / k;
  if (total < 4) return Float32Array.from({ length: 2 * total }, (_, at) => (at % 2 ? 0 : at / 2));
  const rows = Array.from({ length: total }, (_, row) => row);
  const random = keyedRandom(seed, 'umap', total);
  const umap = new UMAP({ nComponents: 2, nNeighbors: k + 1, minDist: 0.1, random });
  // The library counts a row as its own first neighbour.
  umap.setPrecomputedKNN(
    rows.map((row) => [row, ...neighbours.subarray(row * k, (row + 1) * k)]),
    rows.map((row) => [0, ...distances.subarray(row * k, (row + 1) * k)]),
  );
  // With neighbours given, it takes no more from the data than how many rows there are.
  const epochs = umap.initializeFit(rows.map((row) => [row]));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    umap.step();
    yield (epoch + 1) / epochs;
  }
  return Float32Array.from(umap.getEmbedding().flat());
}
