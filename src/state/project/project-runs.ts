import { proxy } from 'comlink';
import type { Caps } from '#core/budget/budget.ts';
import type { KeyRing, RunPlan } from '#core/contracts/run-api.ts';
import type { ReplayDiff } from '#core/fold/replay-diff.ts';
import type { RunId } from '#core/model/ids.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { PreviewRound } from '#core/pipeline/preview-round.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** Runs of an open project, and what other rules would make of their replies. */
export class ProjectRuns {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  preview(plan: RunPlan, keys: KeyRing): ProjectAnswer<PreviewRound> {
    return this.#line.ask((project) => project.preview(plan, keys));
  }

  /** Breaks a preview off, which then answers with what it has. */
  async cancelPreview(): Promise<void> {
    await this.#line.read((project) => project.cancelPreview());
  }

  start(plan: RunPlan, keys: KeyRing): ProjectAnswer<{ runId: RunId }> {
    return this.#line.change((project) => project.startRun(plan, keys));
  }

  pause(): ProjectAnswer<null> {
    return this.#line.change((project) => project.pauseRun());
  }

  resume(keys: KeyRing): ProjectAnswer<null> {
    return this.#line.change((project) => project.resumeRun(keys));
  }

  stop(): ProjectAnswer<null> {
    return this.#line.change((project) => project.stopRun());
  }

  /** Goes on with steps 2 and 3 after a run stopped between the steps. */
  continue(keys: KeyRing): ProjectAnswer<null> {
    return this.#line.change((project) => project.continueRun(keys));
  }

  /** Lets the run go on without its filter by embeddings, or with it again, when it is resumed. */
  skipMeaning(isSkipped: boolean): ProjectAnswer<null> {
    return this.#line.change((project) => project.skipMeaning(isSkipped));
  }

  /** Ends a wait that a provider asked for. */
  skipWait(): ProjectAnswer<null> {
    return this.#line.change((project) => project.skipWait());
  }

  setCaps(caps: Caps): ProjectAnswer<null> {
    return this.#line.change((project) => project.setCaps(caps));
  }

  raiseTarget(target: number, keys: KeyRing): ProjectAnswer<null> {
    return this.#line.change((project) => project.raiseTarget(target, keys));
  }

  previewReplay(recipe: Recipe, onProgress: (share: number) => void): ProjectAnswer<ReplayDiff> {
    return this.#line.ask((project) => project.previewReplay(recipe, proxy(onProgress)));
  }

  /** Breaks a replay, or a look at one, off. */
  async cancelReplay(): Promise<void> {
    await this.#line.read((project) => project.cancelReplay());
  }

  replay(recipe: Recipe, onProgress: (share: number) => void): ProjectAnswer<null> {
    return this.#line.change((project) => project.replay(recipe, proxy(onProgress)));
  }
}
