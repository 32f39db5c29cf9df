import type {
  ContaminatedTask,
  GuardSetSummary,
  ProjectFailure,
} from '#core/contracts/project-api.ts';
import { GuardBook } from '#core/guard/guard-book.ts';
import { effectiveInstances, effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { GuardTask } from '#core/model/guard.ts';
import type { GuardRules } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { textHash } from '#core/pipeline/text-hash.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import type { ProjectRepository } from '#data/project-repository.ts';
import { nextTask } from '#workers/next-task.ts';
import { checkGuardRules } from './runs/check-plan.ts';
import type { ProjectWriter } from './project-writer.ts';
import { describeStorageError } from './storage-failure.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** Members looked at before others get their turn. */
const CHECKED_AT_ONCE = 500;

/** Keeps a project's guard sets, and holds the pool against them. */
export class GuardDesk {
  readonly #writer: ProjectWriter;

  constructor(writer: ProjectWriter) {
    this.#writer = writer;
  }

  add(name: string, rows: readonly GuardTask[]): Answer<GuardSetSummary> {
    if (rows.length === 0) {
      const message = 'This file holds no task to keep away from.';
      return Promise.resolve(failure({ kind: 'bad-input', message }));
    }
    const set = { id: textHash(JSON.stringify(rows)), name, rows };
    return this.#change(async () => {
      await this.#writer.repository.addGuardSet(set);
      const stored = (await guardSets(this.#writer.repository)).find(({ id }) => id === set.id);
      return success(stored ?? { ...set, rows: rows.length, isInUse: false });
    });
  }

  remove(id: string): Answer<null> {
    return this.#change(async () => {
      if ((await usedSets(this.#writer.repository)).has(id)) return failure(inUse);
      await this.#writer.repository.removeGuardSet(id);
      return success(null);
    });
  }

  /** The members, seeds left out, that come too near; others get their turn in between. */
  async checkPool(
    rules: GuardRules,
    onProgress: (share: number) => void,
  ): Answer<readonly ContaminatedTask[]> {
    const { guards, pool, run } = this.#writer.state;
    const problem = checkGuardRules(rules, guards);
    if (problem !== null) return failure({ kind: 'bad-input', message: problem });
    const { similarity } = run?.recipe ?? modernRecipe;
    const guard = new GuardBook(await this.#writer.repository.guardSets()).guardOf({
      guard: rules,
      similarity,
    });
    const members = pool.tasks.filter((task) => task.origin !== 'seed' && isInPool(task));
    const found: ContaminatedTask[] = [];
    for (const [index, task] of members.entries()) {
      const instruction = effectiveInstruction(task);
      const contaminated = guard?.check(instruction, effectiveInstances(task)) ?? null;
      if (contaminated !== null) found.push({ id: task.id, instruction, contaminated });
      if (index % CHECKED_AT_ONCE !== CHECKED_AT_ONCE - 1) continue;
      onProgress((index + 1) / members.length);
      await nextTask();
    }
    return success(found);
  }

  async #change<T>(work: () => Answer<T>): Answer<T> {
    return this.#writer.exclusive(async () => {
      try {
        const done = await work();
        this.#writer.state.guards = new GuardBook(await this.#writer.repository.guardSets());
        return done;
      } catch (error) {
        return failure(describeStorageError(error));
      }
    });
  }
}

/** A project's guard sets by name, read from disk; works for followers too. */
export async function guardSets(
  repository: ProjectRepository,
): Promise<readonly GuardSetSummary[]> {
  const [sets, used] = await Promise.all([repository.guardSets(), usedSets(repository)]);
  return sets
    .map(({ id, name, rows }) => ({ id, name, rows: rows.length, isInUse: used.has(id) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Every set that a recipe of a run names, or that undoing a replay would bring back. */
async function usedSets(repository: ProjectRepository): Promise<ReadonlySet<string>> {
  const [runs, replays] = await Promise.all([repository.runs(), repository.replays()]);
  const recipes = [
    ...runs.map(({ recipe }) => recipe),
    ...replays.flatMap(({ recipe, before }) => [recipe, before]),
  ];
  return new Set(recipes.flatMap(({ guard }) => guard?.sets ?? []));
}

const inUse: ProjectFailure = {
  kind: 'busy',
  message: 'A run was made under this file: without it its replies could not be read again.',
};
