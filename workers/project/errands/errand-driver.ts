import { toRanges } from '#core/batch/id-ranges.ts';
import type { Caps } from '#core/budget/budget.ts';
import type { ErrandPlan } from '#core/contracts/errand-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { ErrandEngine, type ErrandEvent } from '#core/errands/errand-engine.ts';
import type { Errand, ErrandState } from '#core/model/errand.ts';
import type { ErrandId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { pageOf } from '#data/project-repository.ts';
import { Drive } from '#workers/project/runs/drive.ts';
import type { ErrandBook } from './errand-book.ts';
import { errandPorts } from './errand-ports.ts';
import { takeUpErrand } from './errand-take-up.ts';
import { modelNotes, withLearnt } from '#workers/project/runs/model-notes.ts';
import { checkErrand, newErrand } from './new-errand.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import type { DriverPorts } from '#workers/project/runs/driver-ports.ts';
import type { RunDriver } from '#workers/project/runs/run-driver.ts';
import type { RunWait } from '#workers/project/runs/run-follower.ts';
import { describeStorageError, isStorageError } from '#workers/project/storage-failure.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** Starts, stops and goes on with the newest errand; never beside a run. */
export class ErrandDriver {
  readonly #writer: ProjectWriter;
  readonly #runs: RunDriver;
  readonly #book: ErrandBook;
  readonly #ports: DriverPorts;
  #drive: Drive<ErrandEngine> | null = null;
  /** Of the newest errand: it is kept once that errand is stored, never before. */
  #key: string | null = null;
  #wait: RunWait | null = null;

  constructor(writer: ProjectWriter, runs: RunDriver, book: ErrandBook, ports: DriverPorts) {
    this.#writer = writer;
    this.#runs = runs;
    this.#book = book;
    this.#ports = ports;
  }

  get isDriving(): boolean {
    return this.#drive !== null;
  }

  get inFlight(): number {
    return this.#drive?.engine?.inFlight ?? 0;
  }

  get limit(): number {
    return this.#drive?.engine?.limit ?? 0;
  }

  get wait(): RunWait | null {
    return this.#wait;
  }

  async start(plan: ErrandPlan, key: string | null): Answer<{ errandId: ErrandId }> {
    const problem = checkErrand(plan);
    if (problem !== null) return failure({ kind: 'bad-input', message: problem });
    const learnt = await withLearnt(plan, this.#ports.memory);
    const id = (this.#book.newest?.id ?? 0) + 1;
    const errand = newErrand(learnt, key, id, this.#writer.ports.now());
    const going = await this.#go(errand, key);
    return going.ok ? success({ errandId: id }) : going;
  }

  /** Goes on with the newest errand; without the key that it needs it waits for one. */
  async resume(key: string | null): Answer<null> {
    const errand = this.#book.newest;
    if (errand === null) return failure(noErrand);
    const known = key ?? this.#key;
    if (errand.connection.usesKey && known === null) {
      return this.#setState(errand, 'waiting-for-key');
    }
    const { failure: _, endedAt: __, ...rest } = errand;
    return this.#go({ ...rest, state: 'running' }, known);
  }

  pause(): Result<null, ProjectFailure> {
    this.#drive?.control.pause();
    return success(null);
  }

  async stop(): Answer<null> {
    if (this.#drive !== null) {
      await this.#drive.stop();
      return success(null);
    }
    const errand = this.#book.newest;
    const isOver = errand === null || errand.state === 'done' || errand.state === 'stopped';
    return isOver ? success(null) : this.#setState(errand, 'stopped');
  }

  /** Leaves the errand as it stands; it goes on when the project is opened again. */
  async abandon(): Promise<void> {
    await this.#drive?.leave();
  }

  /** Replaces the caps, of an errand that is under way too. */
  async setCaps(caps: Caps): Answer<null> {
    const errand = this.#book.newest;
    if (errand === null) return failure(noErrand);
    const engine = await this.#drive?.ready();
    if (!engine) return this.#setState({ ...errand, caps }, errand.state);
    engine.setCaps(caps);
    return success(null);
  }

  /** Asks once more about tasks whose answer could not be used; then the later answer counts. */
  async askAgain(key: string | null): Answer<{ tasks: number }> {
    const errand = this.#book.newest;
    if (errand === null) return failure(noErrand);
    if (this.isDriving) return failure(errandUnderWay);
    const results = await this.#book.results(errand.id);
    const ids = [...results.all()]
      .filter(({ kind }) => kind === 'bad' || kind === 'failed')
      .map(({ taskId }) => taskId);
    const todo = [...errand.todo, ...toRanges(ids)];
    const written = await this.#setState({ ...errand, todo }, errand.state);
    if (!written.ok) return written;
    const resumed = await this.resume(key);
    return resumed.ok ? success({ tasks: ids.length }) : resumed;
  }

  async #setState(errand: Errand, state: ErrandState): Answer<null> {
    try {
      await this.#book.commit({ errand: { ...errand, state } });
    } catch (error) {
      return failure(describeStorageError(error));
    }
    this.#writer.ports.onChange();
    return success(null);
  }

  /** Takes the place of a run until the errand ends. */
  async #go(errand: Errand, key: string | null): Answer<null> {
    if (this.isDriving) return failure(errandUnderWay);
    const held = this.#runs.gate.hold(errandUnderWay);
    if (!held.ok) return held;
    let stored: Result<null, ProjectFailure> = success(null);
    const drive = new Drive<ErrandEngine>(async (own) => {
      try {
        await this.#book.commit({ errand });
        this.#key = key;
        await this.#follow(errand, own);
      } catch (error) {
        stored = failure(describeStorageError(error));
      } finally {
        this.#drive = null;
        this.#wait = null;
        held.value();
        this.#writer.ports.onChange();
      }
    });
    this.#drive = drive;
    await drive.ready();
    return stored;
  }

  async #engineOf(stored: Errand, { control, cancel }: Drive<ErrandEngine>): Promise<ErrandEngine> {
    const { connection, seed } = stored;
    const models = await modelNotes([connection], this.#ports.memory);
    const complete = await this.#ports.createModel(connection, this.#key, seed);
    const { open, errand } = await takeUpErrand(stored, this.#book, this.#writer.ports.now);
    const maxConcurrent = this.#ports.mostInFlight(connection);
    return new ErrandEngine({
      errand: { ...errand, connection: { ...connection, maxConcurrent } },
      open,
      ports: await errandPorts(errand, this.#writer, this.#book, { complete, models }),
      control,
      cancel,
    });
  }

  /** Follows an errand to its end; a failed commit ends it with what is on disk. */
  async #follow(errand: Errand, drive: Drive<ErrandEngine>): Promise<void> {
    try {
      const engine = await this.#engineOf(errand, drive);
      drive.begin(engine);
      this.#writer.ports.onChange();
      for await (const event of engine.events()) this.#hear(event);
    } catch (error) {
      // Another tab writes now, so that a failed commit is what must happen.
      if (drive.control.wanted !== 'leave') await this.#recover(errand, error);
    }
  }

  #hear(event: ErrandEvent): void {
    if (event.kind === 'waiting') this.#wait = event;
    if (event.kind === 'sent' || event.kind === 'ended') this.#wait = null;
    if (event.kind === 'answered') {
      const pages = [...new Set(event.tasks.map(pageOf))];
      const version = this.#writer.state.seq;
      this.#writer.ports.broadcast({ kind: 'tasks-changed', version, pages });
    }
    this.#writer.ports.onChange();
  }

  async #recover(errand: Errand, error: unknown): Promise<void> {
    const { message } = describeStorageError(error);
    const stored = this.#book.find(errand.id) ?? errand;
    const kind = isStorageError(error) ? 'storage' : 'internal';
    const blocked: Errand = { ...stored, state: 'blocked', failure: { kind, message } };
    const written = await this.#setState(blocked, 'blocked');
    if (!written.ok) this.#book.put(blocked);
  }
}

const noErrand: ProjectFailure = {
  kind: 'bad-input',
  message: 'No model was asked about tasks yet.',
};

/** Said of whatever must wait until the errand is over. */
const errandUnderWay: ProjectFailure = {
  kind: 'busy',
  message: 'A model is being asked about tasks of this project. Wait for it, pause it or stop it.',
};
