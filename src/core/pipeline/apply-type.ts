import type { Outcome } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import { parseType } from '#core/parsing/parse-type.ts';
import { afterCut, mayBeTyped } from './room-to-reason.ts';
import type { Applied, ApplyContext } from './apply-reply.ts';

/**
 * Step 2: classification or not. A failed call counts as not, as in the published code; a reply
 * that was cut before its answer says nothing, and the task stays untyped.
 */
export function applyType(context: ApplyContext, request: ModelRequest, outcome: Outcome): Applied {
  const task = request.taskId === undefined ? undefined : context.pool.get(request.taskId);
  if (task?.isClassification !== null) return { gain: {}, tasks: [] };
  const cut = afterCut(task, request, outcome);
  if (cut !== task) {
    context.pool.put(cut);
    return { gain: { losses: mayBeTyped(cut) ? {} : { 'no-type': 1 } }, tasks: [task.id] };
  }
  const isClassification =
    outcome.kind === 'reply' && parseType(context.recipe.parsing, outcome.text);
  context.pool.put({
    ...task,
    stage: 'typed',
    isClassification,
    ...(task.provenance && { provenance: { ...task.provenance, typeRequestId: request.id } }),
  });
  return { gain: { typed: 1, classification: isClassification ? 1 : 0 }, tasks: [task.id] };
}
