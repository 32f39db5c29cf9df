import type { Outcome } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Task } from '#core/model/task.ts';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import type { Applied, ApplyContext } from './apply-reply.ts';
import { withoutContaminated } from './check-guard.ts';
import { afterCut } from './room-to-reason.ts';

/**
 * Steps 3 and 4: a reply becomes instances, or one more try is used up. A task none of whose
 * instances keeps away from the guard is rejected after all.
 */
export async function applyInstances(
  context: ApplyContext,
  request: ModelRequest,
  outcome: Outcome,
): Promise<Applied> {
  const task = request.taskId === undefined ? undefined : context.pool.get(request.taskId);
  if (task === undefined || task.instances.length > 0) return { gain: {}, tasks: [] };
  const filled = fill(context, request, afterCut(task, request, outcome), outcome);
  context.pool.put(filled);
  if (filled.status === 'rejected' && task.status === 'accepted') {
    // At once: the next reply of the same commit must not be screened against it.
    await context.similarity.follow([task.id]);
    context.meaning?.follow([task.id]);
    return { gain: { losses: { 'instances-contaminated': 1 } }, tasks: [task.id] };
  }
  const isLast = (filled.emptyReplies ?? 0) >= context.recipe.instanceTries;
  return {
    gain:
      filled.instances.length > 0
        ? { complete: 1 }
        : { losses: isLast ? { 'no-instance': 1 } : {} },
    tasks: [task.id],
  };
}

function fill(
  { recipe, seed, guard }: ApplyContext,
  request: ModelRequest,
  task: Task,
  outcome: Outcome,
): Task {
  // A failure is no verdict on the task, but trying for ever would be no better.
  if (outcome.kind === 'failure') return { ...task, emptyReplies: recipe.instanceTries };
  const parsed = parseInstances(
    recipe,
    request.isClassification === true,
    outcome.text,
    outcome.finishReason,
    keyedRandom(seed, 'instances', request.id),
  );
  const { instances, losses, contaminated } = withoutContaminated(guard, parsed);
  const provenance = task.provenance && {
    provenance: { ...task.provenance, instanceRequestId: request.id },
  };
  if (instances.length === 0) {
    const emptyReplies = (task.emptyReplies ?? 0) + 1;
    const rejected = contaminated && ({ status: 'rejected', rejection: contaminated } as const);
    return { ...task, ...provenance, ...rejected, emptyReplies, instanceLosses: losses };
  }
  return { ...task, ...provenance, stage: 'instanced', instances, instanceLosses: losses };
}
