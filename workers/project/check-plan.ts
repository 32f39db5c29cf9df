import type { RunPlan } from '#core/contracts/project-api.ts';
import { seedGroup } from '#core/pipeline/draft-request.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { providerOf } from '#core/providers/provider-table.ts';

/** What is wrong with a run plan, in words for the person who made it; null if nothing is. */
export function checkPlan(plan: RunPlan, pool: TaskPool): string | null {
  const { recipe, connection, target } = plan;
  if (!Number.isSafeInteger(target) || target < 1) {
    return 'The target must be a whole number, 1 or more.';
  }
  const { threshold } = recipe.similarity;
  if (!(threshold >= 0 && threshold <= 1)) {
    return 'The similarity threshold must lie between 0 and 1.';
  }
  if (pool.group(seedGroup(recipe)).size === 0) {
    return recipe.classificationOnly
      ? 'A classification-only run needs at least one classification seed.'
      : 'A run needs at least one seed task.';
  }
  const { apis, label, place } = providerOf(connection);
  if (!apis.includes(connection.api)) return `${label} answers chat only, no text completion.`;
  return place === 'this-page' ? null : checkEndpoint(connection);
}

function checkEndpoint({ baseUrl, model, maxConcurrent, timeoutMs }: RunPlan['connection']) {
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    return 'The address must be a whole one, such as http://localhost:11434/v1.';
  }
  if (new URL(baseUrl).username !== '' || new URL(baseUrl).search !== '') {
    return 'The address must hold neither a user name nor a query: a key belongs in its own field.';
  }
  if (model.trim() === '') return 'Name the model.';
  if (!Number.isSafeInteger(maxConcurrent) || maxConcurrent < 1) {
    return 'At least one call at a time must be allowed.';
  }
  return timeoutMs >= 1000 ? null : 'A call must be given at least one second.';
}
