import { expect, test } from 'vitest';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { planOf } from '#tests/support/errand-steps.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

// What a person does while a run is being made ready: that takes seconds where much is open.

const plan = {
  recipe: modernRecipe,
  connection: { ...testConnection, maxConcurrent: 2 },
  target: 40,
  seed: 1,
};

/** A service whose models are made ready only when `open` is called. */
function serviceWithSlowStart() {
  let calls = 0;
  let open = (): void => undefined;
  let isOpen = Promise.resolve();
  const complete = (call: ModelCall): Promise<Outcome> => {
    calls += 1;
    return new Promise((resolve) => setTimeout(() => resolve(replyTo(call)), 1));
  };
  const service = createTestService({
    complete,
    createModel: async () => {
      await isOpen;
      return complete;
    },
  });
  return {
    ...service,
    calls: () => calls,
    shut: () => {
      isOpen = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
  };
}

async function pausedRun() {
  const slow = serviceWithSlowStart();
  const projectId = await openSeeded(slow);
  await slow.service.startRun({ ...plan, caps: { requests: 1000 } }, null);
  await slow.service.pauseRun();
  await untilState(slow, 'paused');
  slow.shut();
  return { ...slow, projectId, before: slow.calls() };
}

test.each([
  ['pauseRun', 'paused'],
  ['stopRun', 'stopped'],
] as const)('%s holds while a run gets ready: not one more call', async (verb, state) => {
  const slow = await pausedRun();
  const resuming = slow.service.resumeRun(null);
  await untilState(slow, 'running');
  const answer = slow.service[verb]();
  slow.open();
  expect(await answer).toMatchObject({ ok: true });
  await resuming;
  await untilState(slow, state);
  expect(slow.calls()).toBe(slow.before);
});

test('caps set while a run gets ready hold for it', async () => {
  const slow = await pausedRun();
  const { spent } = (await slow.service.snapshot()).run ?? {};
  const requests = (spent?.requests ?? NaN) + 3;
  const resuming = slow.service.resumeRun(null);
  await untilState(slow, 'running');
  const answer = slow.service.setCaps({ requests });
  slow.open();
  expect(await answer).toMatchObject({ ok: true });
  await resuming;
  await untilState(slow, 'capped');
  const { run } = await slow.service.snapshot();
  expect(run).toMatchObject({ caps: { requests }, spent: { requests } });
});

test('a project can be closed while its run gets ready', async () => {
  const slow = await pausedRun();
  const resuming = slow.service.resumeRun(null);
  await untilState(slow, 'running');
  const closing = slow.service.close();
  slow.open();
  await closing;
  expect(await resuming).toMatchObject({ ok: true });
  expect(slow.calls()).toBe(slow.before);
});

test('going on twice at once drives the run once', async () => {
  const slow = await pausedRun();
  const both = [slow.service.resumeRun(null), slow.service.resumeRun(null)];
  slow.open();
  const answers = await Promise.all(both);
  expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
  expect(answers[1]).toMatchObject({ error: { kind: 'busy' } });
  await untilState(slow, 'done');
});

test('starting twice at once starts one run', async () => {
  const slow = serviceWithSlowStart();
  const projectId = await openSeeded(slow);
  const small = { ...plan, target: 5 };
  const answers = await Promise.all([
    slow.service.startRun(small, null),
    slow.service.startRun(small, null),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  await untilState(slow, 'done');
  const { sources } = await storedProject(projectId);
  expect(sources.entries.filter(({ kind }) => kind === 'run-started')).toHaveLength(1);
});

test('a stop holds while a model gets ready to be asked about tasks', async () => {
  const slow = serviceWithSlowStart();
  await openSeeded(slow);
  slow.shut();
  const starting = slow.service.startErrand(planOf('judge', 10), null);
  await expect.poll(async () => (await slow.service.snapshot()).errand?.state).toBe('running');
  const stopping = slow.service.stopErrand();
  slow.open();
  expect(await stopping).toMatchObject({ ok: true });
  await starting;
  expect((await slow.service.snapshot()).errand?.state).toBe('stopped');
  expect(slow.calls()).toBe(0);
});

test('a replay is not undone beneath a run that goes on', async () => {
  const slow = serviceWithSlowStart();
  await openSeeded(slow);
  await slow.service.startRun({ ...plan, target: 5 }, null);
  await untilState(slow, 'done');
  const { similarity } = modernRecipe;
  await slow.service.replay({ ...modernRecipe, similarity: { ...similarity, threshold: 0.9 } });
  slow.shut();
  const raising = slow.service.raiseTarget(30, null);
  await untilState(slow, 'running');
  expect(await slow.service.undo()).toMatchObject({ ok: false, error: { kind: 'busy' } });
  slow.open();
  await raising;
  await untilState(slow, 'done');
});
