import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { KeyRing, RunPlan } from '#core/contracts/run-api.ts';
import type { MeaningProgress } from '#core/fold/meaning-index.ts';
import type { RunId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Run, RunState } from '#core/model/run.ts';
import type { RunEngine } from '#core/pipeline/run-engine.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { describeStorageError } from '#workers/project/storage-failure.ts';
import { checkPlan } from './check-plan.ts';
import { Drive } from './drive.ts';
import type { DriverPorts } from './driver-ports.ts';
import { meaningLost } from './meaning-desk.ts';
import { withLearnt } from './model-notes.ts';
import { newRun } from './new-run.ts';
import { RunFollower, type RunWait } from './run-follower.ts';
import { RunGate } from './run-gate.ts';
import { RunKeys } from './run-keys.ts';
import { storeRun } from './store-run.ts';

/** Starts, stops and goes on with the one run that a project can have at a time. */
export class RunDriver {
  readonly gate: RunGate;
  readonly #writer: ProjectWriter;
  readonly #ports: DriverPorts;
  #drive: Drive<RunEngine> | null = null;
  /** A run keeps what it was given until the next one starts. */
  #keys = new RunKeys();
  readonly #follower: RunFollower;
  #drives = 0;

  constructor(writer: ProjectWriter, ports: DriverPorts) {
    this.#writer = writer;
    this.#ports = ports;
    this.#follower = new RunFollower(writer, ports);
    this.gate = new RunGate(this);
  }

  get isDriving(): boolean {
    return this.#drive !== null;
  }

  /** Whether the newest run is stored as one that goes on, under way here or not. */
  get isStoredAsRunning(): boolean {
    return this.#writer.state.run?.state === 'running';
  }

  /** How often a run was set going: whoever remembers what is open must read it again then. */
  get drives(): number {
    return this.#drives;
  }

  get inFlight(): number {
    return this.#drive?.engine?.inFlight ?? 0;
  }

  get limit(): number {
    return this.#drive?.engine?.limit ?? 0;
  }

  get wait(): RunWait | null {
    return this.#follower.wait;
  }

  /** How much of the pool is embedded; null where that is not what the run waits for. */
  get embedding(): MeaningProgress | null {
    return this.#follower.embedding;
  }

  /** The engine of the run that is under way, once it is ready; null where none is under way. */
  async engine(): Promise<RunEngine | null> {
    return (await this.#drive?.ready()) ?? null;
  }

  async start(plan: RunPlan, keys: KeyRing): Promise<Result<{ runId: RunId }, ProjectFailure>> {
    const problem = checkPlan(plan, this.#writer.state);
    if (problem !== null) return failure({ kind: 'bad-input', message: problem });
    const { semantic } = plan.recipe.similarity;
    const atHand = semantic ? await this.#ports.meaningOf(semantic.space).reset([]) : success(null);
    if (!atHand.ok) return failure(meaningLost(atHand.error));
    const learnt = await withLearnt(plan, this.#ports.memory);
    if (this.gate.busy !== null) return failure(this.gate.busy);
    const { now } = this.#writer.ports;
    const run = newRun(learnt, keys, (this.#writer.state.run?.id ?? 0) + 1, now());
    this.#keys = new RunKeys().add(keys);
    const going = await this.#go(run, () => this.#begin(run));
    return going.ok ? success({ runId: run.id }) : going;
  }

  /** Goes on with a run that is not finished; without the key that it needs it waits for one. */
  async resume(keys: KeyRing): Promise<Result<null, ProjectFailure>> {
    const { run } = this.#writer.state;
    if (run === null)
      return failure({ kind: 'bad-input', message: 'There is no run to go on with.' });
    if (this.gate.busy !== null) return failure(this.gate.busy);
    if (this.#keys.add(keys).isMissingFor(run)) return this.#setState(run, 'waiting-for-key');
    const { failure: _, failedStep: __, cappedBy: ___, endedAt: ____, ...rest } = run;
    const running: Run = { ...rest, ...this.#keys.noteIn(rest), state: 'running' };
    return this.#go(running, () => this.#setState(running, 'running'));
  }

  pause(): Result<null, ProjectFailure> {
    this.#drive?.control.pause();
    return success(null);
  }

  /**
   * Leaves a run as it stands, because this worker closes or another tab takes over: calls in
   * flight are cancelled, and the stored run stays one that goes on when it is opened again.
   */
  async abandon(): Promise<void> {
    await this.#drive?.leave();
  }

  /** Stops at once; a run that is not under way is marked as stopped. */
  async stop(): Promise<Result<null, ProjectFailure>> {
    if (this.#drive !== null) {
      await this.#drive.stop();
      return success(null);
    }
    if (this.gate.busy !== null) return failure(this.gate.busy);
    const { run } = this.#writer.state;
    return run === null ? success(null) : this.#setState(run, 'stopped');
  }

  /** Goes on with steps 2 and 3 of a run that stopped between the steps. */
  async continue(keys: KeyRing): Promise<Result<null, ProjectFailure>> {
    const { run } = this.#writer.state;
    if (run?.stopsAfterInstructions !== true) {
      return failure({ kind: 'bad-input', message: 'This run does not stop between the steps.' });
    }
    if (this.gate.busy !== null) return failure(this.gate.busy);
    // What a person rejected between the steps is not made up for: it was a choice. Nor is what steps
    // 2 and 3 make nothing of: step 1 is over, and was agreed to be.
    const { accepted } = this.#writer.state.pool.progress(run.id);
    const target = Math.max(1, Math.min(run.target, accepted));
    const going: Run = { ...run, target, stopsAfterInstructions: false, proposesNoMore: true };
    // Not `done` any more, not for a moment: nobody may take it for finished.
    const written = await this.#setState(going, 'paused');
    return written.ok ? this.resume(keys) : written;
  }

  /** Ends a wait of the run that is under way; false where none is. */
  async skipWait(): Promise<boolean> {
    const engine = await this.engine();
    if (engine === null) return false;
    engine.skipWait();
    this.#follower.forgetWait();
    return true;
  }

  /** Stores a run that is not under way. */
  put(run: Run): Promise<Result<null, ProjectFailure>> {
    return this.#setState(run, run.state);
  }

  #setState(run: Run, state: RunState): Promise<Result<null, ProjectFailure>> {
    return storeRun(this.#writer, { ...run, state });
  }

  async #begin(run: Run): Promise<Result<null, ProjectFailure>> {
    const event = { kind: 'run-started', runId: run.id } as const;
    try {
      await this.#writer.changing(() => this.#writer.commit([event], run.startedAt, run));
      return success(null);
    } catch (error) {
      return failure(describeStorageError(error));
    }
  }

  /** Takes the one place that there is at once; then stores that the run goes on, and drives it. */
  async #go(
    run: Run,
    store: () => Promise<Result<null, ProjectFailure>>,
  ): Promise<Result<null, ProjectFailure>> {
    this.#drives += 1;
    let stored: Result<null, ProjectFailure> = success(null);
    const drive = new Drive<RunEngine>(async (own) => {
      stored = await store();
      const isToGoOn = stored.ok && (await this.#follower.follow(run, this.#keys, own));
      this.#drive = null;
      this.#writer.ports.onChange();
      if (isToGoOn && own.control.wanted === 'run') await this.resume(null);
    });
    this.#drive = drive;
    await drive.ready();
    return stored;
  }
}
