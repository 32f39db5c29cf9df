import type { Caps } from '#core/budget/budget.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { KeyRing } from '#core/contracts/run-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import type { RunDriver } from './run-driver.ts';

type Answer = Promise<Result<null, ProjectFailure>>;

/** What a person changes of the newest run, under way or at rest. */
export class RunChanges {
  readonly #writer: ProjectWriter;
  readonly #driver: RunDriver;

  constructor(writer: ProjectWriter, driver: RunDriver) {
    this.#writer = writer;
    this.#driver = driver;
  }

  /** Lets a run that is not under way go on without its filter by embeddings, or with it again. */
  async skipMeaning(isSkipped: boolean): Answer {
    const { run } = this.#writer.state;
    if (run === null) return failure({ kind: 'bad-input', message: 'There is no run yet.' });
    const busy = this.#driver.gate.busy;
    if (busy !== null) return failure(busy);
    const { skipsMeaning: _, ...rest } = run;
    return this.#driver.put(isSkipped ? { ...rest, skipsMeaning: true } : rest);
  }

  /** Ends a wait that a provider asked for; a run that is not under way forgets it. */
  async skipWait(): Answer {
    if (await this.#driver.skipWait()) return success(null);
    const { run } = this.#writer.state;
    if (run === null) return success(null);
    const { heldUntil: _, stepsHeldUntil: __, ...rest } = run;
    return this.#driver.put(rest);
  }

  /** Replaces the caps, of a run that is under way too. */
  async setCaps(caps: Caps): Answer {
    const engine = await this.#driver.engine();
    if (engine !== null) {
      engine.setCaps(caps);
      return success(null);
    }
    const { run } = this.#writer.state;
    if (run === null) return failure({ kind: 'bad-input', message: 'There is no run to cap.' });
    const { busy } = this.#driver.gate;
    return busy === null ? this.#driver.put({ ...run, caps }) : failure(busy);
  }

  /** Raises the target, of a run that is under way too; one that was over goes on. */
  async raiseTarget(target: number, keys: KeyRing): Answer {
    const engine = await this.#driver.engine();
    const { run } = this.#writer.state;
    if (run === null || !Number.isSafeInteger(target) || target <= run.target) {
      const message = `The new target must be a whole number above ${run?.target ?? 0}.`;
      return failure({ kind: 'bad-input', message });
    }
    if (engine !== null) {
      engine.raiseTarget(target);
      return success(null);
    }
    const { busy } = this.#driver.gate;
    return busy === null ? this.#raiseAtRest(run, target, keys) : failure(busy);
  }

  async #raiseAtRest(run: Run, target: number, keys: KeyRing): Answer {
    const { proposesNoMore: _, ...rest } = run;
    const isOver = run.state === 'done' || run.state === 'stopped';
    const written = await this.#driver.put({
      ...rest,
      target,
      state: isOver ? 'paused' : run.state,
    });
    return isOver && written.ok ? this.#driver.resume(keys) : written;
  }
}
