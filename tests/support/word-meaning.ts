import type { ComparedTexts, MeaningApi, MeaningFailure } from '#core/contracts/meaning-api.ts';
import { nearestOf } from '#core/pipeline/screen-novelty.ts';
import { MeaningIndex } from '#core/fold/meaning-index.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { MeaningRule, Recipe } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';

const lost: MeaningFailure = { kind: 'lost', message: 'The model is gone.' };

/** Embeddings as plain as can be: the share of words that two texts have in common. */
export class WordMeaning implements MeaningApi {
  readonly members = new Map<TaskId, string>();
  /** Comparisons still to succeed before the model is gone. */
  comparisonsLeft = Infinity;
  compared = 0;

  reset(): Promise<Result<null, MeaningFailure>> {
    this.members.clear();
    return Promise.resolve(success(null));
  }

  append(items: readonly { id: TaskId; text: string }[]): Promise<Result<null, MeaningFailure>> {
    for (const { id, text } of items) this.members.set(id, text);
    return Promise.resolve(success(null));
  }

  remove(ids: readonly TaskId[]): Promise<Result<null, MeaningFailure>> {
    for (const id of ids) this.members.delete(id);
    return Promise.resolve(success(null));
  }

  compare(texts: readonly string[]): Promise<Result<ComparedTexts, MeaningFailure>> {
    this.compared += 1;
    this.comparisonsLeft -= 1;
    if (this.comparisonsLeft < 0) return Promise.resolve(failure(lost));
    const nearest = texts.map((text) =>
      nearestOf([...this.members].map(([id, other]) => ({ id, score: nearness(text, other) }))),
    );
    const pairs = texts.map((text, place) =>
      texts.slice(0, place).map((other) => nearness(text, other)),
    );
    return Promise.resolve(success({ nearest, pairs }));
  }
}

/** The index of a pool over an API, ready to screen. */
export async function preparedMeaning(
  rule: MeaningRule,
  api: MeaningApi,
  pool: TaskPool,
  recipe: Pick<Recipe, 'classificationOnly'>,
): Promise<MeaningIndex> {
  const index = new MeaningIndex(rule, api, pool, recipe);
  for await (const step of index.prepare(() => true)) {
    if (!step.ok) throw new Error(step.error.message);
  }
  return index;
}

/** Dice's coefficient of two texts' words: 0 nothing, 1 the same. */
export function nearness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

const wordsOf = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** For runs whose recipes have no filter by embeddings. */
export const noMeaning = {
  meaningOf: (): never => {
    throw new Error('nothing may be embedded here');
  },
};
