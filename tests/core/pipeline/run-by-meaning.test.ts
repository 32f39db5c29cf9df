import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEntries } from '#core/fold/fold-entries.ts';
import { nextIds } from '#core/fold/item-ids.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Task } from '#core/model/task.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { Crash, MemoryProject } from '#tests/support/memory-project.ts';
import { createPromptModel } from '#tests/support/prompt-model.ts';
import { nearness, WordMeaning } from '#tests/support/word-meaning.ts';

const withRule = (recipe: Recipe, threshold: number): Recipe => ({
  ...recipe,
  similarity: { ...recipe.similarity, semantic: { threshold, space: { kind: 'lexical' } } },
});

const project = (threshold: number, target = 20, recipe: Recipe = modernRecipe) => {
  const meaning = new WordMeaning();
  return { meaning, project: new MemoryProject(withRule(recipe, threshold), target, { meaning }) };
};

const tooNear = (tasks: readonly Task[]) =>
  tasks.flatMap(({ rejection }) =>
    rejection?.reason === 'too-similar-meaning' ? [rejection] : [],
  );

/** What the log's replies give under another threshold, with no model at all. */
async function replayedAt(memory: MemoryProject, threshold: number) {
  const sources = {
    entries: memory.log,
    runs: [memory.run],
    requests: memory.requests,
    attempts: memory.attempts,
    imports: new Map(),
    guards: [],
  };
  const recipes = new Map([[1, withRule(memory.run.recipe, threshold)]]);
  return foldEntries(sources, memory.log, recipes, createSimilarityService(), nextIds);
}

describe('a run that filters by embeddings', () => {
  it('keeps members apart, names culprits and counts them in the funnel', async () => {
    const { project: memory } = project(0.6);
    const run = await memory.drive(createPromptModel());
    const rejected = tooNear(memory.tasks);
    expect(run.state).toBe('done');
    expect(rejected.length).toBeGreaterThan(0);
    expect(run.funnel.losses['too-similar-meaning']).toBe(rejected.length);
    const members = memory.tasks.filter(isInPool);
    for (const [place, one] of members.entries()) {
      if (one.origin !== 'machine') continue;
      for (const other of members.slice(0, place)) {
        expect(nearness(one.instruction, other.instruction)).toBeLessThanOrEqual(0.6);
      }
    }
    for (const { culprit } of rejected) {
      expect(memory.tasks.find(({ id }) => id === culprit)?.status).toBe('accepted');
    }
  });

  it('waits, and loses nothing, while the model is not there', async () => {
    const { meaning, project: memory } = project(0.6);
    meaning.comparisonsLeft = 2;
    const waiting = await memory.drive(createPromptModel());
    expect(waiting).toMatchObject({
      state: 'waiting-for-model',
      failure: { kind: 'embedding', message: 'The model is gone.' },
    });
    expect(memory.attempts.size).toBeGreaterThan(2);
    expect(await memory.folded()).toEqual(memory.tasks);
    meaning.comparisonsLeft = Infinity;
    const asked = memory.attempts.size;
    const run = await memory.drive(createPromptModel());
    expect(run.state).toBe('done');
    expect(await memory.folded()).toEqual(memory.tasks);
    const paid = [...memory.attempts.values()].slice(0, asked).map(({ requestId }) => requestId);
    const applied = memory.log.flatMap((entry) =>
      entry.kind === 'applied' ? [entry.requestId] : [],
    );
    expect(applied).toEqual(expect.arrayContaining(paid));
  });

  it('follows from its log alone, through crashes and whenever the model goes', async () => {
    const session = fc.record({
      commitsLeft: fc.option(fc.integer({ min: 0, max: 25 }), { nil: Infinity }),
      comparisonsLeft: fc.option(fc.integer({ min: 0, max: 6 }), { nil: Infinity }),
    });
    const recipes = { modern: modernRecipe, paper: paperRecipe, alpaca: alpacaRecipe };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('modern' as const, 'paper' as const, 'alpaca' as const),
        fc.constantFrom(0.3, 0.5, 0.7),
        fc.array(session, { maxLength: 3 }),
        async (name, threshold, sessions) => {
          const { meaning, project: memory } = project(threshold, 6, recipes[name]);
          for (const plan of sessions) {
            memory.commitsLeft = plan.commitsLeft;
            meaning.comparisonsLeft = plan.comparisonsLeft;
            try {
              await memory.drive(createPromptModel());
            } catch (error) {
              if (!(error instanceof Crash)) throw error;
            }
            expect(await memory.folded()).toEqual(memory.tasks);
          }
          memory.commitsLeft = Infinity;
          meaning.comparisonsLeft = Infinity;
          await memory.drive(createPromptModel());
          expect(await memory.folded()).toEqual(memory.tasks);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe('its replies read again', () => {
  it('under a higher threshold let in what was between the two, by the recorded scores', async () => {
    const { project: memory } = project(0.6);
    await memory.drive(createPromptModel());
    const folded = await replayedAt(memory, 1);
    expect(tooNear(folded.pool.tasks)).toEqual([]);
    expect(folded.unknown).toBe(0);
    expect(folded.pool.tasks.filter(isInPool).length).toBeGreaterThan(
      memory.tasks.filter(isInPool).length,
    );
  });

  it('under a lower one reject by the scores of what was accepted', async () => {
    const { project: memory } = project(0.7);
    await memory.drive(createPromptModel());
    const folded = await replayedAt(memory, 0.6);
    const rejected = tooNear(folded.pool.tasks);
    expect(rejected.length).toBeGreaterThan(tooNear(memory.tasks).length);
    for (const { culprit, score } of rejected) {
      expect(score).toBeGreaterThan(0.6);
      expect(folded.pool.get(culprit)?.status).toBe('accepted');
    }
  });

  it('tell of how many items nothing is recorded', async () => {
    const memory = new MemoryProject(modernRecipe, 10);
    await memory.drive(createPromptModel());
    const folded = await replayedAt(memory, 0.5);
    const novel = memory.machineTasks.filter(({ novelty }) => novelty !== undefined);
    expect(folded.unknown).toBe(novel.length);
    expect(folded.pool.tasks.map(({ status }) => status)).toEqual(
      memory.tasks.map(({ status }) => status),
    );
  });
});
