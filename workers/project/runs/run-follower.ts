import { IndexOutOfStepError } from '#core/fold/pool-index.ts';
import type { MeaningProgress } from '#core/fold/meaning-index.ts';
import { indexSettings } from '#core/fold/index-settings.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import { connectionsOf, mapConnections } from '#core/model/step-connection.ts';
import type { RunControl } from '#core/pipeline/run-control.ts';
import { RunEngine } from '#core/pipeline/run-engine.ts';
import type { RunEvent } from '#core/pipeline/run-events.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { describeStorageError, isStorageError } from '#workers/project/storage-failure.ts';
import type { Drive } from './drive.ts';
import type { DriverPorts } from './driver-ports.ts';
import { embedPool, placeMeaning } from './meaning-desk.ts';
import { modelNotes } from './model-notes.ts';
import type { RunKeys } from './run-keys.ts';
import { PoolReplacedError, runPorts } from './run-ports.ts';
import { stepModels } from './step-models.ts';
import { storeRun } from './store-run.ts';
import { takeUp } from './take-up.ts';

/** A wait that holds every call of a run up. */
export interface RunWait {
  readonly until: number;
  readonly failure: CallFailure;
}

/** Makes the engine of a run that is stored, follows it to its end, and knows what it waits for. */
export class RunFollower {
  readonly #writer: ProjectWriter;
  readonly #ports: DriverPorts;
  #wait: RunWait | null = null;
  #embedding: MeaningProgress | null = null;

  constructor(writer: ProjectWriter, ports: DriverPorts) {
    this.#writer = writer;
    this.#ports = ports;
  }

  get wait(): RunWait | null {
    return this.#wait;
  }

  /** How much of the pool is embedded; null where that is not what the run waits for. */
  get embedding(): MeaningProgress | null {
    return this.#embedding;
  }

  /** A person knows better than to wait. */
  forgetWait(): void {
    this.#wait = null;
  }

  /**
   * Follows a run to its end; a failed commit of its own ends it with what is on disk. True where it
   * ended only because it must begin anew with what is in memory by then.
   */
  async follow(run: Run, keys: RunKeys, drive: Drive<RunEngine>): Promise<boolean> {
    try {
      const engine = await this.#engineOf(run, keys, drive);
      drive.begin(engine);
      this.#writer.ports.onChange();
      await this.#embed(engine, run, drive.control);
      for await (const event of engine.events()) this.#hear(event);
      return engine.isBehind;
    } catch (error) {
      // Another tab writes now, so that a failed commit is what must happen.
      if (drive.control.wanted === 'leave') return false;
      await this.#recover(run, error);
      return error instanceof IndexOutOfStepError || error instanceof PoolReplacedError;
    } finally {
      this.#embedding = null;
      this.#wait = null;
    }
  }

  async #engineOf(
    stored: Run,
    keys: RunKeys,
    { control, cancel }: Drive<RunEngine>,
  ): Promise<RunEngine> {
    const { createModel, mostInFlight, memory } = this.#ports;
    const complete = await stepModels(stored, createModel, keys);
    const models = await modelNotes(connectionsOf(stored), memory);
    const { open, run } = await takeUp(stored, this.#writer);
    await this.#writer.changing(() => this.#writer.state.index.prepare(indexSettings(run)));
    // From here on all of it is of one state: where that is replaced, the ports refuse to go on.
    const { state } = this.#writer;
    placeMeaning(run, state, this.#ports);
    return new RunEngine({
      run: {
        ...run,
        ...mapConnections(run, (each) => ({ ...each, maxConcurrent: mostInFlight(each) })),
      },
      pool: state.pool,
      open,
      ports: await runPorts(run, state, this.#writer, { complete, models }),
      control,
      cancel,
    });
  }

  /** Embeds the pool first, where the recipe's filter needs it; what fails there ends the run. */
  async #embed(engine: RunEngine, run: Run, control: RunControl): Promise<void> {
    const { state, ports } = this.#writer;
    if (state.meaning === null) return;
    const problem = await embedPool(state.meaning, run, state, {
      isWanted: () => control.wanted === 'run',
      onProgress: (progress) => {
        this.#embedding = progress;
        ports.onChange();
      },
    });
    this.#embedding = null;
    if (problem !== null) engine.lose(problem);
  }

  #hear(event: RunEvent): void {
    if (event.kind === 'waiting') this.#wait = event;
    if (event.kind === 'sent' || event.kind === 'ended') this.#wait = null;
    this.#writer.ports.onChange();
  }

  async #recover(run: Run, error: unknown): Promise<void> {
    const { message } = describeStorageError(error);
    const stored = this.#writer.state.runs.find(({ id }) => id === run.id) ?? run;
    const kind = isStorageError(error) ? 'storage' : 'internal';
    const blocked: Run = { ...stored, state: 'blocked', failure: { kind, message } };
    const written = await storeRun(this.#writer, blocked);
    // Where not even that can be written, the screen must still say why the run stopped.
    if (!written.ok) this.#writer.state.putRun(blocked);
  }
}
