import { addSpending } from '#core/budget/budget.ts';
import type { Run } from '#core/model/run.ts';
import { countCall } from '#core/pipeline/count-call.ts';
import type { OpenRequests } from '#core/pipeline/open-requests.ts';
import { interruptedAttempt } from './interrupted-attempt.ts';
import { openRequestsOf } from './open-requests-of.ts';
import type { ProjectWriter } from './project-writer.ts';

/** Takes up what an earlier session left; calls that died with it are booked as billed. */
export async function takeUp(
  run: Run,
  writer: ProjectWriter,
): Promise<{ open: OpenRequests; run: Run }> {
  const { open, orphans } = await openRequestsOf(run.id, writer);
  if (orphans.length === 0) return { open, run };
  const { attemptId } = await writer.repository.lastIds();
  const at = writer.ports.now();
  const attempts = orphans.map((orphan, index) =>
    interruptedAttempt(orphan, run, attemptId + index + 1, at),
  );
  const booked = attempts.reduce((sum, attempt) => addSpending(sum, attempt.booked), run.spent);
  const charged = { ...run, calls: attempts.reduce(countCall, run.calls), spent: booked };
  await writer.write({ attempts, run: charged });
  return { open, run: charged };
}
