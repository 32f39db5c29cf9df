import { describe, expect, it } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import type { Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { errandTokens } from '#core/pipeline/room-to-reason.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { createPromptModel, replyTo } from '#tests/support/prompt-model.ts';

const chat = (model: string): { connection: ModelConnection } => ({
  connection: { ...testConnection, model, api: 'chat' },
});

const cutBeforeAnswer = (call: ModelCall, text = ''): Outcome => ({
  kind: 'reply',
  text,
  finishReason: 'length',
  usage: { promptTokens: 900, completionTokens: call.decoding.maxTokens },
});

/** Answers steps 2 and 3 only where a reply may have so many tokens. */
const reasoner =
  (least: number, said = ''): Complete =>
  (call) =>
    Promise.resolve(
      call.step !== 'instruction' && call.decoding.maxTokens < least
        ? cutBeforeAnswer(call, said)
        : { ...replyTo(call), finishReason: 'stop' },
    );

const sizes = (project: MemoryProject, step: string): Set<number> =>
  new Set(
    [...project.requests.values()]
      .filter((request) => request.step === step)
      .map(({ decoding }) => decoding.maxTokens),
  );

it('an errand asks such a model with room too, and others as was set', () => {
  const { connection } = chat('deepseek-r1:8b');
  expect(errandTokens(300, connection)).toBe(4096);
  expect(errandTokens(8000, connection)).toBe(8000);
  expect(errandTokens(300, { ...connection, reasonsFirst: false })).toBe(300);
  expect(errandTokens(300, { ...connection, api: 'completions' })).toBe(300);
});

describe('A model that reasons first', () => {
  it('is asked with room for it from the first call, which is what its intent says', async () => {
    const project = new MemoryProject(modernRecipe, 12, chat('o4-mini'));
    const run = await project.drive(reasoner(1024));
    expect(run.funnel.classification).toBeGreaterThan(0);
    expect(run.funnel.typed).toBe(run.funnel.novel);
    expect(sizes(project, 'classification')).toEqual(new Set([1024]));
    expect(sizes(project, 'instance')).toEqual(new Set([4096]));
    expect(sizes(project, 'instruction')).toEqual(new Set([modernRecipe.instruction.maxTokens]));
  });

  it('is booked at that size where it tells no tokens, since so much was reserved', async () => {
    const booked = async (model: string): Promise<number> => {
      const project = new MemoryProject(modernRecipe, 4, chat(model));
      await project.drive((call) => {
        const { usage: _, ...untold } = { usage: null, ...replyTo(call) };
        return Promise.resolve(untold);
      });
      const typing = [...project.requests.values()].find((one) => one.step === 'classification');
      const attempts = [...project.attempts.values()];
      return attempts.find(({ requestId }) => requestId === typing?.id)?.booked.tokens ?? 0;
    };
    expect((await booked('o4-mini')) - (await booked('plain'))).toBe(1024 - 16);
  });

  it.each(['', '<think>\nThe task asks to sort'])(
    'is found out by a reply that is cut before its answer (%j), and asked again',
    async (said) => {
      const project = new MemoryProject(modernRecipe, 12, chat('house-model'));
      const run = await project.drive(reasoner(1024, said));
      expect(run.funnel.typed).toBe(run.funnel.novel);
      expect(run.funnel.classification).toBeGreaterThan(0);
      expect(run.funnel.losses['no-type']).toBeUndefined();
      expect(sizes(project, 'classification')).toEqual(new Set([16, 1024, 4096]));
      expect(await project.folded()).toEqual(project.tasks);
    },
  );

  it.each(['instruction', 'classification'] as const)(
    'is learnt from the first reply that tells it, here of step %s, remembered, and kept by the run',
    async (telling) => {
      const connection = { ...chat('house-model').connection, maxConcurrent: 1 };
      const project = new MemoryProject(modernRecipe, 6, { connection });
      const control = new RunControl();
      const run = await project.drive((call) => {
        const reply = replyTo(call);
        if (project.machineTasks.length > 3) control.pause();
        return Promise.resolve(
          call.step === telling && reply.kind === 'reply' ? { ...reply, hasReasoned: true } : reply,
        );
      }, control);
      expect(run.state).toBe('paused');
      expect(run.connection.reasonsFirst).toBe(true);
      expect(project.notes.reasoners).toEqual(['house-model']);
      expect((await project.drive(createPromptModel())).state).toBe('done');
      const first = telling === 'instruction' ? [] : [16];
      expect(sizes(project, 'classification')).toEqual(new Set([...first, 1024]));
    },
  );

  it('is believed to answer at once where a person said so', async () => {
    const connection = { ...chat('house-model').connection, reasonsFirst: false };
    const project = new MemoryProject(modernRecipe, 6, { connection });
    const run = await project.drive((call) =>
      Promise.resolve({ ...replyTo(call), hasReasoned: true } as const),
    );
    expect(run.connection.reasonsFirst).toBe(false);
    expect(sizes(project, 'classification')).toEqual(new Set([16]));
  });

  it('never has a task typed by replies without answer: they are counted, and the run ends', async () => {
    const project = new MemoryProject(modernRecipe, 8, chat('o4-mini'));
    const run = await project.drive(reasoner(Infinity));
    expect(run.state).toBe('done');
    expect(run.funnel.typed).toBe(0);
    expect(run.funnel.losses['no-type']).toBe(run.funnel.novel);
    expect(project.machineTasks.every((task) => task.isClassification === null)).toBe(true);
    expect(await project.folded()).toEqual(project.tasks);
  });

  it('leaves recorded replies of before as they were read: not classification', async () => {
    const project = new MemoryProject(modernRecipe, 4, chat('house-model'));
    await project.drive(reasoner(Infinity));
    for (const [id, { mustAnswer: _, ...request }] of project.requests) {
      project.requests.set(id, request);
    }
    const tasks = (await project.folded()).filter(({ status }) => status === 'accepted');
    expect(tasks.filter((task) => task.isClassification === null)).toEqual([]);
  });

  it('is not looked for where text is completed, which is asked as published', async () => {
    const project = new MemoryProject(modernRecipe, 4, { connection: testConnection });
    const run = await project.drive(reasoner(1024));
    expect(run.funnel).toMatchObject({ typed: run.funnel.novel, classification: 0 });
    expect(sizes(project, 'classification')).toEqual(new Set([16]));
  });
});
