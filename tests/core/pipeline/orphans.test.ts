import { expect, test } from 'vitest';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { Crash, MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

const SLOTS = 32;

const project = (): MemoryProject =>
  new MemoryProject(modernRecipe, 2_000, {
    connection: { ...testConnection, maxConcurrent: SLOTS },
  });

/** Answers a little later, so that many calls are out at once. */
const slowly = async (call: ModelCall): Promise<Outcome> => {
  for (let step = 0; step < 50; step += 1) await Promise.resolve();
  return replyTo(call);
};

const failuresOf = ({ attempts }: MemoryProject): string[] =>
  [...attempts.values()].flatMap(({ outcome }) =>
    outcome.kind === 'failure' ? [outcome.failure.kind] : [],
  );

/** Takes the run up as the next session does, and lets it rest again at once. */
async function takeUp(of: MemoryProject): Promise<void> {
  const control = new RunControl();
  control.pause();
  await of.drive(slowly, control);
}

test('a crash books what was out as possibly billed, and little more of what was ready', async () => {
  const of = project();
  of.commitsLeft = 20;
  let sent = 0;
  const counted = (call: ModelCall): Promise<Outcome> => {
    sent += 1;
    return slowly(call);
  };
  await expect(of.drive(counted)).rejects.toThrow(Crash);
  const out = sent - of.attempts.size;
  const unanswered = of.requests.size - of.attempts.size;
  of.commitsLeft = Infinity;
  await takeUp(of);
  const orphans = failuresOf(of).filter((kind) => kind === 'interrupted').length;
  expect(orphans).toBeGreaterThanOrEqual(out);
  expect(orphans).toBeLessThanOrEqual(out + SLOTS / 2);
  expect(orphans).toBeLessThan(unanswered);
});

test('a project that is closed in the middle of a run books each call once', async () => {
  const of = project();
  const control = new RunControl();
  let calls = 0;
  await of.drive((call) => {
    calls += 1;
    if (calls === 60) setTimeout(() => control.leave(), 0);
    // From then on nobody answers.
    return calls > 40 ? new Promise(() => undefined) : slowly(call);
  }, control);
  expect(failuresOf(of)).toContain('cancelled');
  await takeUp(of);
  expect(failuresOf(of)).not.toContain('interrupted');
  expect(of.run.spent.requests).toBe(of.attempts.size);
});

/** Crashes after so many commits; gives the calls sent until then, and those booked by whoever goes on. */
async function crashAfter(
  commitsLeft: number,
  turnsToCommit: number,
): Promise<{ readonly sent: number; readonly booked: number }> {
  const of = new MemoryProject(modernRecipe, 200, {
    connection: { ...testConnection, maxConcurrent: 4 },
  });
  of.commitsLeft = commitsLeft;
  of.turnsToCommit = () => turnsToCommit;
  const refused = new Set<string>();
  let sent = 0;
  const refusing = async (call: ModelCall): Promise<Outcome> => {
    sent += 1;
    const isRefused = sent % 2 === 1 && !refused.has(call.prompt);
    for (let step = 0; step < 30 * (sent % 5); step += 1) await Promise.resolve();
    if (!isRefused) return replyTo(call);
    refused.add(call.prompt);
    const failure = { kind: 'refused-parameter', message: 'no seed', isMended: true } as const;
    return { kind: 'failure', failure };
  };
  await expect(of.drive(refusing)).rejects.toThrow(Crash);
  const died = sent;
  of.commitsLeft = Infinity;
  await takeUp(of);
  return { sent: died, booked: of.run.spent.requests };
}

test('nothing is asked again before its refusal is stored, so that a crash books both calls', async () => {
  for (let commits = 1; commits <= 24; commits += 1) {
    for (const turns of [3, 10, 25, 60, 120]) {
      const { sent, booked } = await crashAfter(commits, turns);
      expect(booked, `${commits} commits of ${turns} turns`).toBeGreaterThanOrEqual(sent);
    }
  }
});
