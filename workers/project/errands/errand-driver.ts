import type { Caps } from '#core/budget/budget.ts';
import type { ErrandPlan } from '#core/contracts/errand-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { ErrandEngine, type ErrandEvent } from '#core/errands/errand-engine.ts';
import type { Errand } from '#core/model/errand.ts';
import type { ErrandId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { pageOf } from '#data/project-repository.ts';
import { Drive } from '#workers/project/runs/drive.ts';
import { Mutex } from '#workers/project/mutex.ts';
import { withAskedAgain } from './ask-again.ts';
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
type Altered = (errand: Errand) => Errand | Promise<Errand>;

/** Starts, stops and goes on with the newest errand; never beside a run. */
export class ErrandDriver {
  readonly #writer: ProjectWriter;
  readonly #runs: RunDriver;
  readonly #book: ErrandBook;
  readonly #ports: DriverPorts;
  /** Changes of stored rows: each is made of what the one before left. */
  readonly #rows = new Mutex();
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
    const going = await this.#go(() => errand, key);
    return going.ok ? success({ errandId: id }) : going;
  }

  /** Goes on with the newest errand; without the key that it needs it waits for one. */
  async resume(key: string | null): Answer<null> {
    return this.#goOn(key, (errand) => errand);
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
    if (this.#book.newest === null) return success(null);
    return this.#change((errand) =>
      errand.state === 'done' ? errand : { ...errand, state: 'stopped' },
    );
  }

  /** Leaves the errand as it stands; it goes on when the project is opened again. */
  async abandon(): Promise<void> {
    await this.#drive?.leave();
  }

  /** Replaces the caps, of an errand that is under way too. */
  async setCaps(caps: Caps): Answer<null> {
    const engine = this.#drive === null ? null : await this.#drive.ready();
    if (engine === null) return this.#change((errand) => ({ ...errand, caps }));
    engine.setCaps(caps);
    return success(null);
  }

  /** Asks once more about tasks whose answer could not be used; then the later answer counts. */
  async askAgain(key: string | null): Answer<{ tasks: number }> {
    let tasks = 0;
    const resumed = await this.#goOn(key, async (errand) => {
      const asked = await withAskedAgain(errand, this.#book);
      ({ tasks } = asked);
      return asked.errand;
    });
    return resumed.ok ? success({ tasks }) : resumed;
  }

  /** Goes on with the newest errand as `alter` makes it; without its key that only waits for one. */
  async #goOn(key: string | null, alter: Altered): Answer<null> {
    if (this.#book.newest === null) return failure(noErrand);
    if (this.isDriving) return failure(errandUnderWay);
    const known = key ?? this.#key;
    if (this.#book.newest.connection.usesKey && known === null) {
      return this.#change(async (errand) => ({
        ...(await alter(errand)),
        state: 'waiting-for-key',
      }));
    }
    return this.#go(async () => {
      const { failure: _, endedAt: __, ...rest } = await alter(this.#newest());
      return { ...rest, state: 'running' };
    }, known);
  }

  #newest(): Errand {
    const { newest } = this.#book;
    if (newest === null) throw new RangeError(noErrand.message);
    return newest;
  }

  /** Stores the newest errand as `alter` makes it, while it is not under way. */
  async #change(alter: Altered): Answer<null> {
    if (this.#book.newest === null) return failure(noErrand);
    try {
      await this.#store(async () => alter(this.#newest()));
    } catch (error) {
      return failure(describeStorageError(error));
    }
    this.#writer.ports.onChange();
    return success(null);
  }

  #store(make: () => Errand | Promise<Errand>): Promise<Errand> {
    return this.#rows.run(async () => {
      const errand = await make();
      await this.#book.commit({ errand });
      return errand;
    });
  }

  /** Takes the place of a run until the errand ends, which `make` gives once nobody else can. */
  async #go(make: () => Errand | Promise<Errand>, key: string | null): Answer<null> {
    if (this.isDriving) return failure(errandUnderWay);
    const held = this.#runs.gate.hold(errandUnderWay);
    if (!held.ok) return held;
    let stored: Result<null, ProjectFailure> = success(null);
    const drive = new Drive<ErrandEngine>(async (own) => {
      try {
        const errand = await this.#store(make);
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
    try {
      await this.#store(() => blocked);
    } catch {
      // Where not even that can be written, the screen must still say why the errand stopped.
      this.#book.put(blocked);
    }
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
