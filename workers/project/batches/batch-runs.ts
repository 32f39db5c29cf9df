import type { RunId } from '#core/model/ids.ts';
import type { Run } from '#core/model/run.ts';
import { BatchRun } from './batch-run.ts';
import type { MeaningPorts } from '#workers/project/runs/meaning-desk.ts';
import type { ProjectState } from '#workers/project/project-state.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';

/**
 * The runs whose results are being taken, each read from disk once: a run with 50,000 open requests
 * takes seconds to read, and its results may come in a hundred files.
 */
export class BatchRuns {
  readonly #writer: ProjectWriter;
  readonly #known = new Map<RunId, BatchRun>();
  readonly #ports: MeaningPorts;
  #state: ProjectState;

  constructor(writer: ProjectWriter, ports: MeaningPorts) {
    this.#writer = writer;
    this.#ports = ports;
    this.#state = writer.state;
  }

  /** Replies that are stored and wait. */
  get waiting(): number {
    return [...this.#known.values()].reduce((sum, { open }) => sum + open.held.length, 0);
  }

  /** Forgets all of it: something else has changed what is open. */
  clear(): void {
    this.#known.clear();
  }

  /** A run as it stands on disk; read again after a commit failed. */
  async of(run: Run): Promise<BatchRun> {
    if (this.#writer.state !== this.#state) this.clear();
    this.#state = this.#writer.state;
    const known = this.#known.get(run.id);
    if (known !== undefined) {
      // Caps, target and the like may have been set since.
      known.run = run;
      return known;
    }
    const taken = await BatchRun.takeUp(run, this.#writer, this.#ports);
    this.#known.set(run.id, taken);
    return taken;
  }
}
