import type { KeyRing } from '#core/contracts/run-api.ts';
import { connectionsOf, mapConnections } from '#core/model/step-connection.ts';
import type { RunModels, StepModels } from '#core/model/step-connection.ts';

/** The keys of a run, by exact address, in memory only. */
export class RunKeys {
  readonly #byAddress = new Map<string, string>();

  get(address: string): string | null {
    return this.#byAddress.get(address) ?? null;
  }

  add(keys: KeyRing): this {
    for (const [address, key] of Object.entries(keys ?? {})) this.#byAddress.set(address, key);
    return this;
  }

  /** Whether some connection of a run is called with a key that is not here. */
  isMissingFor(run: RunModels): boolean {
    return connectionsOf(run).some(
      ({ usesKey, baseUrl }) => usesKey && !this.#byAddress.has(baseUrl),
    );
  }

  /** Notes which addresses are called with a key, so that the next session waits for it. */
  noteIn(models: StepModels): StepModels {
    return mapConnections(models, (each) =>
      this.#byAddress.has(each.baseUrl) ? { ...each, usesKey: true } : each,
    );
  }
}
