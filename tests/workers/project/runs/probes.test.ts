import { describe, expect, it } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import type { LearntModel } from '#core/providers/learnt-model.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { planOf, untilErrand } from '#tests/support/errand-steps.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { memoryIn } from '#tests/support/model-memory.ts';
import { createTestService, openSeeded, type TestService } from '#tests/support/open-service.ts';
import { isProbe, replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

/** A server of which nothing is known. */
const connection = { ...testConnection, api: 'chat', maxConcurrent: 1 } as const;
const plan: RunPlan = { recipe: modernRecipe, connection, target: 4, seed: 1 };

/** A browser with a memory, a model that reasons first, and what was asked of it. */
function setUp(noted: Map<string, LearntModel> = new Map()): {
  test: TestService;
  asked: ModelCall[];
  noted: Map<string, LearntModel>;
} {
  const asked: ModelCall[] = [];
  const complete = (call: ModelCall): Promise<Outcome> => {
    asked.push(call);
    return Promise.resolve({ ...replyTo(call), hasReasoned: true } as const);
  };
  return { test: createTestService({ complete, memory: memoryIn(noted) }), asked, noted };
}

const probes = (asked: readonly ModelCall[]): number => asked.filter(isProbe).length;

describe('A run by a model of which nothing is known', () => {
  it('begins with a short question, stores what that took, and no later run asks again', async () => {
    const { test, asked, noted } = setUp();
    const id = await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    expect(asked.map(isProbe).indexOf(true)).toBe(0);
    expect(noted.get('scripted')).toEqual({ refused: [], isProbed: true, reasonsFirst: true });
    const [first] = (await storedProject(id)).sources.runs;
    expect(first).toMatchObject({
      connection: { reasonsFirst: true, maxConcurrent: 1 },
      calls: { sent: asked.length },
      probes: [{ tries: 1, isOver: true, outcome: { kind: 'reply' } }],
    });

    await test.service.startRun({ ...plan, seed: 2 }, null);
    await untilState(test, 'done');
    expect(probes(asked)).toBe(1);
    const second = (await storedProject(id)).sources.runs.at(-1);
    expect(second).toMatchObject({ connection: { reasonsFirst: true }, probes: [] });
  });

  it('asks nothing where the table knows the server, or the model is the practice one', async () => {
    const { test, asked } = setUp();
    await openSeeded(test);
    await test.service.startRun({ ...plan, connection: { ...connection, preset: 'vllm' } }, null);
    await untilState(test, 'done');
    const practice = { ...connection, provider: 'practice', baseUrl: '' } as const;
    await test.service.startRun({ ...plan, connection: practice, seed: 2 }, null);
    await untilState(test, 'done');
    expect(asked.length).toBeGreaterThan(6);
    expect(probes(asked)).toBe(0);
  });

  it('is no other for an errand, which gives such a model room once it is known', async () => {
    const { test, asked, noted } = setUp();
    await openSeeded(test);
    await test.service.startErrand({ ...planOf('judge', 5), connection }, null);
    await untilErrand(test, 'done');
    expect(asked.map(isProbe)).toEqual([true, ...Array.from({ length: 5 }, () => false)]);
    expect(asked.slice(1).every(({ decoding }) => decoding.maxTokens >= 4096)).toBe(true);
    expect(noted.get('scripted')).toMatchObject({ isProbed: true });
    expect((await test.service.snapshot()).errand).toMatchObject({ calls: { sent: 6 } });
  });
});

it('a trial of an errand asks once more after a refusal that is mended', async () => {
  const refusal = { kind: 'refused-parameter', message: 'No.', isMended: true } as const;
  const asked: ModelCall[] = [];
  const test = createTestService({
    complete: (call) => {
      asked.push(call);
      const isFirst = asked.length === 1;
      return Promise.resolve(isFirst ? { kind: 'failure', failure: refusal } : replyTo(call));
    },
  });
  await openSeeded(test);
  const trial = await test.service.tryErrand({ ...planOf('judge', 5), connection }, null);
  expect(trial).toMatchObject({ ok: true, value: { outcome: { kind: 'reply' } } });
  expect(asked.map(({ schema }) => schema?.name)).toEqual(['judgement', 'judgement']);
});

it('a trial of an errand gives a model room that is remembered to reason first, as the errand does', async () => {
  const { test, asked } = setUp(
    new Map([['scripted', { refused: [], isProbed: true, reasonsFirst: true }]]),
  );
  await openSeeded(test);
  const short = planOf('judge', 1, { connection });
  const errand = { ...short, decoding: { ...short.decoding, maxTokens: 300 } };
  await test.service.tryErrand(errand, null);
  await test.service.startErrand(errand, null);
  await untilErrand(test, 'done');
  expect(asked.map(({ decoding }) => decoding.maxTokens)).toEqual([4096, 4096]);
});
