import type { LogEvent } from '#core/model/log.ts';
import type { Run } from '#core/model/run.ts';
import { withLimitsOf } from '#core/model/step-connection.ts';
import type { RunPorts } from '#core/pipeline/ports.ts';
import type { ProjectState } from '#workers/project/project-state.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';

/** Thrown to a run whose pool is a stale one: everything was read anew on somebody else's account. */
export class PoolReplacedError extends Error {
  constructor() {
    super('The project was read from disk again.');
    this.name = 'PoolReplacedError';
  }
}

/**
 * Joins a run to the project's database, its similarity index, the model and the clock. `state`: the
 * one whose pool the run works on; once the writer has another, nothing is stored of the run.
 */
export async function runPorts(
  { id: runId, recipe }: Pick<Run, 'id' | 'recipe'>,
  state: ProjectState,
  writer: ProjectWriter,
  { complete, models }: Pick<RunPorts, 'complete' | 'models'>,
): Promise<RunPorts> {
  const ids = await writer.repository.lastIds();
  const check = (): void => {
    if (writer.state !== state) throw new PoolReplacedError();
  };
  // The limit that the browser sets is for this session only: the stored run keeps the user's own.
  const stored = (run: Run): Run =>
    withLimitsOf(run, writer.state.runs.find(({ id }) => id === runId) ?? run);
  return {
    complete,
    models,
    similarity: state.index,
    guard: state.guards.guardOf(recipe),
    meaning: state.meaning,
    now: writer.ports.now,
    nextRequestId: () => (ids.requestId += 1),
    nextAttemptId: () => (ids.attemptId += 1),
    exclusive: (work) => writer.changing(work),
    commitIntents: ({ requests, prefixes, run }) => {
      check();
      const texts = [...prefixes].map(([hash, text]) => ({ hash, text }));
      return writer.write({ requests, texts, run: stored(run) });
    },
    commitAttempts: (attempts, run) => writer.write({ attempts, run: stored(run) }),
    commitApplied: (applied, run, at) => {
      check();
      const events = applied.map((entry): LogEvent => ({ kind: 'applied', runId, ...entry }));
      return writer.commit(events, at, stored(run));
    },
    commitRun: (run) => writer.write({ run: stored(run) }),
    waitUntil: (time, wake) => waitUntil(time, wake, writer.ports.now),
  };
}

/** Longest single timer: browsers overflow beyond 2³¹ ms, and a laptop may sleep meanwhile. */
const LONGEST_TIMER_MS = 60_000;

/** Waits until a time by `now` or until `wake` settles, whichever is first. */
export async function waitUntil(
  time: number,
  wake: Promise<void>,
  now: () => number,
): Promise<void> {
  if (time === Infinity) return wake;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const delay = Math.min(LONGEST_TIMER_MS, Math.max(0, time - now()));
  const due = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delay);
  });
  await Promise.race([due, wake]);
  clearTimeout(timer);
}
