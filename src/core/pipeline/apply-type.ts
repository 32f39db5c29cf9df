import type { Outcome } from '#core/model/model-call.ts';
import type { RecipePreset } from '#core/model/recipe.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Applied, ApplyContext } from './apply-reply.ts';

/** Paper: exactly `Yes`, `yes` or `YES` after trimming. Otherwise a reply that starts with the word. */
export function saysYes(parsing: RecipePreset, text: string): boolean {
  const reply = text.trim();
  if (parsing === 'paper') return ['Yes', 'yes', 'YES'].includes(reply);
  return /^[\s\W]*(?:is it classification\?\s*)?yes\b/i.test(reply);
}

/** Step 2: classification or not. A failed call counts as not, as in the published code. */
export function applyType(context: ApplyContext, request: ModelRequest, outcome: Outcome): Applied {
  const task = request.taskId === undefined ? undefined : context.pool.get(request.taskId);
  if (task?.isClassification !== null) return { gain: {}, tasks: [] };
  const isClassification =
    outcome.kind === 'reply' && saysYes(context.recipe.parsing, outcome.text);
  context.pool.put({
    ...task,
    stage: 'typed',
    isClassification,
    ...(task.provenance && { provenance: { ...task.provenance, typeRequestId: request.id } }),
  });
  return { gain: { typed: 1, classification: isClassification ? 1 : 0 }, tasks: [task.id] };
}
