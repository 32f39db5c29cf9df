import type { ProjectFailure, StepBack, StepBackProgress } from '#core/contracts/project-api.ts';
import { isWholeStep, onlyTaskOf, touchedCount } from '#core/fold/touched-tasks.ts';
import { describeEvent, type PersonEntry } from '#core/fold/undo-stack.ts';
import type { LogEvent } from '#core/model/log.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { ProjectWriter } from './project-writer.ts';
import { recordReplay } from './runs/replay-run.ts';
import { ReplayWatch } from './runs/replay-watch.ts';
import type { StepWatch } from './step-watch.ts';

type StepBackEvent = LogEvent & { kind: 'undone' | 'redone' };
type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** Who waits for a step back: told of which step it is, too, which is known when its turn comes. */
interface BackWatch {
  readonly signal?: AbortSignal;
  readonly onProgress?: StepBackProgress;
}

/** Takes steps back and does them again; each is one entry of the log, stored whole or not at all. */
export class StepsBack {
  readonly #writer: ProjectWriter;
  readonly #busy: () => ProjectFailure | null;

  /** `busy` tells what goes on that a replay may not be undone beside. */
  constructor(writer: ProjectWriter, busy: () => ProjectFailure | null) {
    this.#writer = writer;
    this.#busy = busy;
  }

  /** `sparesWhole`: leaves a step alone that a person should be asked about first. */
  undo(watch: BackWatch = {}, sparesWhole = false): Answer<StepBack | null> {
    return this.#again('undone', watch, sparesWhole);
  }

  redo(watch: BackWatch = {}): Answer<StepBack | null> {
    return this.#again('redone', watch);
  }

  #again(
    kind: StepBackEvent['kind'],
    watch: BackWatch,
    sparesWhole = false,
  ): Answer<StepBack | null> {
    return this.#writer.exclusive(async () => {
      const { undo } = this.#writer.state;
      const target = kind === 'undone' ? undo.nextUndo : undo.nextRedo;
      if (target === null) return success(null);
      if (sparesWhole && isWholeStep(target)) return failure(wholeStep(target));
      const event: StepBackEvent = { kind, targetSeq: target.seq };
      const own = watchOf(target, watch);
      const recorded =
        target.kind === 'replayed'
          ? await this.#replayAgain(event, own)
          : await this.#writer.record(event, [], own);
      if (!recorded.ok) return recorded;
      const taskId = onlyTaskOf(target);
      return success({ label: describeEvent(target), ...(taskId !== undefined && { taskId }) });
    });
  }

  /** A replay changes what a run that goes on works on. */
  #replayAgain(event: StepBackEvent, { signal, onProgress }: StepWatch): Answer<null> {
    const busy = this.#busy();
    if (busy === null) {
      const { now } = this.#writer.ports;
      const fold = new ReplayWatch(now, onProgress ?? (() => undefined), signal);
      return recordReplay(this.#writer, event, fold);
    }
    const message = `${busy.message} Undo or redo the replay when that is over.`;
    return Promise.resolve(failure({ ...busy, message }));
  }
}

function wholeStep(target: PersonEntry): ProjectFailure {
  return { kind: 'whole-step', message: describeEvent(target) };
}

/** Tells at once what is done to how many; then how far that is. */
function watchOf(target: PersonEntry, { signal, onProgress }: BackWatch): StepWatch {
  const label = describeEvent(target);
  const counted = target.kind === 'replayed' ? 'entries' : 'tasks';
  if (counted === 'tasks') onProgress?.(label, 0, touchedCount(target), counted);
  return {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (done, total) => onProgress(label, done, total, counted) }),
  };
}
