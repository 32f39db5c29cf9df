import { describe, expect, it, vi } from 'vitest';
import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import { numberedTasks } from '#tests/support/open-review.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  importTasks,
  openNewProject,
  type TestService,
} from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { expectRebuilt, storedErrands } from '#tests/support/stored-errands.ts';
import { planOf, untilErrand } from '#tests/support/errand-steps.ts';
import { storedProject } from '#tests/support/stored-sources.ts';
import { PoolService } from '#workers/pool/pool-service.ts';

async function withTasks(test: TestService, tasks: readonly ImportedTask[]): Promise<number> {
  const id = await openNewProject(test);
  await importTasks(test, tasks);
  return id;
}

const says =
  (text: (prompt: string) => string): Complete =>
  (call) =>
    Promise.resolve({ kind: 'reply', text: text(call.prompt), finishReason: 'stop' });

describe('a judge', () => {
  it('scores a seeded sample, beside what people said, and overrides nobody', async () => {
    const test = createTestService({
      complete: says((prompt) => `Score: ${prompt.includes('number 1') ? 2 : 5}\nReason: so`),
    });
    const id = await withTasks(test, numberedTasks(300));
    await test.service.setVerdict([10, 11, 30], 'rejected', 'Rejected 3 tasks');
    await test.service.setVerdict([40, 50], 'accepted', 'Accepted 2 tasks');
    const before = (await storedProject(id)).tasks;
    const sample = { count: 120, seed: 7 };
    expect((await test.service.startErrand(planOf('judge', 300, { sample }), null)).ok).toBe(true);
    await untilErrand(test, 'done');
    const { errand } = await test.service.snapshot();
    expect(errand).toMatchObject({ tasks: 120, remaining: 0, counts: { scored: 120 } });
    expect((await storedProject(id)).tasks).toEqual(before);
    await expectRebuilt(id);

    const all = planOf('judge', 300);
    await test.service.startErrand(all, null);
    await untilErrand(test, 'done');
    const tally = await test.service.judgeTally(2);
    expect(tally).toMatchObject({
      ok: true,
      value: [
        { score: 2, accepted: 0, rejected: 2 },
        { score: 5, accepted: 2, rejected: 1 },
      ],
    });
    const opinions = await test.service.taskOpinions(11);
    expect(opinions).toMatchObject({
      ok: true,
      value: { score: { errandId: 2, score: 2, reason: 'so', isOutdated: false }, proposals: [] },
    });
    await test.service.editTask(11, { instruction: 'Another text' });
    const edited = await test.service.taskOpinions(11);
    expect(edited.ok && edited.value.score?.isOutdated).toBe(true);
  });

  it('gives scores that Review filters and sorts by', async () => {
    const test = createTestService({
      complete: says((prompt) => `Score: ${/number ([1-5])\./.exec(prompt)?.[1] ?? '1'}`),
    });
    const tasks = numberedTasks(6).map((task) => ({
      ...task,
      instruction: `${task.instruction}.`,
    }));
    const id = await withTasks(test, tasks);
    await test.service.startErrand(planOf('judge', 5), null);
    await untilErrand(test, 'done');
    const pool = new PoolService();
    await pool.open(id);
    const found = async (query: TaskQuery) => {
      const result = await pool.query(query);
      return result.ok ? [...(await pool.idsOf(result.value.resultId))] : [];
    };
    expect(await found({ sort: '-judge' })).toEqual([5, 4, 3, 2, 1, 6]);
    expect(await found({ sort: 'oldest', judge: { min: 2, max: 4 } })).toEqual([2, 3, 4]);
    pool.close();
  });

  it('is asked again about what could not be read', async () => {
    let mood = 'Hm.';
    const test = createTestService({
      complete: says((prompt) => (prompt.includes('number 3') ? mood : '4')),
    });
    const id = await withTasks(test, numberedTasks(5));
    await test.service.startErrand(planOf('judge', 5), null);
    await untilErrand(test, 'done');
    expect((await test.service.snapshot()).errand?.counts).toMatchObject({
      scored: 4,
      bad: { 'no-score': 1 },
    });
    mood = 'Score: 1';
    expect(await test.service.askAgain(null)).toEqual({ ok: true, value: { tasks: 1 } });
    await untilErrand(test, 'done');
    expect((await test.service.snapshot()).errand?.counts).toMatchObject({ scored: 5, bad: {} });
    await expectRebuilt(id);
  });
});

describe('proposals', () => {
  const mended = says((prompt) => {
    const text = /=== Instruction ===\n(.*)\n/.exec(prompt)?.[1] ?? '';
    return `=== Instruction ===\n${text}!\n=== End ===`;
  });

  it('become one undoable step when accepted, and never overwrite a text that changed', async () => {
    const test = createTestService({ complete: mended });
    const id = await withTasks(test, numberedTasks(6));
    await test.service.startErrand(planOf('repair', 6), null);
    await untilErrand(test, 'done');
    await test.service.editTask(2, { instruction: 'Mine now' });
    const statuses = async () => {
      const found = await test.service.proposals(1);
      return found.ok ? found.value.map(({ status }) => status).join(' ') : found.error.message;
    };
    expect(await statuses()).toBe('waiting outdated waiting waiting waiting waiting');
    expect(await test.service.refuseProposals(1, [3])).toMatchObject({
      ok: true,
      value: { refused: 1, label: 'Refused a repair of task 3' },
    });
    expect(await test.service.acceptProposals(1, null)).toEqual({
      ok: true,
      value: { accepted: 4, outdated: 1, label: 'Accepted 4 repairs' },
    });
    expect(await statuses()).toBe('accepted outdated refused accepted accepted accepted');
    const { tasks } = await storedProject(id);
    expect(tasks.map(({ human }) => human?.edit?.instruction)).toEqual([
      'Describe object number 1!',
      'Mine now',
      undefined,
      ...[4, 5, 6].map((place) => `Describe object number ${place}!`),
    ]);
    await expectRebuilt(id);
    expect((await test.service.snapshot()).undoLabel).toBe('Accepted 4 repairs');
    await test.service.undo();
    expect(await statuses()).toBe('waiting outdated refused waiting waiting waiting');
    await test.service.undo();
    expect(await statuses()).toBe('waiting outdated waiting waiting waiting waiting');
    await test.service.redo();
    await test.service.redo();
    expect(await statuses()).toBe('accepted outdated refused accepted accepted accepted');
    expect(await test.service.acceptProposals(1, [2])).toMatchObject({
      ok: false,
      error: { kind: 'bad-input' },
    });
    await expectRebuilt(id);
  });

  it('of new examples keep the other edits of a person', async () => {
    const test = createTestService({ complete: says(() => '=== Output ===\nnew\n=== End ===') });
    await withTasks(test, numberedTasks(2));
    await test.service.editTask(1, { instruction: 'Mine' });
    await test.service.startErrand(planOf('regenerate', 1, { guidance: 'shorter' }), null);
    await untilErrand(test, 'done');
    const waiting = await test.service.taskOpinions(1);
    expect(waiting.ok && waiting.value.proposals).toMatchObject([
      { kind: 'regenerate', guidance: 'shorter', result: { instances: [{ output: 'new' }] } },
    ]);
    await test.service.acceptProposals(1, [1]);
    const detail = await test.service.taskDetail(1);
    expect(detail.ok && detail.value.task.human?.edit).toEqual({
      instruction: 'Mine',
      instances: [{ input: '', output: 'new' }],
    });
    const after = await test.service.taskOpinions(1);
    expect(after.ok && after.value.proposals).toEqual([]);
  });
});

describe('an errand and the rest of a project', () => {
  const slow: Complete = async (call) => {
    await new Promise((resolve) => setTimeout(resolve, 3));
    return replyTo(call);
  };

  it('goes on after its worker was closed, asking about nothing twice', async () => {
    const locks = new FakeLocks();
    const first = createTestService({ complete: slow, locks });
    const id = await withTasks(first, numberedTasks(120));
    await first.service.startErrand(planOf('judge', 120), null);
    await vi.waitFor(async () => {
      expect((await storedErrands(id)).pages.length).toBeGreaterThan(0);
    });
    await first.service.close();
    const second = createTestService({ complete: slow, locks });
    await second.service.open(id, anyPort());
    await untilErrand(second, 'done');
    const { requests, pages } = await storedErrands(id);
    expect(requests.map(({ taskId }) => taskId)).toEqual(planOf('judge', 120).ids);
    expect(pages.flatMap(({ results }) => results).length).toBe(120);
    await expectRebuilt(id);
  });

  it('waits for its key after a reload, and never stores it', async () => {
    const key = 'sk-planted-errand-42';
    const first = createTestService({ complete: () => new Promise(() => undefined) });
    const id = await withTasks(first, numberedTasks(8));
    await first.service.startErrand(planOf('judge', 8), key);
    await vi.waitFor(async () => {
      expect((await first.service.snapshot()).errandActivity?.inFlight).toBeGreaterThan(0);
    });
    const second = createTestService({ locks: new FakeLocks() });
    await second.service.open(id, anyPort());
    expect((await second.service.snapshot()).errand?.state).toBe('waiting-for-key');
    expect((await second.service.resumeErrand(key)).ok).toBe(true);
    await untilErrand(second, 'done');
    const stored = await storedErrands(id);
    const died = stored.attempts.filter(
      ({ outcome }) => outcome.kind === 'failure' && outcome.failure.kind === 'interrupted',
    );
    expect(died.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain(key);
    await expectRebuilt(id);
  });

  it('is never under way beside a run, nor a run beside it', async () => {
    const test = createTestService({ complete: slow });
    await withTasks(test, numberedTasks(60));
    await test.service.addSeeds(testSeeds);
    await test.service.startErrand(planOf('judge', 60), null);
    const run = { recipe: modernRecipe, connection: testConnection, target: 5, seed: 1 };
    const refused = await test.service.startRun(run, null);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'busy' } });
    await test.service.pauseErrand();
    await untilErrand(test, 'paused');
    expect((await test.service.startRun(run, null)).ok).toBe(true);
    expect(await test.service.resumeErrand(null)).toMatchObject({
      ok: false,
      error: { kind: 'busy', message: 'A run of this project is under way.' },
    });
    await test.service.stopRun();
    expect((await test.service.resumeErrand(null)).ok).toBe(true);
    await test.service.stopErrand();
    expect((await test.service.snapshot()).errand?.state).toBe('stopped');
  });

  it('stops before a cap, and goes on when it is raised', async () => {
    const test = createTestService();
    await withTasks(test, numberedTasks(30));
    await test.service.startErrand(planOf('judge', 30, { caps: { requests: 10 } }), null);
    await untilErrand(test, 'capped');
    expect((await test.service.snapshot()).errand?.spent.requests).toBe(10);
    await test.service.setErrandCaps({ requests: 100 });
    await test.service.resumeErrand(null);
    await untilErrand(test, 'done');
  });

  it('tells what it will take, and tries one call with nothing kept', async () => {
    const test = createTestService({ complete: says(() => 'Score: 4\nReason: fine') });
    const id = await withTasks(test, numberedTasks(20));
    await test.service.addSeeds(testSeeds.slice(0, 2));
    const forecast = await test.service.forecastErrand(planOf('repair', 22));
    expect(forecast).toMatchObject({ ok: true, value: { calls: 20, skipped: 2 } });
    expect(forecast.ok && forecast.value.promptTokens).toBeGreaterThan(20 * 100);
    const tried = await test.service.tryErrand(planOf('judge', 3), null);
    expect(tried).toMatchObject({
      ok: true,
      value: { task: { id: 1 }, answer: { kind: 'score', score: 4, reason: 'fine' } },
    });
    expect((await storedErrands(id)).requests).toEqual([]);
    const bad = await test.service.startErrand(planOf('judge', 3, { template: 'Hello' }), null);
    expect(bad).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  });
});
