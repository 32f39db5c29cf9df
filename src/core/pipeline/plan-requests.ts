import type { TaskId } from '#core/model/ids.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import type { Askable } from './open-requests.ts';
import { draftInstances, draftProposals, draftType, type RequestDraft } from './draft-request.ts';
import { mayBeTyped } from './room-to-reason.ts';

/** What is under way or waiting to take effect. */
export interface OpenWork {
  /** Step-1 requests that are open or whose replies are not applied yet. */
  readonly proposals: number;
  /** Tasks with an open step-2 or step-3 request. */
  readonly tasks: ReadonlySet<TaskId>;
  /** Requests made so far, by step: the next request's index. */
  readonly made: Readonly<Record<Step, number>>;
  readonly freeSlots: number;
  /** The steps that these slots are for: those that ask the same model. */
  readonly steps: ReadonlySet<Askable['step']>;
}

type MadeWork = Omit<OpenWork, 'freeSlots' | 'steps'>;

/** Acceptances a reply that are assumed before there are any. */
const FIRST_GUESS_OF_YIELD = 4;
/** How many of the latest replies tell the expected yield. */
const YIELD_WINDOW = 20;

/** How many tasks count towards the target now. */
export function reached(run: Run, pool: TaskPool): number {
  const { accepted, complete } = pool.progress(run.id);
  return run.recipe.targetCounts === 'complete' ? complete : accepted;
}

/** The requests to send next, at most as many as there are free slots. Pure. */
export function planRequests(run: Run, pool: TaskPool, open: OpenWork): RequestDraft[] {
  if (open.freeSlots <= 0) return [];
  if (run.recipe.order === 'streaming') return planStream(run, pool, open);
  return planRounds(run, pool, open).filter(({ step }) => open.steps.has(step));
}

/**
 * The published order: five step-1 prompts a round and a barrier after each; step 2 for all tasks
 * once the target is met, and step 3 for all after that.
 */
function planRounds(run: Run, pool: TaskPool, open: OpenWork): RequestDraft[] {
  if (stillMissing(run, pool) > 0) {
    if (!asksForMore(open.steps) || open.proposals > 0 || open.tasks.size > 0) return [];
    return proposals(run, pool, open, run.recipe.promptsPerRound);
  }
  if (run.recipe.preset === 'alpaca' || run.stopsAfterInstructions || open.proposals > 0) return [];
  const untyped = typeDrafts(run, pool, open, open.freeSlots);
  const isTyping =
    untyped.length > 0 || [...pool.group('untyped')].some((id) => open.tasks.has(id));
  return isTyping ? untyped : instanceDrafts(run, pool, open, open.freeSlots);
}

/**
 * Step 1 goes first, for as many replies as the target still needs at the latest yield; steps 2 and
 * 3 fill the rest, and always get half of the slots when they have work.
 */
function planStream(run: Run, pool: TaskPool, open: OpenWork): RequestDraft[] {
  const { freeSlots, steps } = open;
  const later = run.stopsAfterInstructions
    ? []
    : [
        ...(steps.has('instance') ? instanceDrafts(run, pool, open, freeSlots) : []),
        ...(steps.has('classification') ? typeDrafts(run, pool, open, freeSlots) : []),
      ];
  const wanted = asksForMore(steps) ? Math.max(0, proposalsWanted(run, pool) - open.proposals) : 0;
  const share = later.length > 0 ? Math.ceil(freeSlots / 2) : freeSlots;
  const first = proposals(run, pool, open, Math.min(wanted, share));
  return [...first, ...later].slice(0, freeSlots);
}

/**
 * The requests of one step that are still needed and not made yet, at most `most`, whatever the
 * other steps have to do: for handing them over together. Step 1: what the target still needs.
 */
export function planStep(
  run: Run,
  pool: TaskPool,
  open: MadeWork,
  step: Step,
  most: number,
): RequestDraft[] {
  switch (step) {
    case 'classification':
      return typeDrafts(run, pool, open, most);
    case 'instance':
      return instanceDrafts(run, pool, open, most);
    default:
      return proposals(run, pool, open, most);
  }
}

/** How many requests of a step are still needed, those that are open counted in. */
export function neededRequests(run: Run, pool: TaskPool, step: Step): number {
  if (step === 'classification') {
    return [...pool.group('untyped')].filter((id) => isTypable(pool, id)).length;
  }
  if (step !== 'instance') return proposalsWanted(run, pool);
  return [...pool.group('unfilled')].filter((id) => hasTriesLeft(run, pool.get(id)?.emptyReplies))
    .length;
}

/** Tasks still to be proposed: the target less what is reached or may yet be. */
export function stillMissing(run: Run, pool: TaskPool): number {
  if (run.proposesNoMore === true) return 0;
  return Math.max(0, run.target - reached(run, pool) - pending(run, pool));
}

/** Step-1 replies that it takes to reach the target, at the yield of the latest ones. */
function proposalsWanted(run: Run, pool: TaskPool): number {
  const missing = stillMissing(run, pool);
  if (missing === 0) return 0;
  const recent = run.yields.slice(-YIELD_WINDOW);
  const accepted = recent.reduce((sum, reply) => sum + reply.accepted, 0);
  const expected = recent.length === 0 ? FIRST_GUESS_OF_YIELD : accepted / recent.length;
  return Math.ceil(missing / Math.max(expected, 0.5));
}

/** Accepted tasks of the run that may yet become complete, where completeness is what counts. */
function pending(run: Run, pool: TaskPool): number {
  if (run.recipe.targetCounts === 'accepted') return 0;
  const untyped = pool.group('untyped');
  const waiting = [...untyped, ...pool.group('unfilled')];
  return waiting.filter((id) => {
    const task = pool.get(id);
    if (task?.provenance?.runId !== run.id) return false;
    return hasTriesLeft(run, task.emptyReplies) && (!untyped.has(id) || mayBeTyped(task));
  }).length;
}

function isTypable(pool: TaskPool, id: TaskId): boolean {
  const task = pool.get(id);
  return task !== undefined && mayBeTyped(task);
}

function asksForMore(steps: OpenWork['steps']): boolean {
  return steps.has('instruction') || steps.has('whole-task');
}

function hasTriesLeft(run: Run, emptyReplies = 0): boolean {
  return emptyReplies < run.recipe.instanceTries;
}

function proposals(run: Run, pool: TaskPool, open: MadeWork, count: number): RequestDraft[] {
  const step = run.recipe.preset === 'alpaca' ? 'whole-task' : 'instruction';
  const from = open.made[step];
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    return draftProposals(run, pool, {
      index,
      round: Math.floor(index / run.recipe.promptsPerRound),
    });
  });
}

function typeDrafts(run: Run, pool: TaskPool, open: MadeWork, most: number): RequestDraft[] {
  const drafts: RequestDraft[] = [];
  for (const id of pool.group('untyped')) {
    if (drafts.length >= most) break;
    const task = pool.get(id);
    if (task === undefined || open.tasks.has(id) || !mayBeTyped(task)) continue;
    drafts.push(draftType(run, task, open.made.classification + drafts.length));
  }
  return drafts;
}

function instanceDrafts(run: Run, pool: TaskPool, open: MadeWork, most: number): RequestDraft[] {
  const drafts: RequestDraft[] = [];
  for (const id of pool.group('unfilled')) {
    if (drafts.length >= most) break;
    const task = pool.get(id);
    if (task === undefined || open.tasks.has(id) || !hasTriesLeft(run, task.emptyReplies)) continue;
    drafts.push(draftInstances(run, task, open.made.instance + drafts.length));
  }
  return drafts;
}
