import type { TaskId } from '#core/model/ids.ts';
import type { Neighbour } from '#core/model/task.ts';
import type { VectorHit } from '#core/embedding/vector-index.ts';
import type { TaskText } from './task-texts.ts';
import type { VectorSpace } from './vector-space.ts';

/** Tasks with one text: hits on a vector are hits on all of them. */
export interface TextTasks {
  readonly text: string;
  readonly ids: readonly TaskId[];
  readonly members: readonly TaskId[];
}

/** The tasks behind each distinct text. */
export function tasksByText(texts: Iterable<TaskText>): Map<string, TextTasks> {
  const found = new Map<string, { text: string; ids: TaskId[]; members: TaskId[] }>();
  for (const { id, text, hash, isMember } of texts) {
    let entry = found.get(hash);
    if (entry === undefined) found.set(hash, (entry = { text, ids: [], members: [] }));
    entry.ids.push(id);
    if (isMember) entry.members.push(id);
  }
  return found;
}

/** Hits on vectors as hits on tasks, at most `k`; equal scores in order of id. */
export function toTasks(
  hits: readonly VectorHit[],
  space: VectorSpace,
  tasks: ReadonlyMap<string, TextTasks>,
  { k, except }: { k: number; except?: TaskId },
): Neighbour[] {
  return hits
    .flatMap(({ id: row, score }) => {
      const ids = tasks.get(space.hashOf(row) ?? '')?.ids ?? [];
      return ids.filter((id) => id !== except).map((id) => ({ id, score }));
    })
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, k);
}
