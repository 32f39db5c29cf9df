import type { TaskRow } from '#core/contracts/pool-api.ts';
import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { dimensionIds, dimensions, valueIn, type DimensionId } from '#core/review/dimensions.ts';
import { measureIds, measures, type MeasureId } from '#core/review/measures.ts';
import { nearestOf } from '#core/review/task-facts.ts';
import { bytes, doubles, GrowingColumn, words32 } from './growing-column.ts';
import { TextArena } from './text-arena.ts';
import { ValueColumn } from './value-column.ts';
import { ValueProfiles } from './value-profiles.ts';

// A row shows one line; longer texts would only make its way to the page longer.
const longestShown = 300;
const absent = 0;
const present = 1;

/** A task's place in the columns: ids count from 1 and are never used again. */
export const placeOfId = (id: number): number => id - 1;

/**
 * What filters, orders and rows need of every task, a column each and no object a task: a million
 * tasks must fit. Places are task ids less one; a place can be empty.
 */
export class TaskColumns {
  readonly texts = new TextArena();
  readonly profiles = new ValueProfiles(dimensionIds.length);
  #end = 0;
  #total = 0;
  #version = 0;
  readonly #isThere = new GrowingColumn(bytes);
  /** Id of the nearest task or the culprit; 0 where there is none. */
  readonly #nearest = new GrowingColumn(words32);
  readonly #values: Readonly<Record<DimensionId, ValueColumn>>;
  readonly #measures: Readonly<Record<MeasureId, GrowingColumn<Float64Array>>>;

  constructor() {
    this.#values = byName(dimensionIds, (id) => new ValueColumn(dimensions[id]));
    this.#measures = byName(measureIds, () => new GrowingColumn(doubles));
  }

  /** One past the last place in use. */
  get end(): number {
    return this.#end;
  }

  /** How many tasks there are. */
  get total(): number {
    return this.#total;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** 1 for each place with a task; `end` long at least, like all columns given out. */
  get presence(): Uint8Array {
    return this.#isThere.values;
  }

  get nearest(): Uint32Array {
    return this.#nearest.values;
  }

  has(place: number): boolean {
    return this.#isThere.at(place) === present;
  }

  values(id: DimensionId): ValueColumn {
    return this.#values[id];
  }

  /** NaN where a task has none. */
  measure(id: MeasureId): Float64Array {
    return this.#measures[id].values;
  }

  /** Makes room up to a place, so that high ids can come first. */
  reserve(end: number): void {
    const columns = [this.#isThere, this.#nearest, this.texts, this.profiles];
    for (const column of columns) column.reserve(end);
    for (const id of dimensionIds) this.#values[id].reserve(end);
    for (const id of measureIds) this.#measures[id].reserve(end);
    this.#end = Math.max(this.#end, end);
  }

  /** Takes a task as it now is; true where its text is another one. */
  put(task: Task): boolean {
    const place = placeOfId(task.id);
    if (task.isRemoved === true) return this.remove(place);
    this.reserve(place + 1);
    this.#version += 1;
    const isNew = !this.has(place);
    if (isNew) this.#total += 1;
    this.#isThere.put(place, present);
    this.#nearest.put(place, nearestOf(task) ?? 0);
    const codes = dimensionIds.map((id) => this.#values[id].put(place, task));
    this.profiles.put(place, codes);
    for (const id of measureIds) {
      this.#measures[id].put(place, measures[id].valueOf(task) ?? NaN);
    }
    return this.texts.put(place, fieldsOf(task)) || isNew;
  }

  /** Takes a task away; true where there was one. */
  remove(place: number): boolean {
    if (!this.has(place)) return false;
    this.#version += 1;
    this.#total -= 1;
    this.#isThere.put(place, absent);
    this.texts.remove(place);
    return true;
  }

  row(place: number): Omit<TaskRow, 'suspicions'> {
    const value = <Id extends DimensionId>(id: Id) =>
      valueIn(id, this.#values[id].at(place)[0] ?? '');
    const measure = (id: MeasureId): number => this.#measures[id].at(place);
    const type = value('type');
    const [score, judge, nearest] = [measure('score'), measure('judge'), this.#nearest.at(place)];
    const [run, verdict, rating] = [value('run'), value('verdict'), value('rating')];
    return {
      id: place + 1,
      origin: value('origin') ?? 'machine',
      status: value('status') ?? 'rejected',
      reason: value('reason'),
      isClassification: type === null || type === 'untyped' ? null : type === 'classification',
      instances: measure('instances'),
      instruction: this.texts.firstField(place, longestShown),
      instructionWords: measure('instructionWords'),
      inputWords: measure('inputWords'),
      outputWords: measure('outputWords'),
      score: Number.isNaN(score) ? null : score,
      nearest: nearest === 0 ? null : nearest,
      runId: run === null ? null : Number(run),
      createdAt: measure('created'),
      isEdited: value('edited') === 'edited',
      judge: Number.isNaN(judge) ? null : judge,
      verdict: verdict === 'none' ? null : verdict,
      rating: rating === null || rating === 'none' ? null : Number(rating),
      tags: this.#values.tag.at(place),
      isFlagged: value('flag') === 'flagged',
    };
  }
}

/** What a task is searched by, each in a field of its own; the instruction first. */
const fieldsOf = (task: Task): readonly string[] => [
  effectiveInstruction(task),
  ...effectiveInstances(task).flatMap(({ input, output }) => [input, output]),
];

function byName<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
