import type { VectorIndex } from './vector-index.ts';
import { queriesAtOnce } from './vector-table.ts';

/** Two members of an index whose score reached a threshold, the lower id first. */
export interface NearVectors {
  readonly first: number;
  readonly second: number;
  readonly score: number;
}

/**
 * Every pair of an index whose score is at least `threshold`, each once. Yields after each batch of
 * queries, so that the caller can show progress, pause or stop. The index must not change meanwhile.
 */
export function* nearVectors(
  index: VectorIndex,
  threshold: number,
  take: (pair: NearVectors) => void,
): Generator<{ done: number; total: number }, void> {
  const ids = index.ids();
  for (let from = 0; from < ids.length; from += queriesAtOnce) {
    yield { done: from, total: ids.length };
    const batch = ids.slice(from, from + queriesAtOnce);
    const queries = new Float32Array(batch.length * index.dimension);
    batch.forEach((id, place) => index.read(id, queries, place * index.dimension));
    index.above(queries, threshold).forEach((hits, place) => {
      const first = batch[place] ?? 0;
      for (const { id, score } of hits) if (id > first) take({ first, second: id, score });
    });
  }
  yield { done: ids.length, total: ids.length };
}

/** Joins pairs into groups of ids, largest group first, each in order of id. */
export function groupsOf(pairs: Iterable<{ first: number; second: number }>): number[][] {
  const parents = new Map<number, number>();
  const rootOf = (id: number): number => {
    let root = id;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) {
      root = up;
    }
    for (let at = id; at !== root;) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  for (const { first, second } of pairs) {
    parents.set(first, parents.get(first) ?? first);
    parents.set(second, parents.get(second) ?? second);
    parents.set(rootOf(first), rootOf(second));
  }
  const groups = new Map<number, number[]>();
  for (const id of parents.keys()) {
    const root = rootOf(id);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [id]);
    else group.push(id);
  }
  return [...groups.values()]
    .map((group) => group.sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}
