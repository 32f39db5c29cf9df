import { expect, test } from 'vitest';
import type { Complete } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { ErrandRepository } from '#data/errand-repository.ts';
import { planOf, untilErrand } from '#tests/support/errand-steps.ts';
import { holdOnce } from '#tests/support/failing-commits.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import { numberedTasks } from '#tests/support/open-review.ts';
import {
  anyPort,
  createTestService,
  importTasks,
  openNewProject,
  type TestService,
} from '#tests/support/open-service.ts';
import { isProbe, replyTo } from '#tests/support/prompt-model.ts';
import { expectRebuilt, storedErrands } from '#tests/support/stored-errands.ts';
import { untilState } from '#tests/support/stored-sources.ts';

/** A judge that can read the third task of five only later. */
class MoodyJudge {
  mood = 'Hm.';
  asked = 0;

  readonly complete: Complete = (call) => {
    if (!isProbe(call)) this.asked += 1;
    const text = call.prompt.includes('number 3') ? this.mood : 'Score: 4';
    return Promise.resolve({ kind: 'reply', text, finishReason: 'stop' });
  };
}

async function withJudged(made: TestService, judge: MoodyJudge): Promise<number> {
  const id = await openNewProject(made);
  await importTasks(made, numberedTasks(5));
  await made.service.startErrand(planOf('judge', 5), null);
  await untilErrand(made, 'done');
  expect(judge.asked).toBe(5);
  judge.mood = 'Score: 1';
  return id;
}

const anyCommit = (): boolean => true;

test('asked again twice while a row is being stored, a task is asked about once', async () => {
  const judge = new MoodyJudge();
  const made = createTestService({ complete: judge.complete });
  const { service } = made;
  const id = await withJudged(made, judge);
  const held = holdOnce(ErrandRepository.prototype, anyCommit);
  const first = service.askAgain(null);
  await held.reached;
  expect(await service.askAgain(null)).toMatchObject({ ok: false, error: { kind: 'busy' } });
  expect(await service.resumeErrand(null)).toMatchObject({ ok: false, error: { kind: 'busy' } });
  held.letGo();
  expect(await first).toEqual({ ok: true, value: { tasks: 1 } });
  await untilErrand(made, 'done');
  const [row] = (await storedErrands(id)).errands;
  expect(row).toMatchObject({ state: 'done', next: 6, counts: { scored: 5, bad: {} } });
  expect(judge.asked).toBe(6);
  await expectRebuilt(id);
});

test('nor is it where a run is in the way at first, or the key is missing', async () => {
  const judge = new MoodyJudge();
  let isRunHeld = true;
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const made = createTestService({
    complete: async (call, signal) => {
      if (call.step === 'judge') return judge.complete(call, signal);
      if (isRunHeld && !isProbe(call)) await gate;
      return replyTo(call);
    },
  });
  const { service } = made;
  const id = await openNewProject(made);
  await importTasks(made, numberedTasks(5));
  const connection = { ...testConnection, usesKey: true };
  await service.startErrand(planOf('judge', 5, { connection }), 'key');
  await untilErrand(made, 'done');
  judge.mood = 'Score: 1';
  await service.addSeeds(testSeeds);
  const plan = { recipe: modernRecipe, connection: testConnection, target: 1, seed: 1 };
  await service.startRun(plan, null);
  expect(await service.askAgain(null)).toMatchObject({ ok: false, error: { kind: 'busy' } });
  isRunHeld = false;
  letGo();
  await untilState(made, 'done');
  expect((await storedErrands(id)).errands[0]?.todo).toEqual([[1, 5]]);

  // Opened anew, the key is not at hand.
  await service.close();
  const again = createTestService({ complete: judge.complete });
  await again.service.open(id, anyPort());
  expect(await again.service.askAgain(null)).toEqual({ ok: true, value: { tasks: 1 } });
  expect(await again.service.askAgain(null)).toEqual({ ok: true, value: { tasks: 0 } });
  await untilErrand(again, 'waiting-for-key');
  await again.service.resumeErrand('key');
  await untilErrand(again, 'done');
  expect(judge.asked).toBe(6);
  await expectRebuilt(id);
});

test('what is changed at rest is not lost to what is set going behind it', async () => {
  const judge = new MoodyJudge();
  const made = createTestService({ complete: judge.complete });
  const id = await withJudged(made, judge);
  const held = holdOnce(ErrandRepository.prototype, anyCommit);
  const capped = made.service.setErrandCaps({ requests: 100 });
  await held.reached;
  const asked = made.service.askAgain(null);
  held.letGo();
  expect([(await capped).ok, (await asked).ok]).toEqual([true, true]);
  await untilErrand(made, 'done');
  const [row] = (await storedErrands(id)).errands;
  expect(row).toMatchObject({ caps: { requests: 100 }, counts: { scored: 5 } });
});
