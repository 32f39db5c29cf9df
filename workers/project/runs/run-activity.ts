import type { RunActivity } from '#core/contracts/run-api.ts';
import { reached } from '#core/pipeline/plan-requests.ts';
import type { ProjectState } from '#workers/project/project-state.ts';
import type { Rate } from './rate.ts';
import { recentItems } from './recent-items.ts';
import type { RunDriver } from './run-driver.ts';
import type { RunWait } from './run-follower.ts';

/** What the newest run is doing now; null where there never was one. */
export function runActivity(
  state: ProjectState,
  driver: RunDriver,
  rate: Rate,
  now: number,
): RunActivity | null {
  const { run, pool } = state;
  if (run === null) return null;
  const done = reached(run, pool);
  if (driver.isDriving) rate.note(now, done);
  const perMinute = driver.isDriving ? rate.perMinute(now) : 0;
  const missing = Math.max(0, run.target - done);
  const wait = driver.wait !== null && driver.wait.until > now ? driver.wait : null;
  return {
    reached: done,
    acceptedNow: pool.progress(run.id).accepted,
    inFlight: driver.inFlight,
    limit: driver.limit,
    ...(wait && { wait: waitOf(wait) }),
    ...(driver.embedding && { embedding: driver.embedding }),
    ...recentItems(pool),
    perMinute,
    ...(perMinute > 0 && { remainingMs: (missing / perMinute) * 60_000 }),
  };
}

/** A wait that holds every call up, as the page shows it. */
export function waitOf({ until, failure }: RunWait): NonNullable<RunActivity['wait']> {
  const { kind, message } = failure;
  const isNamed = kind === 'rate-limited' || kind === 'offline';
  return { kind: isNamed ? kind : 'retrying', until, message };
}
