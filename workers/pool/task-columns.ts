import type { TaskRow } from '#core/contracts/pool-api.ts';
import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import {
  codeOf,
  dimensionIds,
  dimensions,
  valueAt,
  type DimensionId,
} from '#core/review/dimensions.ts';
import { searchTextOf } from '#core/review/search-text.ts';
import { scoreOf } from '#core/review/task-facts.ts';

const present = 1;
const edited = 2;
const judged = 4;
const smallest = 1024;
// A row shows one line; longer texts would only make its way to the page longer.
const longestShown = 300;

/** A task's place in the columns: ids count from 1 and are never used again. */
export const placeOfId = (id: number): number => id - 1;

/**
 * What filters, orders and rows need of every task, a column each and no object a task: a million
 * tasks must fit. Places are task ids less one; a place can be empty.
 */
export class TaskColumns {
  #end = 0;
  #total = 0;
  #flags = new Uint8Array(smallest);
  #instances = new Uint32Array(smallest);
  #scores = new Float64Array(smallest);
  #instructionLengths = new Uint32Array(smallest);
  #codes = new Map(dimensionIds.map((id) => [id, new Uint8Array(smallest)]));
  readonly #instructions: string[] = [];
  readonly #searchTexts: string[] = [];

  /** One past the last place in use. */
  get end(): number {
    return this.#end;
  }

  /** How many tasks there are. */
  get total(): number {
    return this.#total;
  }

  has(place: number): boolean {
    return ((this.#flags[place] ?? 0) & present) !== 0;
  }

  /** One column of `codeOf`, as long as `end` at least; it is replaced when columns grow. */
  codes(id: DimensionId): Uint8Array {
    return this.#codes.get(id) ?? new Uint8Array(0);
  }

  /** The text that a task is searched by; empty where there is none. */
  searchText(place: number): string {
    return this.#searchTexts[place] ?? '';
  }

  /** The instruction in lower case, to sort by. */
  sortText(place: number): string {
    return this.searchText(place).slice(0, this.#instructionLengths[place]);
  }

  /** A code unit of `sortText`, or −1 at its end and beyond. */
  sortUnit(place: number, depth: number): number {
    if (depth >= (this.#instructionLengths[place] ?? 0)) return -1;
    return this.searchText(place).charCodeAt(depth);
  }

  /** Highest ROUGE-L F, or NaN where none is known. */
  score(place: number): number {
    return this.#scores[place] ?? NaN;
  }

  /** Makes room up to a place, so that high ids can come first. */
  reserve(end: number): void {
    this.#grow(end);
    while (this.#searchTexts.length < end) {
      this.#searchTexts.push('');
      this.#instructions.push('');
    }
    this.#end = Math.max(this.#end, end);
  }

  put(task: Task): void {
    const place = placeOfId(task.id);
    if (task.isRemoved === true) {
      this.remove(place);
      return;
    }
    this.reserve(place + 1);
    if (!this.has(place)) this.#total += 1;
    const isEdited = task.human?.edit !== undefined;
    const hasVerdict = task.human?.verdict !== undefined;
    this.#flags[place] = present | (isEdited ? edited : 0) | (hasVerdict ? judged : 0);
    for (const [id, column] of this.#codes)
      column[place] = codeOf(id, dimensions[id].valueOf(task));
    this.#instances[place] = effectiveInstances(task).length;
    this.#scores[place] = scoreOf(task) ?? NaN;
    this.#putTexts(place, task);
  }

  #putTexts(place: number, task: Task): void {
    const instruction = effectiveInstruction(task);
    this.#instructions[place] = instruction;
    this.#searchTexts[place] = searchTextOf(task);
    // Not the instruction's own length: lower-casing can lengthen a text (İ).
    this.#instructionLengths[place] = instruction.toLowerCase().length;
  }

  remove(place: number): void {
    if (!this.has(place)) return;
    this.#total -= 1;
    this.#flags[place] = 0;
    this.#instructions[place] = '';
    this.#searchTexts[place] = '';
  }

  row(place: number): Omit<TaskRow, 'suspicions'> {
    const flags = this.#flags[place] ?? 0;
    const score = this.score(place);
    const type = this.#value('type', place);
    return {
      id: place + 1,
      origin: this.#value('origin', place) ?? 'machine',
      status: this.#value('status', place) ?? 'rejected',
      reason: this.#value('reason', place),
      isClassification: type === null || type === 'untyped' ? null : type === 'classification',
      instances: this.#instances[place] ?? 0,
      instruction: (this.#instructions[place] ?? '').slice(0, longestShown),
      score: Number.isNaN(score) ? null : score,
      isEdited: (flags & edited) !== 0,
      hasVerdict: (flags & judged) !== 0,
    };
  }

  #value<Id extends DimensionId>(id: Id, place: number): ReturnType<typeof valueAt<Id>> {
    return valueAt(id, this.codes(id)[place] ?? 0);
  }

  #grow(end: number): void {
    if (end <= this.#flags.length) return;
    const size = Math.max(end, this.#flags.length * 2);
    this.#flags = copyInto(new Uint8Array(size), this.#flags);
    this.#instances = copyInto(new Uint32Array(size), this.#instances);
    this.#scores = copyInto(new Float64Array(size), this.#scores);
    this.#instructionLengths = copyInto(new Uint32Array(size), this.#instructionLengths);
    for (const [id, column] of this.#codes) {
      this.#codes.set(id, copyInto(new Uint8Array(size), column));
    }
  }
}

function copyInto<Column extends Uint8Array | Uint32Array | Float64Array>(
  larger: Column,
  smaller: Column,
): Column {
  larger.set(smaller);
  return larger;
}
