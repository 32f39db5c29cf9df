import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexSettings } from '#core/fold/index-settings.ts';
import { PoolIndex } from '#core/fold/pool-index.ts';
import type { MeaningRule } from '#core/model/recipe.ts';
import { screenNovelty } from '#core/pipeline/screen-novelty.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { rougeL } from '#core/rouge/rouge-l.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { tokenise } from '#core/rouge/tokenise.ts';
import { makeTask } from '#tests/support/stored-project.ts';
import { nearness, preparedMeaning, WordMeaning } from '#tests/support/word-meaning.ts';

const rule = (threshold: number): MeaningRule => ({ threshold, space: { kind: 'lexical' } });

async function setUp(members: readonly string[], { threshold = 0.6, rouge = 0.7 } = {}) {
  const pool = new TaskPool(
    members.map((instruction, place) => makeTask({ id: place + 1, instruction })),
  );
  const similarity = new PoolIndex(createSimilarityService(), pool);
  const recipe = { ...modernRecipe, similarity: { ...modernRecipe.similarity, threshold: rouge } };
  await similarity.prepare(indexSettings({ recipe }));
  const api = new WordMeaning();
  const meaning = await preparedMeaning(rule(threshold), api, pool, recipe);
  return { pool, api, similarity, meaning };
}

const itemsOf = (texts: readonly string[], from: number) =>
  texts.map((text, place) => ({ id: from + place, text }));

/** Word by word, one item after the other: what screening must come to. */
function plainly(members: readonly string[], texts: readonly string[], threshold: number) {
  const pool = [...members];
  return texts.map((text) => {
    const tokens = tokenise(text, 'unicode');
    const isLike = pool.some((other) => rougeL(tokenise(other, 'unicode'), tokens).fmeasure > 0.7);
    if (isLike) return 'too-similar';
    if (pool.some((other) => nearness(text, other) > threshold)) return 'too-similar-meaning';
    pool.push(text);
    return 'novel';
  });
}

describe('the two novelty filters', () => {
  it('reject what ROUGE-L passes, with the member that it is too near to', async () => {
    const { similarity, meaning } = await setUp(['write a poem about rain in spring']);
    const items = itemsOf(['about spring rain write in a poem', 'count the sheep'], 2);
    const screened = await screenNovelty(items, { similarity, meaning });
    if (!screened.ok) throw new Error(screened.error.message);
    expect(screened.value.verdicts.get(2)).toEqual({
      novel: false,
      rejection: { reason: 'too-similar-meaning', culprit: 1, score: 1, by: 'words' },
    });
    expect(screened.value.verdicts.get(3)?.novel).toBe(true);
    expect(screened.value.scores.map(({ id, nearest }) => [id, nearest?.score])).toEqual([
      [2, 1],
      [3, 0],
    ]);
  });

  it('let only what passes both count for the items after it', async () => {
    const { similarity, meaning } = await setUp(['write a poem about rain in spring']);
    const near = 'about spring rain write in a poem';
    // Like the first item by ROUGE-L, but that one is no member; far enough from the member itself.
    const third = 'about spring rain write in a letter to the old mayor of town';
    const items = itemsOf([near, `${near} now`, third, `${third} too`], 2);
    const screened = await screenNovelty(items, { similarity, meaning });
    if (!screened.ok) throw new Error(screened.error.message);
    const reasons = items.map(({ id }) => {
      const verdict = screened.value.verdicts.get(id);
      return verdict?.novel === false ? verdict.rejection : 'novel';
    });
    expect(reasons).toMatchObject([
      { reason: 'too-similar-meaning', culprit: 1 },
      { reason: 'too-similar-meaning', culprit: 1 },
      'novel',
      { reason: 'too-similar', culprit: 4 },
    ]);
  });

  it('leave the index as it was where nothing can be compared', async () => {
    const { api, similarity, meaning } = await setUp(['write a poem about rain']);
    api.comparisonsLeft = 0;
    const items = itemsOf(['count the sheep on the hill'], 2);
    expect(await screenNovelty(items, { similarity, meaning })).toEqual({
      ok: false,
      error: { kind: 'lost', message: 'The model is gone.' },
    });
    api.comparisonsLeft = Infinity;
    const again = await screenNovelty(items, { similarity, meaning });
    expect(again.ok && again.value.verdicts.get(2)).toMatchObject({ novel: true });
  });

  it('come to what screening one item after the other comes to', async () => {
    const word = fc.constantFrom(...'write poem rain spring list sheep hill tell'.split(' '));
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.array(text, { maxLength: 8 }),
        fc.constantFrom(0, 0.4, 0.5, 0.8, 1),
        async (members, texts, threshold) => {
          const { similarity, meaning } = await setUp(members, { threshold });
          const items = itemsOf(texts, members.length + 1);
          const screened = await screenNovelty(items, { similarity, meaning });
          if (!screened.ok) throw new Error(screened.error.message);
          const { verdicts } = screened.value;
          const reasons = items.map(({ id }) => {
            const verdict = verdicts.get(id);
            return verdict?.novel === false ? verdict.rejection.reason : 'novel';
          });
          expect(reasons).toEqual(plainly(members, texts, threshold));
        },
      ),
      { numRuns: 300 },
    );
  });
});
