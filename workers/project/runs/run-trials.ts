import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { KeyRing, RunPlan } from '#core/contracts/run-api.ts';
import { indexSettings } from '#core/fold/index-settings.ts';
import type { ReplayDiff } from '#core/fold/replay-diff.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import {
  previewRound,
  type PreviewRound,
  type PreviewSetting,
} from '#core/pipeline/preview-round.ts';
import { screenNovelty } from '#core/pipeline/screen-novelty.ts';
import { checkGuardRules, checkMeaningRule, checkPlan } from './check-plan.ts';
import { meaningLost, MeaningLostError, readyMeaning } from './meaning-desk.ts';
import { withLearnt } from './model-notes.ts';
import { newRun } from './new-run.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { previewReplay, recordReplay } from './replay-run.ts';
import { ReplayWatch } from './replay-watch.ts';
import type { DriverPorts } from './driver-ports.ts';
import { runUnderWay } from './run-gate.ts';
import { RunKeys } from './run-keys.ts';
import { stepModels } from './step-models.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;
type Progress = (share: number) => void;

/** What can be tried beside a run: a round before it, other rules after it. Not while one goes on. */
export class RunTrials {
  readonly #writer: ProjectWriter;
  readonly #ports: DriverPorts;
  readonly #isBusy: () => boolean;
  #cancel: AbortController | null = null;
  #replaying: AbortController | null = null;

  constructor(writer: ProjectWriter, ports: DriverPorts, isBusy: () => boolean) {
    this.#writer = writer;
    this.#ports = ports;
    this.#isBusy = isBusy;
  }

  /** One round with nothing kept; fails as a run would whose plan cannot work. */
  async preview(plan: RunPlan, keys: KeyRing): Promise<Result<PreviewRound, ProjectFailure>> {
    const { pool, index, guards } = this.#writer.state;
    const problem = checkPlan(plan, this.#writer.state);
    if (problem !== null) return failure({ kind: 'bad-input', message: problem });
    if (this.#isBusy()) return failure(runUnderWay);
    const learnt = await withLearnt(plan, this.#ports.memory);
    const run = newRun(learnt, keys, 0, this.#writer.ports.now());
    const meaning = await this.#writer.exclusive(() =>
      readyMeaning(run, this.#writer.state, this.#ports),
    );
    if (!meaning.ok) return meaning;
    const complete = await stepModels(run, this.#ports.createModel, new RunKeys().add(keys));
    this.cancelPreview();
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    const screen: PreviewSetting['screen'] = (items) =>
      this.#writer.exclusive(async () => {
        await index.prepare(indexSettings(run));
        const screened = await screenNovelty(items, {
          similarity: index,
          meaning: meaning.value,
        });
        // A preview leaves no trace: these items are in no pool, so that following them removes them.
        await index.follow(items.map(({ id }) => id));
        if (!screened.ok) throw new MeaningLostError(meaningLost(screened.error));
        return screened.value;
      });
    const guard = guards.guardOf(run.recipe);
    try {
      return success(await previewRound({ run, pool, complete, signal, guard, screen }));
    } catch (error) {
      if (error instanceof MeaningLostError) return failure(error.failure);
      throw error;
    }
  }

  cancelPreview(): void {
    this.#cancel?.abort();
  }

  /** What the stored replies of the newest run would give under another recipe. */
  async previewReplay(recipe: Recipe, onProgress?: Progress): Answer<ReplayDiff> {
    const problem = this.#problemOf(recipe);
    if (problem !== null) return failure(problem);
    return previewReplay(this.#writer, recipe, this.#watch(onProgress));
  }

  /** Breaks a replay, or a look at one, off. */
  cancelReplay(): void {
    this.#replaying?.abort();
  }

  #watch(onProgress: Progress = () => undefined): ReplayWatch {
    this.#replaying = new AbortController();
    const { now } = this.#writer.ports;
    const tell = (done: number, total: number): void => onProgress(done / total);
    return new ReplayWatch(now, tell, this.#replaying.signal);
  }

  /** Reads the stored replies of the newest run again under another recipe, without a call. */
  async replay(recipe: Recipe, onProgress?: Progress): Answer<null> {
    const problem = this.#problemOf(recipe);
    if (problem !== null) return failure(problem);
    const watch = this.#watch(onProgress);
    return this.#writer.exclusive(async () => {
      const { run } = this.#writer.state;
      if (run === null)
        return failure({ kind: 'bad-input', message: 'There is no run to replay.' });
      const event = { kind: 'replayed', runId: run.id, recipe, before: run.recipe } as const;
      return recordReplay(this.#writer, event, watch);
    });
  }

  /** Why nothing can be replayed under a recipe now, or null. */
  #problemOf({ guard, similarity }: Recipe): ProjectFailure | null {
    if (this.#isBusy()) return runUnderWay;
    const message =
      checkGuardRules(guard, this.#writer.state.guards) ?? checkMeaningRule(similarity.semantic);
    return message === null ? null : { kind: 'bad-input', message };
  }
}
