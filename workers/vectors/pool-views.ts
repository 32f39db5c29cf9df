import type { MapGroup, NeighbourTable } from '#core/contracts/vectors-api.ts';
import type { VectorList } from '#core/embedding/diverse-sample.ts';
import { kMeans } from '#core/embedding/k-means.ts';
import {
  calibrate,
  type CalibratedMember,
  type Calibration,
} from '#core/embedding/score-calibration.ts';
import { tellTaleWords } from '#core/embedding/tell-tale-words.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';
import { nextTask } from '#workers/next-task.ts';
import type { TextTasks } from './member-view.ts';
import type { VectorSpace } from './vector-space.ts';

/** Members that a calibration looks at; more would not change what the histogram shows. */
const calibrationSample = 2_000;
/** Neighbours on which a map rests, as UMAP's authors recommend for the shape at large. */
const mapNeighbours = 15;

type Tasks = ReadonlyMap<string, TextTasks>;

/** One row for each distinct text that a pool member has. */
function memberRows(space: VectorSpace, tasks: Tasks): { row: number; entry: TextTasks }[] {
  return [...tasks].flatMap(([hash, entry]) => {
    const row = entry.members.length > 0 ? space.rowOf(hash) : undefined;
    return row === undefined ? [] : [{ row, entry }];
  });
}

function vectorsOf(space: VectorSpace, rows: readonly { row: number }[]): VectorList {
  const { dimension } = space.index;
  const vectors = new Float32Array(rows.length * dimension);
  rows.forEach(({ row }, place) => space.index.read(row, vectors, place * dimension));
  return { vectors, dimension };
}

/** Members whose nearest is asked for, and its score; a member with a twin has score 1. */
export function calibration(
  space: VectorSpace,
  tasks: Tasks,
  levels: readonly number[],
): Calibration {
  const rows = sampleWithoutReplacement(
    memberRows(space, tasks),
    calibrationSample,
    keyedRandom(0, 'calibration', 0),
  );
  const { vectors } = vectorsOf(space, rows);
  // Rejected tasks stand in the index too: enough of them are asked for to find a member behind.
  const found = space.nearest(vectors, 20);
  const members = rows.flatMap(({ row, entry }, place): CalibratedMember[] => {
    const [id = 0, ...twins] = entry.members;
    const others = (found[place] ?? []).flatMap((hit) => {
      const other = tasks.get(space.hashOf(hit.id) ?? '')?.members[0];
      return hit.id === row || other === undefined ? [] : [{ ...hit, id: other }];
    });
    const [twin] = twins;
    const nearest = twin === undefined ? (others[0] ?? null) : { id: twin, score: 1 };
    const same = { id, score: 1 };
    return [
      { id, nearest, earlier: others.find((other) => other.id < id) ?? null },
      ...twins.map((each) => ({ id: each, nearest: same, earlier: same })),
    ];
  });
  return calibrate(members, levels, { steps: 50, perLevel: 3 });
}

/** Neighbours and groups of at most `most` members, drawn by chance where there are more. */
export async function neighbourTable(
  space: VectorSpace,
  tasks: Tasks,
  { most, groups, seed }: { most: number; groups: number; seed: number },
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<NeighbourTable> {
  const all = memberRows(space, tasks);
  const rows = sampleWithoutReplacement(all, most, keyedRandom(seed, 'map', all.length));
  const list = vectorsOf(space, rows);
  const k = Math.min(mapNeighbours, Math.max(0, rows.length - 1));
  const placeOf = new Map(rows.map(({ row }, place) => [row, place]));
  const table = {
    ids: rows.map(({ entry }) => entry.members[0] ?? 0),
    total: all.length,
    k,
    neighbours: new Int32Array(rows.length * k),
    distances: new Float32Array(rows.length * k),
  };
  // Where not all members take part, neighbours outside are passed over.
  const asked = k + 1 + Math.ceil((k + 1) * (space.index.size / Math.max(1, rows.length) - 1) * 2);
  for (let from = 0; from < rows.length; from += 64) {
    onShare((0.8 * from) / rows.length);
    await nextTask();
    signal.throwIfAborted();
    const to = Math.min(from + 64, rows.length);
    const queries = list.vectors.subarray(from * list.dimension, to * list.dimension);
    space.nearest(queries, Math.min(asked, 400)).forEach((hits, at) => {
      const own = from + at;
      const near = hits.flatMap(({ id, score }) => {
        const place = placeOf.get(id);
        return place === undefined || place === own ? [] : [{ place, score }];
      });
      for (let column = 0; column < k; column += 1) {
        // A row with too few neighbours in sight repeats its last.
        const { place, score } = near[Math.min(column, near.length - 1)] ?? {
          place: own,
          score: 1,
        };
        table.neighbours[own * k + column] = place;
        table.distances[own * k + column] = Math.max(0, 1 - score);
      }
    });
  }
  onShare(0.8);
  const { clusterOf, named } = await nameGroups(list, rows, groups, seed, signal);
  onShare(1);
  return { ...table, groupOf: clusterOf, groups: named };
}

async function nameGroups(
  list: VectorList,
  rows: readonly { entry: TextTasks }[],
  groups: number,
  seed: number,
  signal: AbortSignal,
): Promise<{ clusterOf: Int32Array; named: MapGroup[] }> {
  const rounds = kMeans(list, groups, keyedRandom(seed, 'groups', groups));
  let step = rounds.next();
  while (step.done !== true) {
    await nextTask();
    signal.throwIfAborted();
    step = rounds.next();
  }
  const { clusterOf } = step.value;
  const sizes = new Array<number>(groups).fill(0);
  for (const cluster of clusterOf) sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  const words = tellTaleWords(
    rows.map(({ entry }) => entry.text),
    clusterOf,
    groups,
    3,
  );
  return {
    clusterOf,
    named: words.map((list, group) => ({ words: list, size: sizes[group] ?? 0 })),
  };
}
