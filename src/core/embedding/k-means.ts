import type { Random } from '#core/random/keyed-random.ts';
import type { VectorList } from './diverse-sample.ts';
import { normalise } from './lexical-embedding.ts';
import { dot } from './vector-rows.ts';

export interface Clusters {
  /** Cluster of each row, from 0. */
  readonly clusterOf: Int32Array;
  /** Mean directions of length 1, one after the other. */
  readonly centres: Float32Array;
  readonly rounds: number;
}

const mostRounds = 25;

/**
 * Groups unit vectors by direction: spherical k-means (Dhillon and Modha 2001) from centres chosen as
 * k-means++ does. Yields after each round, so that the caller can pause or stop; no cluster is empty
 * unless there are fewer distinct vectors than clusters.
 */
export function* kMeans(
  list: VectorList,
  count: number,
  random: Random,
): Generator<{ round: number; moved: number }, Clusters> {
  const total = list.vectors.length / list.dimension;
  const wanted = Math.min(count, total);
  const centres = startCentres(list, wanted, random);
  const clusterOf = new Int32Array(total).fill(-1);
  let rounds = 0;
  for (let moved = total; moved > 0 && rounds < mostRounds; rounds += 1) {
    moved = assign(list, centres, clusterOf);
    yield { round: rounds + 1, moved };
    if (moved > 0) recentre(list, centres, clusterOf);
  }
  return { clusterOf, centres, rounds };
}

/** First by chance, then each with a chance that grows with its squared distance to the chosen. */
function startCentres(list: VectorList, count: number, random: Random): Float32Array {
  const { vectors, dimension } = list;
  const total = vectors.length / dimension;
  const centres = new Float32Array(count * dimension);
  const distance = new Float64Array(total).fill(Infinity);
  let row = Math.floor(random() * total);
  for (let chosen = 0; chosen < count; chosen += 1) {
    const start = chosen * dimension;
    centres.set(vectors.subarray(row * dimension, (row + 1) * dimension), start);
    let sum = 0;
    for (let other = 0; other < total; other += 1) {
      const own = 2 - 2 * dot(vectors, other * dimension, centres, start, dimension);
      distance[other] = Math.min(distance[other] ?? 0, Math.max(0, own));
      sum += distance[other] ?? 0;
    }
    row = pickBy(distance, random() * sum);
  }
  return centres;
}

function pickBy(weights: Float64Array, place: number): number {
  let rest = place;
  for (let row = 0; row < weights.length; row += 1) {
    rest -= weights[row] ?? 0;
    if (rest < 0) return row;
  }
  return Math.max(0, weights.length - 1);
}

function assign(list: VectorList, centres: Float32Array, clusterOf: Int32Array): number {
  const { vectors, dimension } = list;
  let moved = 0;
  for (let row = 0; row < clusterOf.length; row += 1) {
    let best = 0;
    let highest = -Infinity;
    for (let start = 0; start < centres.length; start += dimension) {
      const score = dot(vectors, row * dimension, centres, start, dimension);
      if (score > highest) [best, highest] = [start / dimension, score];
    }
    if (clusterOf[row] !== best) moved += 1;
    clusterOf[row] = best;
  }
  return moved;
}

/** A cluster that lost all its rows keeps its centre. */
function recentre(list: VectorList, centres: Float32Array, clusterOf: Int32Array): void {
  const { vectors, dimension } = list;
  const sums = new Float32Array(centres.length);
  clusterOf.forEach((cluster, row) => {
    for (let at = 0; at < dimension; at += 1) {
      const place = cluster * dimension + at;
      sums[place] = (sums[place] ?? 0) + (vectors[row * dimension + at] ?? 0);
    }
  });
  for (let start = 0; start < sums.length; start += dimension) {
    const sum = sums.subarray(start, start + dimension);
    if (normalise(sum)) centres.set(sum, start);
  }
}
