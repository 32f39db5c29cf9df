import type { AbortSignalLike, CallFailure } from '#core/model/model-call.ts';
import type { Attempt } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { Lane } from './lanes.ts';
import type { Askable, IsWanted, OpenRequest, OpenRequests } from './open-requests.ts';
import type { RunPorts } from './ports.ts';

/** Whose calls a desk makes: a run, or an errand. */
export type Spender = Pick<
  Run,
  'connection' | 'stepConnections' | 'seed' | 'caps' | 'spent' | 'calls' | 'unsent' | 'probes'
>;

/** What a desk needs from the world. */
export type DeskPorts = Pick<RunPorts, 'complete' | 'models' | 'now' | 'nextAttemptId'>;

/** What a desk works on. */
export interface DeskSetting<R extends Askable> {
  readonly run: Spender;
  /** Whose limits hold for which steps. */
  readonly lanes: readonly Lane[];
  readonly open: OpenRequests<R>;
  readonly ports: DeskPorts;
  readonly cancel: AbortSignalLike;
  readonly isWanted: IsWanted<R>;
  /** Whether anything may be sent as things stand: nobody paused, nothing failed for good. */
  readonly maySend: () => boolean;
  /** A prompt was too long: tells whether the next ones of its kind will be shorter. */
  readonly showsFewer: (request: R) => boolean;
}

/** A call that ended, not stored yet. */
export interface Settled<R extends Askable> {
  readonly open: OpenRequest<R>;
  readonly attempt: Attempt;
}

/** A failure that trying again will not mend, and whose call it was. */
export interface FinalFailure {
  readonly failure: CallFailure;
  readonly step: Askable['step'];
}
