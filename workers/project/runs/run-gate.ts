import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';

interface RunsNow {
  readonly isDriving: boolean;
  /** One that was cut off and is about to go on is so too. */
  readonly isStoredAsRunning: boolean;
}

/** Keeps apart what can't go on at the same time in a project: a run, an errand, batch files. */
export class RunGate {
  readonly #runs: RunsNow;
  #held: ProjectFailure | null = null;

  constructor(runs: RunsNow) {
    this.#runs = runs;
  }

  /** Why nothing can be started or changed at rest now; null where it can. */
  get busy(): ProjectFailure | null {
    return this.#runs.isDriving ? runUnderWay : this.#held;
  }

  /**
   * Keeps runs from starting until the function that it gives is called; `said` is what they are
   * told meanwhile. Fails where a run or something else is under way.
   */
  hold(said: ProjectFailure): Result<() => void, ProjectFailure> {
    if (this.#runs.isStoredAsRunning) return failure(runUnderWay);
    if (this.busy !== null) return failure(this.busy);
    this.#held = said;
    return success(() => {
      this.#held = null;
    });
  }

  /** Does work that no run may be under way beside, nor start before it is over. */
  async withoutRun<T>(
    work: () => Promise<Result<T, ProjectFailure>>,
  ): Promise<Result<T, ProjectFailure>> {
    const held = this.hold(batchUnderWay);
    if (!held.ok) return held;
    try {
      return await work();
    } finally {
      held.value();
    }
  }
}

/** Said of whatever must wait until the run is over. */
export const runUnderWay: ProjectFailure = {
  kind: 'busy',
  message: 'A run of this project is under way.',
};

const batchUnderWay: ProjectFailure = {
  kind: 'busy',
  message: 'Batch files of this project are being written or read. Try again in a moment.',
};
