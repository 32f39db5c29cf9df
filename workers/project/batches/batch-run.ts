import { indexSettings } from '#core/fold/index-settings.ts';
import type { MeaningIndex } from '#core/fold/meaning-index.ts';
import type { RequestId } from '#core/model/ids.ts';
import type { LogEvent } from '#core/model/log.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { stepsOf } from '#core/model/step-connection.ts';
import { applyHeld } from '#core/pipeline/apply-held.ts';
import type { OpenRequests } from '#core/pipeline/open-requests.ts';
import { planRequests } from '#core/pipeline/plan-requests.ts';
import type { Application, SimilarityPort } from '#core/pipeline/ports.ts';
import { batchFormOf, type BatchForm } from './batch-lines.ts';
import {
  meaningLost,
  MeaningLostError,
  readyMeaning,
  type MeaningPorts,
} from '#workers/project/runs/meaning-desk.ts';
import { prefixReader } from '#workers/project/runs/open-requests-of.ts';
import type { ProjectState } from '#workers/project/project-state.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { takeUp } from '#workers/project/runs/take-up.ts';

/** A run whose answers come from files: what is open of it, and how they take effect. */
export class BatchRun {
  run: Run;
  readonly open: OpenRequests;
  readonly prefixOf: (request: ModelRequest) => Promise<string>;
  readonly #forms = new Map<string, Promise<BatchForm>>();
  readonly #ports: MeaningPorts;
  #meaning: MeaningIndex | null = null;

  private constructor(
    { run, open }: { run: Run; open: OpenRequests },
    writer: ProjectWriter,
    ports: MeaningPorts,
  ) {
    this.run = run;
    this.open = open;
    this.#ports = ports;
    this.prefixOf = prefixReader(writer.repository);
  }

  static async takeUp(stored: Run, writer: ProjectWriter, ports: MeaningPorts): Promise<BatchRun> {
    return new BatchRun(await takeUp(stored, writer), writer, ports);
  }

  /** How a batch put a step's questions to a model. */
  formOf({ step, model }: ModelRequest): Promise<BatchForm> {
    const name = `${step} ${model}`;
    const known = this.#forms.get(name) ?? batchFormOf(this.run, step, model);
    this.#forms.set(name, known);
    return known;
  }

  isAnswered(id: RequestId, state: ProjectState): boolean {
    return state.applied.has(id) || this.open.isHeld(id);
  }

  /**
   * Lets stored replies take effect in one commit, as the engine does; tells how many did. Throws a
   * `MeaningLostError` where the filter by embeddings is not at hand: the rest stays stored.
   */
  async apply(writer: ProjectWriter): Promise<number> {
    const { state } = writer;
    const at = writer.ports.now();
    const setting = {
      pool: state.pool,
      open: this.open,
      similarity: similarityOf(this.run, state),
      meaning: await this.#meaningFor(state),
      guard: state.guards.guardOf(this.run.recipe),
      at,
    };
    const { run, applied, lost } = await applyHeld(this.run, setting);
    this.run = run;
    if (applied.length > 0) await this.#commit(applied, writer, at);
    if (lost !== undefined) throw new MeaningLostError(meaningLost(lost));
    return applied.length;
  }

  async #commit(applied: readonly Application[], writer: ProjectWriter, at: number): Promise<void> {
    const { state } = writer;
    this.run = this.#settled(state, at);
    const events = applied.map((entry): LogEvent => ({
      kind: 'applied',
      runId: this.run.id,
      ...entry,
    }));
    await writer.commit(events, at, this.run);
  }

  /** The pool’s embeddings, made only where a proposal is to be screened. */
  async #meaningFor(state: ProjectState): Promise<MeaningIndex | null> {
    const isProposal = ({ step }: ModelRequest): boolean =>
      step === 'instruction' || step === 'whole-task';
    if (!this.open.held.some(({ request }) => isProposal(request))) return this.#meaning;
    if (this.#meaning !== null && this.#meaning === state.meaning) return this.#meaning;
    const ready = await readyMeaning(this.run, state, this.#ports);
    if (!ready.ok) throw new MeaningLostError(ready.error);
    this.#meaning = ready.value;
    return ready.value;
  }

  /** A run that only waited for its batches is done with the last of them. */
  #settled({ pool }: ProjectState, at: number): Run {
    const { run, open } = this;
    if (run.state !== 'paused' || open.unanswered.length > 0) return run;
    const { proposals, tasks, made } = open;
    const steps = new Set(stepsOf(run.recipe));
    const left = planRequests(run, pool, { proposals, tasks, made, freeSlots: 1, steps });
    return left.length > 0 ? run : { ...run, state: 'done', endedAt: at };
  }
}

/** The pool’s index, built only where a proposal is to be screened: the other steps need none. */
function similarityOf(run: Run, { index }: ProjectState): SimilarityPort {
  return {
    screenBatch: async (items) => {
      if (items.length === 0) return [];
      await index.prepare(indexSettings(run));
      return index.screenBatch(items);
    },
    follow: (ids) => index.follow(ids),
  };
}
