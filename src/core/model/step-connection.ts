import type { ModelConnection } from './connection.ts';
import type { ErrandKind, Step } from './model-call.ts';
import type { Recipe } from './recipe.ts';

/** How the steps of a run reach their models: one for all, and others where a step has its own. */
export interface StepModels {
  readonly connection: ModelConnection;
  readonly stepConnections?: Readonly<Partial<Record<Step, ModelConnection>>>;
}

/** The models of a run, and the recipe that says which steps there are. */
export interface RunModels extends StepModels {
  readonly recipe: Pick<Recipe, 'preset'>;
}

/** The steps that a recipe has, in order. */
export function stepsOf({ preset }: Pick<Recipe, 'preset'>): readonly Step[] {
  return preset === 'alpaca' ? ['whole-task'] : ['instruction', 'classification', 'instance'];
}

/** The connection that a step's calls go to. */
export function connectionOf(
  { connection, stepConnections }: StepModels,
  step: Step | ErrandKind,
): ModelConnection {
  const own: Partial<Record<Step | ErrandKind, ModelConnection>> = stepConnections ?? {};
  return own[step] ?? connection;
}

/** Every connection that a run's steps use, each once, in the order of the steps. */
export function connectionsOf(run: RunModels): ModelConnection[] {
  return [...new Set(stepsOf(run.recipe).map((step) => connectionOf(run, step)))];
}

/** Names a model of a provider: connections of the same name share its limits. */
export function modelName({
  provider,
  baseUrl,
  model,
}: Pick<ModelConnection, 'provider' | 'baseUrl' | 'model'>): string {
  return JSON.stringify([provider, baseUrl, model]);
}

/** The same models, each with the limit of calls at once that it has in `own`. */
export function withLimitsOf<M extends StepModels>(models: M, own: StepModels): M {
  const limited = Object.entries(models.stepConnections ?? {}).map(([step, each]) => {
    const { maxConcurrent } = new Map(Object.entries(own.stepConnections ?? {})).get(step) ?? each;
    return [step, { ...each, maxConcurrent }] as const;
  });
  const { maxConcurrent } = own.connection;
  return {
    ...models,
    connection: { ...models.connection, maxConcurrent },
    ...(models.stepConnections && { stepConnections: Object.fromEntries(limited) }),
  };
}

/** The same models with every connection changed. */
export function mapConnections(
  { connection, stepConnections }: StepModels,
  change: (connection: ModelConnection) => ModelConnection,
): StepModels {
  if (stepConnections === undefined) return { connection: change(connection) };
  const entries = Object.entries(stepConnections).map(
    ([step, own]) => [step, change(own)] as const,
  );
  return { connection: change(connection), stepConnections: Object.fromEntries(entries) };
}
