import type { ResultLine } from '#core/batch/result-line.ts';
import { takenBy } from '#core/budget/booking.ts';
import { priceOf } from '#core/budget/price-of.ts';
import { upperBound, type Spending } from '#core/budget/price.ts';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import { failed } from '#llm/call-failure.ts';
import { readFailure } from '#llm/openai/read-failure.ts';
import { readReply } from '#llm/openai/read-reply.ts';

/** What a line of a result file says of a call, read as an answer over the wire would be. */
export function outcomeOf(line: ResultLine, call: ModelCall, dropped: readonly string[]): Outcome {
  const { status } = line;
  if (line.kind === 'answer') {
    const body = JSON.stringify(line.body);
    return line.status >= 200 && line.status < 300
      ? readReply(body, call, dropped)
      : readFailure({ status: line.status, isOk: false, headers: new Headers(), body }, call);
  }
  if (status === null || status < 400) return failed('error-in-reply', line.message);
  const body = JSON.stringify({ error: { message: line.message } });
  return readFailure({ status, isOk: false, headers: new Headers(), body }, call);
}

/**
 * What a call in a batch took, at the price of the run’s step: providers mostly charge half of it, which a
 * person says by giving the step’s model that price.
 */
export function bookedFor(outcome: Outcome, call: ModelCall, run: Run): Spending {
  const price = priceOf(connectionOf(run, call.step));
  return takenBy(outcome, price) ?? upperBound(call, price);
}
