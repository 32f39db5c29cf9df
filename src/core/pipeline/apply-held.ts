import type { MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { spaceName, type MeaningRecord, type MeaningScore } from '#core/model/meaning.ts';
import type { Run } from '#core/model/run.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { applyReply } from './apply-reply.ts';
import { addToFunnel } from './funnel.ts';
import type { HeldReply, OpenRequests } from './open-requests.ts';
import { stillMissing } from './plan-requests.ts';
import type { Application, GuardPort, MeaningPort, SimilarityPort } from './ports.ts';
import { addYield } from './reply-yields.ts';

/** Where stored outcomes take effect. */
export interface HeldSetting {
  readonly pool: TaskPool;
  readonly open: OpenRequests;
  readonly similarity: SimilarityPort;
  readonly guard: GuardPort | null;
  readonly meaning: MeaningPort | null;
  /** Time of the log entries, in milliseconds since 1970. */
  readonly at: number;
}

/** What took effect. The pool and the open requests are already changed; the disk is not. */
export interface HeldApplied {
  readonly run: Run;
  readonly applied: readonly Application[];
  readonly tasks: readonly TaskId[];
  /** For each step-1 reply, in order: how many of its items were accepted. */
  readonly acceptedOf: readonly number[];
  /** Why the rest could not take effect now. */
  readonly lost?: MeaningFailure;
}

/** Lets stored outcomes take effect, the lowest request first, as far as the recipe's order allows. */
export async function applyHeld(
  started: Run,
  { pool, open, similarity, guard, meaning, at }: HeldSetting,
): Promise<HeldApplied> {
  let run = started;
  const applied: Application[] = [];
  const tasks: TaskId[] = [];
  const acceptedOf: number[] = [];
  const first = open.firstUnanswered;
  for (const held of open.held) {
    if (!isDue(held, run, pool, first)) continue;
    const { request, outcome, attemptId } = held;
    const context = { pool, recipe: run.recipe, seed: run.seed, at, similarity, guard, meaning };
    const done = await applyReply(context, request, outcome);
    if (done.lost !== undefined) return { run, applied, tasks, acceptedOf, lost: done.lost };
    const { gain, tasks: changed } = done;
    open.release(request.id);
    run = { ...run, funnel: addToFunnel(run.funnel, gain) };
    if (gain.replies !== undefined) {
      const gained = { replies: 1, proposed: gain.proposed ?? 0, accepted: gain.novel ?? 0 };
      run = { ...run, yields: addYield(run.yields, gained) };
      acceptedOf.push(gained.accepted);
    }
    tasks.push(...changed);
    const recorded = recordOf(meaning, done.scores);
    applied.push({ requestId: request.id, attemptId, ...(recorded && { meaning: recorded }) });
  }
  return { run, applied, tasks, acceptedOf };
}

/** What the log keeps of a comparison: replays and folds ask no model. */
function recordOf(
  meaning: MeaningPort | null,
  scores: readonly MeaningScore[] = [],
): MeaningRecord | null {
  if (meaning === null || scores.length === 0) return null;
  return { space: spaceName(meaning.rule.space), scores };
}

/**
 * In rounds everything waits for the requests before it. Otherwise only proposals wait: those that
 * came after the target was met are kept, and used first when it is raised.
 */
function isDue({ request }: HeldReply, run: Run, pool: TaskPool, firstUnanswered: number): boolean {
  if (run.recipe.order === 'rounds') return request.id < firstUnanswered;
  const isProposal = request.step === 'instruction' || request.step === 'whole-task';
  return !isProposal || stillMissing(run, pool) > 0;
}
