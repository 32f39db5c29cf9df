import { upperBound } from '#core/budget/price.ts';
import type { AttemptId } from '#core/model/ids.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';

/**
 * The attempt of a call that died with its program: nobody knows whether the provider answered, so
 * the most that it can have taken is booked.
 */
export function interruptedAttempt(
  { request, prompt }: { readonly request: ModelRequest; readonly prompt: string },
  { connection }: Run,
  id: AttemptId,
  at: number,
): Attempt {
  return {
    id,
    requestId: request.id,
    startedAt: request.createdAt,
    endedAt: at,
    outcome: {
      kind: 'failure',
      failure: {
        kind: 'interrupted',
        message: 'Seedbed was closed before the answer came; the call may have been billed.',
      },
    },
    booked: upperBound({ prompt, decoding: request.decoding }, connection.price ?? null),
  };
}
