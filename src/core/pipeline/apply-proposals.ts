import { nextIds } from '#core/fold/item-ids.ts';
import { checkInstruction } from '#core/filters/run-filters.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Outcome } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Rejection, Task } from '#core/model/task.ts';
import { parseProposals, type ProposedItem } from '#core/parsing/parse-proposals.ts';
import type { Applied, ApplyContext } from './apply-reply.ts';
import { countLosses } from './funnel.ts';
import { checkProposal } from './check-guard.ts';
import { screenNovelty, type NoveltyVerdict } from './screen-novelty.ts';

/** Where an item stands after the text rules and the guard: rejected, or to be screened for novelty. */
interface Judged {
  readonly id: number;
  readonly item: ProposedItem;
  readonly rejection: Rejection | null;
}

/**
 * Step 1 (and recipe alpaca's only step): items → text rules → guard → ROUGE-L →
 * embeddings → tasks, all of them kept.
 */
export async function applyProposals(
  context: ApplyContext,
  request: ModelRequest,
  outcome: Outcome,
): Promise<Applied> {
  if (outcome.kind === 'failure' || outcome.text.trim() === '') {
    return { gain: { replies: 1, losses: { 'reply-empty': 1 } }, tasks: [] };
  }
  const { items, losses } = parseProposals(context.recipe, outcome.text, outcome.finishReason);
  const ids = context.ids ?? nextIds(context.pool);
  const judged = items.map((item) => judge(context, item, ids(request.id, item.instruction)));
  const sound = judged.filter(({ rejection }) => rejection === null);
  const screened = await screenNovelty(
    sound.map(({ id, item }) => ({ id, text: item.instruction })),
    context,
  );
  if (!screened.ok) return { gain: {}, tasks: [], lost: screened.error };
  const { verdicts, scores, unknown } = screened.value;
  const tasks = judged.map((entry, index) =>
    toTask(context, request, entry, index, verdicts.get(entry.id)),
  );
  for (const task of tasks) context.pool.put(task);
  context.meaning?.follow(tasks.map(({ id }) => id));
  return {
    scores,
    unknown,
    gain: {
      replies: 1,
      proposed: tasks.length + losses.empty + losses.malformed,
      wellFormed: judged.filter(({ rejection }) => isWellFormed(rejection)).length,
      novel: tasks.filter((task) => task.status === 'accepted').length,
      complete: tasks.filter((task) => task.stage === 'instanced').length,
      losses: {
        ...countLosses(tasks.flatMap(({ rejection }) => (rejection ? [rejection.reason] : []))),
        ...(losses.replyCut > 0 && { 'reply-cut': losses.replyCut }),
        ...(losses.empty > 0 && { 'item-empty': losses.empty }),
        ...(losses.malformed > 0 && { 'item-malformed': losses.malformed }),
      },
    },
    tasks: tasks.map(({ id }) => id),
  };
}

/** A contaminated item was well-formed: it is lost only on the way to the novel ones. */
function isWellFormed(rejection: Rejection | null): boolean {
  return rejection === null || rejection.reason === 'contaminated';
}

function judge({ recipe, guard }: ApplyContext, item: ProposedItem, id: TaskId): Judged {
  if (item.cut === true) return { id, item, rejection: { reason: 'cut' } };
  const verdict = checkInstruction(recipe.filters, item.instruction);
  if (verdict.keep) return { id, item, rejection: checkProposal(guard, item) };
  const { keep: _, ...rejection } = verdict;
  return { id, item, rejection };
}

function toTask(
  context: ApplyContext,
  request: ModelRequest,
  { id, item, rejection }: Judged,
  index: number,
  screened: NoveltyVerdict | undefined,
): Task {
  const base = {
    id,
    origin: 'machine',
    instruction: item.instruction,
    isClassification: null,
    instances: item.instance === undefined ? [] : [item.instance],
    provenance: { runId: request.runId, requestId: request.id, item: index },
    createdAt: context.at,
  } as const;
  if (screened?.novel === true) {
    const stage = item.instance === undefined ? 'novel' : 'instanced';
    return { ...base, status: 'accepted', stage, novelty: screened.novelty };
  }
  const reason = screened?.rejection ?? rejection;
  return { ...base, status: 'rejected', stage: 'proposed', ...(reason && { rejection: reason }) };
}
