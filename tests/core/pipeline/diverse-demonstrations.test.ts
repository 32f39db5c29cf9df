import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexicalEmbedding, lexicalDimension } from '#core/embedding/lexical-embedding.ts';
import { dot } from '#core/embedding/vector-rows.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Task } from '#core/model/task.ts';
import { chooseDiverse } from '#core/pipeline/diverse-demonstrations.ts';
import { draftProposals } from '#core/pipeline/draft-request.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';
import { linesOfData } from '#tests/support/data-files.ts';
import { MemoryProject } from '#tests/support/memory-project.ts';
import { createPromptModel } from '#tests/support/prompt-model.ts';
import { describeWithData } from '#tests/support/real-data.ts';
import { makeTask } from '#tests/support/stored-project.ts';

const tasksOf = (texts: readonly string[], from = 1): Task[] =>
  texts.map((instruction, place) => makeTask({ id: from + place, instruction }));

const diverse = (recipe: Recipe): Recipe => ({
  ...recipe,
  demonstrations: { ...recipe.demonstrations, choice: 'diverse' },
});

describe('demonstrations that are unlike each other', () => {
  it('are as many as asked for of each kind, none of them twice, and the same every time', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const kind = fc.record({ texts: fc.array(text, { maxLength: 30 }), count: fc.nat(8) });
    fc.assert(
      fc.property(kind, kind, fc.nat(), (first, second, seed) => {
        const choices = [
          { from: tasksOf(first.texts), count: first.count },
          { from: tasksOf(second.texts, 1000), count: second.count },
        ];
        const chosen = chooseDiverse(choices, keyedRandom(seed, 'test', 0));
        const ids = chosen.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const isFirst = (id: number): boolean => id < 1000;
        expect(ids.filter(isFirst)).toHaveLength(Math.min(first.count, first.texts.length));
        expect(ids.length).toBe(
          Math.min(first.count, first.texts.length) + Math.min(second.count, second.texts.length),
        );
        expect(chooseDiverse(choices, keyedRandom(seed, 'test', 0))).toEqual(chosen);
      }),
    );
  });

  it('leave out what says the same again', () => {
    const texts = ['Write a poem about rain', 'Write a poem about the rain', 'Count the sheep'];
    for (let seed = 0; seed < 20; seed += 1) {
      const random = keyedRandom(seed, 'test', 0);
      const chosen = chooseDiverse([{ from: tasksOf(texts), count: 2 }], random);
      expect(chosen.map(({ id }) => id)).toContain(3);
    }
  });

  it('make prompts that follow from the pool and the seed of chance', async () => {
    for (const recipe of [modernRecipe, alpacaRecipe]) {
      const project = new MemoryProject(diverse(recipe), 8);
      const run = await project.drive(createPromptModel());
      expect(run.state).toBe('done');
      const pool = new TaskPool(project.tasks);
      const prompts = [0, 1].map((index) => draftProposals(run, pool, { index, round: 0 }).prompt);
      expect(
        draftProposals(run, new TaskPool(project.tasks), { index: 0, round: 0 }).prompt,
      ).toEqual(prompts[0]);
      expect(prompts[1]).not.toEqual(prompts[0]);
      expect(await project.folded()).toEqual(project.tasks);
    }
  });
});

describeWithData('demonstrations out of a real pool', ['alpaca_52k.jsonl.gz'], (pathOf) => {
  it('are less alike than those drawn by chance', () => {
    const texts = linesOfData(pathOf('alpaca_52k.jsonl.gz'))
      .slice(0, 500)
      .map((line) => String((JSON.parse(line) as { instruction: unknown }).instruction));
    const tasks = tasksOf(texts);
    const embedding = LexicalEmbedding.fit(texts);
    const vectors = new Float32Array(texts.length * lexicalDimension);
    texts.forEach((text, row) => embedding.embed(text, vectors, row * lexicalDimension));
    const alike = (shown: readonly Task[]): number => {
      let sum = 0;
      for (const one of shown) {
        for (const other of shown) {
          if (one.id >= other.id) continue;
          const [a, b] = [one.id - 1, other.id - 1];
          sum += dot(
            vectors,
            a * lexicalDimension,
            vectors,
            b * lexicalDimension,
            lexicalDimension,
          );
        }
      }
      return sum / ((shown.length * (shown.length - 1)) / 2);
    };
    let chosen = 0;
    let drawn = 0;
    const seen = new Set<number>();
    for (let index = 0; index < 50; index += 1) {
      const random = keyedRandom(1, 'test', index);
      const shown = chooseDiverse([{ from: tasks, count: 8 }], random);
      for (const { id } of shown) seen.add(id);
      chosen += alike(shown);
      drawn += alike(sampleWithoutReplacement(tasks, 8, random));
    }
    expect(chosen).toBeLessThan(drawn / 2);
    // Not the same odd ones every time: 400 places went to many different tasks.
    expect(seen.size).toBeGreaterThan(150);
  });
});
