import type { Complete, Outcome } from '#core/model/model-call.ts';
import { capabilitiesOf } from '#core/providers/capabilities.ts';
import { learnRefusal } from '#core/providers/learn-refusal.ts';
import { askedWith, settleParameters } from '#core/providers/settle-parameters.ts';
import { redactError } from './call-failure.ts';
import { exchange, type Endpoint } from './exchange.ts';
import type { Wire } from './wire.ts';

/** What a model is known to refuse, and who wants to hear of more. */
export interface Refusals {
  readonly known: readonly string[];
  readonly onChange: (refused: readonly string[]) => void;
}

/**
 * A model behind an HTTP API, asked over plain `fetch`, not streaming. A parameter that the model
 * refuses is left out from then on; the refused call itself is reported as `isMended`, to be sent
 * again.
 */
export function createFetchModel(wire: Wire, endpoint: Endpoint, refusals?: Refusals): Complete {
  const { connection, key } = endpoint;
  let refused = refusals?.known ?? [];
  const mended = (sent: readonly string[], outcome: Outcome): Outcome => {
    if (outcome.kind === 'reply' || outcome.failure.parameter === undefined) return outcome;
    // Another call may have learnt of the same refusal in the meantime.
    if (sent === refused) {
      const learnt = learnRefusal(refused, outcome.failure.parameter);
      if (learnt === null) return outcome;
      refused = learnt;
      refusals?.onChange(learnt);
    }
    return { kind: 'failure', failure: { ...outcome.failure, isMended: true } };
  };
  return async (call, signal) => {
    const known = refused;
    const capabilities = capabilitiesOf(connection, known);
    const { sent, dropped } = settleParameters(call, capabilities);
    const asked = askedWith(call, sent);
    const request = wire.request({ call: asked, model: connection.model, sent, capabilities });
    const headers = wire.headers(key);
    const exchanged = await exchange(endpoint, { ...request, headers }, signal);
    if (exchanged.kind === 'failure') return exchanged;
    const { answer } = exchanged;
    return mended(
      known,
      answer.isOk
        ? withoutKey(wire.readReply(answer.body, call, dropped), key)
        : wire.readFailure(answer, sent),
    );
  };
}

/** Errors come under status 200 too, and are known for what they are only once they are read. */
function withoutKey(outcome: Outcome, key: string | null): Outcome {
  if (outcome.kind === 'reply') return outcome;
  const { failure } = outcome;
  const { message, evidence } = failure;
  return {
    kind: 'failure',
    failure: {
      ...failure,
      message: redactError(message, key),
      ...(evidence !== undefined && { evidence: redactError(evidence, key) }),
    },
  };
}
