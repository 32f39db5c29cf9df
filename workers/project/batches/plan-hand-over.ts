import { toRanges } from '#core/batch/id-ranges.ts';
import type { HandOverPlan, StepWork } from '#core/contracts/batch-api.ts';
import type { Step } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { stepsOf } from '#core/model/step-connection.ts';
import type { OpenRequests } from '#core/pipeline/open-requests.ts';
import { neededRequests, planStep } from '#core/pipeline/plan-requests.ts';
import { prefixesOf, requestOf } from '#core/pipeline/request-of.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';

/** How many intents go to disk together. */
const CHUNK = 1000;

/** What each step of a run has for a batch. */
export function stepWork(run: Run, writer: ProjectWriter, open: OpenRequests): StepWork[] {
  const { pool } = writer.state;
  return stepsOf(run.recipe).map((step) => {
    const made = stillNeeded(step, pool, open);
    const away = made.filter(({ id }) => writer.state.isAway(id)).length;
    return { step, needed: made.length + missing(run, pool, open, step, made.length), away };
  });
}

/**
 * The requests to hand over: those of the step that are unanswered, then new ones, whose intents are
 * committed here, each together with the log's word that it is handed over. What was committed
 * before a crash is among the unanswered ones the next time. Call it within `changing`.
 */
export async function commitHandOver(
  run: Run,
  plan: HandOverPlan,
  writer: ProjectWriter,
  open: OpenRequests,
): Promise<{ ids: readonly number[]; again: number }> {
  const { state } = writer;
  const { step, count = Infinity } = plan;
  const made = stillNeeded(step, state.pool, open).slice(0, count);
  const again = made.filter(({ id }) => state.isAway(id)).length;
  await handOverMade(run, made, writer, open);
  const ids = made.map(({ id }) => id);
  const asked = Math.min(count - made.length, freshMost(run, plan, writer, open, made.length));
  for (let left = asked; left > 0;) {
    const fresh = await handOverNew(run, plan, writer, open, Math.min(CHUNK, left));
    if (fresh.length === 0) break;
    ids.push(...fresh);
    left -= fresh.length;
  }
  return { ids, again };
}

/** Step 1 may be asked as often as a person wants; the others as often as there are tasks. */
function freshMost(
  run: Run,
  { step, count }: HandOverPlan,
  { state }: ProjectWriter,
  open: OpenRequests,
  made: number,
): number {
  if (step === 'classification' || step === 'instance') return Infinity;
  return count ?? missing(run, state.pool, open, step, made);
}

async function handOverMade(
  run: Run,
  made: readonly ModelRequest[],
  writer: ProjectWriter,
  open: OpenRequests,
): Promise<void> {
  const fresh = made.filter(({ id }) => !writer.state.isAway(id));
  if (fresh.length === 0) return;
  const requests = toRanges(fresh.map(({ id }) => id));
  const event = { kind: 'handed-over', runId: run.id, requests } as const;
  await writer.commit([event], writer.ports.now());
  for (const request of fresh) open.setAside(request);
}

async function handOverNew(
  run: Run,
  { step, model }: HandOverPlan,
  writer: ProjectWriter,
  open: OpenRequests,
  most: number,
): Promise<number[]> {
  const { requestId } = await writer.repository.lastIds();
  const at = writer.ports.now();
  // Made once: what is open is gathered anew whenever it is asked for.
  const { proposals, tasks, made } = open;
  const drafts = planStep(run, writer.state.pool, { proposals, tasks, made }, step, most);
  if (drafts.length === 0) return [];
  const requests = drafts.map((draft, index) =>
    requestOf(draft, run, requestId + index + 1, at, model),
  );
  const ids = requests.map(({ id }) => id);
  const texts = [...prefixesOf(drafts)].map(([hash, text]) => ({ hash, text }));
  const event = { kind: 'handed-over', runId: run.id, requests: toRanges(ids) } as const;
  await writer.commit([event], at, run, { requests, texts });
  for (const request of requests) open.setAside(request);
  return ids;
}

/** Unanswered requests of a step whose answer would still be of use. */
function stillNeeded(step: Step, pool: TaskPool, open: OpenRequests): ModelRequest[] {
  const group = step === 'classification' ? 'untyped' : step === 'instance' ? 'unfilled' : null;
  return open.unanswered.filter(
    (request) =>
      request.step === step &&
      (group === null || (request.taskId !== undefined && pool.group(group).has(request.taskId))),
  );
}

/** How many requests of a step are not even made; those whose reply only waits are not missing. */
function missing(run: Run, pool: TaskPool, open: OpenRequests, step: Step, made: number): number {
  const answered = open.held.filter(({ request }) => request.step === step).length;
  return Math.max(0, neededRequests(run, pool, step) - made - answered);
}
