import type { GuardSetRow } from '#core/model/guard.ts';
import type { GuardRules, Recipe } from '#core/model/recipe.ts';
import type { GuardPort } from '#core/pipeline/ports.ts';
import { createGuard } from './create-guard.ts';

/** What of a recipe says how it guards. */
type GuardedRecipe = Pick<Recipe, 'guard' | 'similarity'>;

/** The guard sets of a project; makes the guard of a recipe once and keeps it. */
export class GuardBook {
  readonly #sets: ReadonlyMap<string, GuardSetRow>;
  readonly #guards = new Map<string, GuardPort>();

  constructor(sets: readonly GuardSetRow[]) {
    this.#sets = new Map(sets.map((set) => [set.id, set]));
  }

  /** Whether every guard set that the rules name is there. */
  holds(rules: GuardRules): boolean {
    return rules.sets.every((id) => this.#sets.has(id));
  }

  /** The guard of a recipe, null where it has none. Throws where a set is missing: ask `holds`. */
  guardOf({ guard: rules, similarity }: GuardedRecipe): GuardPort | null {
    if (rules === undefined || rules.sets.length === 0) return null;
    const key = JSON.stringify([rules, similarity.tokeniser]);
    const guard = this.#guards.get(key) ?? this.#make(rules, similarity.tokeniser);
    this.#guards.set(key, guard);
    return guard;
  }

  #make(rules: GuardRules, tokeniser: Recipe['similarity']['tokeniser']): GuardPort {
    const sets = rules.sets.map((id) => {
      const set = this.#sets.get(id);
      if (set === undefined) throw new RangeError(`guard set ${id} is not there`);
      return set;
    });
    return createGuard(sets, { ...rules, tokeniser });
  }
}
