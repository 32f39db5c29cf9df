import { transfer } from 'comlink';
import type { MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { MeaningDoor, MeaningHost, ModelPorts } from '#core/contracts/meaning-host.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { MeaningSpace } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { WorkerHandle } from './worker-handle.ts';

/** Loads the model of a space; fails with words for people where it is not at hand. */
export type OpenModel = (
  space: MeaningSpace & { readonly kind: 'model' },
) => Promise<Result<ModelPorts, { readonly message: string }>>;

const createMeaningWorker = (): Worker =>
  new Worker(new URL('../../workers/meaning.worker.ts', import.meta.url), {
    type: 'module',
    name: 'meaning',
  });

/** Hands a project's worker ports to what embeds for its runs: started when a run first asks. */
export class MeaningDoorHost implements MeaningDoor {
  readonly #worker: WorkerHandle<MeaningHost>;
  readonly #project: ProjectId;
  readonly #openModel: OpenModel;
  #usesModel = false;

  /** `onDeath` hears of deaths that nobody asked for. */
  constructor(project: ProjectId, openModel: OpenModel, onDeath: (message: string) => void) {
    this.#project = project;
    this.#openModel = openModel;
    this.#worker = new WorkerHandle(createMeaningWorker, onDeath);
  }

  /** Whether what embeds now does so with a model, so that it goes when the model does. */
  get usesModel(): boolean {
    return this.#usesModel;
  }

  async open(space: MeaningSpace): Promise<Result<MessagePort, MeaningFailure>> {
    // One at a time: vectors of an earlier space would only take room.
    this.stop();
    const model = space.kind === 'lexical' ? null : await this.#openModel(space);
    if (model !== null && !model.ok) return failure(lost(model.error));
    this.#usesModel = model !== null;
    const ports = model?.value ?? null;
    const { port1, port2 } = new MessageChannel();
    const served = await this.#worker.read((host) =>
      host.serve(
        transfer(port1, [port1]),
        this.#project,
        ports === null ? null : transfer(ports, [...ports.ports]),
      ),
    );
    return served.ok ? transfer(success(port2), [port2]) : failure(lost(served.error));
  }

  stop(): void {
    this.#usesModel = false;
    this.#worker.stop();
  }
}

const lost = ({ message }: { readonly message: string }): MeaningFailure => ({
  kind: 'lost',
  message,
});
