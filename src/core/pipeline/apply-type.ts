import type { Outcome } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import { parseType } from '#core/parsing/parse-type.ts';
import type { Applied, ApplyContext } from './apply-reply.ts';

/** Step 2: classification or not. A failed call counts as not, as in the published code. */
export function applyType(context: ApplyContext, request: ModelRequest, outcome: Outcome): Applied {
  const task = request.taskId === undefined ? undefined : context.pool.get(request.taskId);
  if (task?.isClassification !== null) return { gain: {}, tasks: [] };
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
