import { textOf } from '#core/model/task-text.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { textsOf, type Splice } from './splices.ts';

/**
 * The splices of many tasks, packed: 100,000 tasks must fit into one entry of the log, and whole
 * texts would take a hundred times the room.
 */
export interface PackedSplices {
  readonly ids: readonly TaskId[];
  /** By task, `hashOfTask` of the text that its splices were made for. */
  readonly hashes: readonly number[];
  /** By task, how many splices it has. */
  readonly counts: readonly number[];
  /** Four numbers a splice: field, start, length, place of its text in `texts`. */
  readonly splices: readonly number[];
  /** Every text once. */
  readonly texts: readonly string[];
}

/** Collects splices task by task. */
export class SplicePacker {
  readonly #ids: TaskId[] = [];
  readonly #hashes: number[] = [];
  readonly #counts: number[] = [];
  readonly #splices: number[] = [];
  readonly #places = new Map<string, number>();

  add(task: Task, splices: readonly Splice[]): void {
    this.#ids.push(task.id);
    this.#hashes.push(hashOfTask(task));
    this.#counts.push(splices.length);
    for (const { field, start, length, text } of splices) {
      const place = this.#places.get(text) ?? this.#places.size;
      this.#places.set(text, place);
      this.#splices.push(field, start, length, place);
    }
  }

  finish(): PackedSplices {
    return {
      ids: this.#ids,
      hashes: this.#hashes,
      counts: this.#counts,
      splices: this.#splices,
      texts: [...this.#places.keys()],
    };
  }
}

/** Calls `visit` for every task with its splices, in order. */
export function eachSpliced(
  packed: PackedSplices,
  visit: (id: TaskId, hash: number, splices: readonly Splice[]) => void,
): void {
  let at = 0;
  packed.ids.forEach((id, index) => {
    const splices: Splice[] = [];
    for (let left = packed.counts[index] ?? 0; left > 0; left -= 1) {
      const [field = 0, start = 0, length = 0, place = 0] = packed.splices.slice(at, at + 4);
      splices.push({ field, start, length, text: packed.texts[place] ?? '' });
      at += 4;
    }
    visit(id, packed.hashes[index] ?? 0, splices);
  });
}

/** 32 bits that tell whether a task's text is still the one that splices were made for (FNV-1a). */
export function hashOfTask(task: Task): number {
  let hash = 0x811c9dc5;
  for (const text of textsOf(textOf(task))) {
    for (let at = 0; at < text.length; at += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    }
    // Between two texts a number that no code unit is.
    hash = Math.imul(hash ^ 0x10000, 0x01000193);
  }
  return hash >>> 0;
}
