import type { RunPlan } from '#core/contracts/run-api.ts';
import { isPriced } from '#core/budget/price-of.ts';
import type { GuardBook } from '#core/guard/guard-book.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { GuardRules, MeaningRule } from '#core/model/recipe.ts';
import { connectionsOf, type RunModels } from '#core/model/step-connection.ts';
import { seedGroup } from '#core/pipeline/draft-request.ts';
import { addressProblem } from '#core/providers/endpoint-check.ts';
import { providerOf } from '#core/providers/provider-table.ts';
import { modelsOf } from './new-run.ts';
import type { ProjectState } from '#workers/project/project-state.ts';

/** What is wrong with a run plan, in words for the person who made it; null if nothing is. */
export function checkPlan(
  plan: RunPlan,
  { pool, guards }: Pick<ProjectState, 'pool' | 'guards'>,
): string | null {
  const { recipe, target } = plan;
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
  const guardProblem = checkGuardRules(recipe.guard, guards);
  if (guardProblem !== null) return guardProblem;
  const meaningProblem = checkMeaningRule(recipe.similarity.semantic);
  if (meaningProblem !== null) return meaningProblem;
  const models = { recipe, ...modelsOf(plan) };
  const problems = connectionsOf(models).map(checkConnection);
  return problems.find((problem) => problem !== null) ?? checkMoney(plan, models);
}

/** What is wrong with a connection, in words; null if nothing is. */
export function checkConnection(connection: ModelConnection): string | null {
  const { apis, label, place } = providerOf(connection);
  if (!apis.includes(connection.api)) return `${label} answers chat only, no text completion.`;
  return place === 'this-page' ? null : checkEndpoint(connection);
}

/** What is wrong with a filter by embeddings, in words; null if nothing is, or if there is none. */
export function checkMeaningRule(rule: MeaningRule | undefined): string | null {
  if (rule === undefined || (rule.threshold >= 0 && rule.threshold <= 1)) return null;
  return 'The threshold of the filter by embeddings must lie between 0 and 1.';
}

function checkMoney({ caps }: RunPlan, models: RunModels): string | null {
  if (caps?.usd === undefined || isPriced(models)) return null;
  return 'A cap on money needs the price of every model that the run uses.';
}

/** What is wrong with guard rules, in words; null if nothing is, or if there are none. */
export function checkGuardRules(rules: GuardRules | undefined, guards: GuardBook): string | null {
  if (rules === undefined) return null;
  const { threshold, wordRun } = rules;
  if (!(threshold >= 0 && threshold <= 1)) {
    return 'The threshold of the guard must lie between 0 and 1.';
  }
  if (!Number.isSafeInteger(wordRun) || wordRun < 1) {
    return 'The words in a row must be a whole number, 1 or more.';
  }
  return guards.holds(rules)
    ? null
    : 'A file to keep away from is not in this project. Add it again.';
}

function checkEndpoint({ baseUrl, model, maxConcurrent, timeoutMs }: ModelConnection) {
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    return 'The address must be a whole one, such as http://localhost:11434/v1.';
  }
  const problem = addressProblem(baseUrl);
  if (problem !== null) return problem;
  if (model.trim() === '') return 'Name the model.';
  if (!Number.isSafeInteger(maxConcurrent) || maxConcurrent < 1) {
    return 'At least one call at a time must be allowed.';
  }
  return timeoutMs >= 1000 ? null : 'A call must be given at least one second.';
}
