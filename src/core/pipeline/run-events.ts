import type { RequestId, TaskId } from '#core/model/ids.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import type { Remedy } from './retry-policy.ts';

/** What happens in a run, as it happens. State is already on disk when an event tells of it. */
export type RunEvent =
  | { readonly kind: 'sent'; readonly requests: readonly RequestId[]; readonly inFlight: number }
  | { readonly kind: 'applied'; readonly run: Run; readonly tasks: readonly TaskId[] }
  | {
      readonly kind: 'failed';
      readonly requestId: RequestId;
      readonly failure: CallFailure;
      readonly remedy: Remedy;
    }
  | {
      readonly kind: 'waiting';
      /** Milliseconds since 1970. */
      readonly until: number;
      readonly failure: CallFailure;
    }
  /** A person changed its target or caps. */
  | { readonly kind: 'changed'; readonly run: Run }
  | { readonly kind: 'ended'; readonly run: Run };
