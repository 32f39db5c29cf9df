import type { Rejection, Task } from '#core/model/task.ts';
import { numbers } from '#tests/bench/similarity/perturbed.ts';

/** A row of the published file, as its lines have it. */
export interface PublishedRow {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

// So many tasks a run: the bench accepts all of one run.
export const tasksPerRun = 100_000;
const copiedWords = 0.5;

/**
 * Tasks made from published rows: first those themselves, then copies in turn, in which each word of
 * each field is replaced with probability 1/2 by one drawn from all words of that field, so that
 * words stay as frequent and texts as long as they are. Three in ten are rejected, for four reasons;
 * all have a score and a nearest task; one in five is classification. The same for every run.
 */
export class TaskMaker {
  readonly #rows: readonly PublishedRow[];
  readonly #random = numbers(1);
  readonly #words: Readonly<Record<keyof PublishedRow, readonly string[]>>;

  constructor(rows: readonly PublishedRow[]) {
    this.#rows = rows;
    const wordsOf = (field: keyof PublishedRow): string[] =>
      rows.flatMap((row) => row[field].split(' ').filter((word) => word !== ''));
    this.#words = {
      instruction: wordsOf('instruction'),
      input: wordsOf('input'),
      output: wordsOf('output'),
    };
  }

  /** The task with an id; ids must be asked for in order. */
  make(id: number): Task {
    const row = this.#rows[(id - 1) % this.#rows.length] ?? {
      instruction: '',
      input: '',
      output: '',
    };
    const isOriginal = id <= this.#rows.length;
    const text = (field: keyof PublishedRow): string =>
      isOriginal ? row[field] : this.#perturb(row[field], field);
    const rejection = this.#rejection(id);
    return {
      id,
      origin: 'machine',
      status: rejection === null ? 'accepted' : 'rejected',
      stage: 'instanced',
      ...(rejection !== null && { rejection }),
      instruction: text('instruction'),
      isClassification: id % 5 === 0,
      instances: [{ input: text('input'), output: text('output') }],
      novelty: {
        max: this.#score(0, 0.7),
        mean: 0.1,
        nearest: [{ id: this.#earlier(id), score: 0.5 }],
      },
      provenance: { runId: Math.ceil(id / tasksPerRun), requestId: 1, item: id },
      createdAt: 1_767_225_600_000 + id * 1000,
    };
  }

  #perturb(text: string, field: keyof PublishedRow): string {
    const words = this.#words[field];
    return text
      .split(' ')
      .map((word) =>
        this.#random() < copiedWords
          ? word
          : (words[Math.floor(this.#random() * words.length)] ?? word),
      )
      .join(' ');
  }

  #rejection(id: number): Rejection | null {
    const kind = Math.floor(this.#random() * 20);
    if (kind < 3)
      return { reason: 'too-similar', culprit: this.#earlier(id), score: this.#score(0.7, 1) };
    if (kind === 3) return { reason: 'too-short', words: 2, least: 4 };
    if (kind === 4) return { reason: 'banned-word', word: 'map' };
    return kind === 5 ? { reason: 'starts-badly', character: '!' } : null;
  }

  #earlier(id: number): number {
    return 1 + Math.floor(this.#random() * (id - 1));
  }

  /** A fraction with a denominator such as ROUGE-L has. */
  #score(least: number, most: number): number {
    return Math.round((least + this.#random() * (most - least)) * 40) / 40;
  }
}
