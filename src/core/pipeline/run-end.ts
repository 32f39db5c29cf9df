import type { CapKind } from '#core/budget/budget.ts';
import type { MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { RequestId } from '#core/model/ids.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import type { Run, RunState } from '#core/model/run.ts';
import { stepsOf } from '#core/model/step-connection.ts';
import type { FinalFailure } from './desk-setting.ts';
import type { RunWish } from './run-control.ts';

/** How things stand when an engine comes to its end. */
interface EndOfRun {
  readonly wanted: RunWish;
  /** What trying again will not mend. */
  readonly failure: FinalFailure | undefined;
  /** What the filter by embeddings misses. */
  readonly lost: MeaningFailure | null;
  readonly cap: CapKind | null;
  readonly isStalled: boolean;
  /** Whether answers are awaited that a batch will bring. */
  readonly hasAway: boolean;
  readonly unsent: readonly RequestId[];
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** The run as it is stored at its end, with why it ended and nothing of why it ended before. */
export function endedRun(run: Run, end: EndOfRun): Run {
  const state = stateOf(end);
  const { failure: _, failedStep: __, cappedBy: ___, ...rest } = run;
  const { failure: final, cap, lost } = end;
  const failedStep = stepsOf(run.recipe).find((step) => step === final?.step);
  return {
    ...rest,
    state,
    endedAt: end.endedAt,
    unsent: end.unsent,
    ...(state === 'blocked' &&
      final && { failure: final.failure, ...(failedStep && { failedStep }) }),
    ...(state === 'capped' && cap && { cappedBy: cap }),
    ...(state === 'waiting-for-model' && lost && { failure: embeddingFailure(lost) }),
  };
}

function stateOf(end: EndOfRun): RunState {
  if (end.wanted === 'stop') return 'stopped';
  if (end.failure !== undefined) return 'blocked';
  if (end.wanted === 'pause') return 'paused';
  if (end.lost !== null) return 'waiting-for-model';
  if (end.cap !== null) return 'capped';
  if (end.isStalled) return 'stalled';
  // What is left will come by a batch: the run waits for it.
  return end.hasAway ? 'paused' : 'done';
}

/** How a stored run tells that what its filter by embeddings needs is not at hand. */
function embeddingFailure({ message }: MeaningFailure): CallFailure {
  return { kind: 'embedding', message };
}
