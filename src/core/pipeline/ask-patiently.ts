import type { AbortSignalLike, Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { mostProbeTries } from '#core/providers/probe-call.ts';
import { raceAbort } from './race-abort.ts';

/**
 * Asks once, outside of any run, and again only after a refusal that the adapter has mended:
 * refused parameters come one by one. Any other failure is the outcome.
 */
export async function askPatiently(
  complete: Complete,
  call: ModelCall,
  signal: AbortSignalLike,
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await raceAbort(complete(call, signal), signal);
    const isMended = outcome.kind === 'failure' && outcome.failure.isMended === true;
    if (!isMended || tries === mostProbeTries) return outcome;
  }
}
