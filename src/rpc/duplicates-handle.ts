import { proxy, transfer, type Remote } from 'comlink';
import type { DuplicatesApi, DuplicatesFailure } from '#core/contracts/duplicates-api.ts';
import type { IndexSettings } from '#core/contracts/similarity-api.ts';
import type { NearPairs } from '#core/contracts/vectors-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

type Answer<T> = Promise<Result<T, DuplicatesFailure | WorkerFailure>>;

/** The near-duplicates of one project, in a worker of their own. After a death: open it again. */
export class DuplicatesHandle {
  readonly #worker: WorkerHandle<DuplicatesApi>;

  constructor(onDeath: (message: string) => void) {
    const create = (): Worker =>
      new Worker(new URL('../../workers/duplicates.worker.ts', import.meta.url), {
        type: 'module',
        name: 'duplicates',
      });
    this.#worker = new WorkerHandle(create, onDeath);
  }

  /** Opens a project; `onChange` hears of tasks that changed since. */
  async open(
    id: ProjectId,
    onChange: () => void,
  ): Promise<Result<{ members: number }, WorkerFailure>> {
    await this.#worker.read((duplicates) => duplicates.onChange(proxy(onChange)));
    return this.#worker.read((duplicates) => duplicates.open(id));
  }

  findByWords(settings: IndexSettings, onShare: (share: number) => void): Answer<null> {
    return this.#worker.ask((duplicates) => duplicates.findByWords(settings, proxy(onShare)));
  }

  /** The pairs are handed over. */
  takePairs(pairs: NearPairs): Answer<null> {
    const { first, second, scores } = pairs;
    const moved = [first.buffer, second.buffer, scores.buffer].filter(
      (b) => b instanceof ArrayBuffer,
    );
    return this.#worker.ask((duplicates) => duplicates.takePairs(transfer(pairs, moved)));
  }

  /** Calls a method that answers with plain data. */
  read<T>(
    use: (duplicates: Remote<DuplicatesApi>) => Promise<T>,
  ): Promise<Result<T, WorkerFailure>> {
    return this.#worker.read(use);
  }

  stop(): void {
    this.#worker.stop();
  }
}
