import type { ContaminatedTask } from '#core/contracts/project-api.ts';
import type { GuardRules } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';

/** What of a project session a check of its pool needs. */
export interface CheckPorts {
  checkPool(
    rules: GuardRules,
    onProgress: (share: number) => void,
  ): Promise<Result<readonly ContaminatedTask[], { readonly message: string }>>;
}

/** One look through the pool for tasks that are too near a guard set. */
export class ContaminationCheck {
  readonly #ports: CheckPorts;
  #share = $state.raw<number | null>(null);
  #found = $state.raw<readonly ContaminatedTask[] | null>(null);
  #failure = $state.raw<string | null>(null);

  constructor(ports: CheckPorts) {
    this.#ports = ports;
  }

  /** How much of the pool was looked at, 0–1; null while nothing is under way. */
  get share(): number | null {
    return this.#share;
  }

  /** Null until the pool was looked through. */
  get found(): readonly ContaminatedTask[] | null {
    return this.#found;
  }

  get failure(): string | null {
    return this.#failure;
  }

  async look(rules: GuardRules): Promise<void> {
    this.forget();
    this.#share = 0;
    const answer = await this.#ports.checkPool(rules, (share) => {
      if (this.#share !== null) this.#share = share;
    });
    this.#share = null;
    if (answer.ok) this.#found = answer.value;
    else this.#failure = answer.error.message;
  }

  /** What was found is out of date once the pool or the rules are others. */
  forget(): void {
    this.#found = null;
    this.#failure = null;
  }
}
