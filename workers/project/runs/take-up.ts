import type { Run } from '#core/model/run.ts';
import { chargeOrphans } from '#core/pipeline/left-over.ts';
import type { OpenRequests } from '#core/pipeline/open-requests.ts';
import { openRequestsOf } from './open-requests-of.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';

/** Takes up what an earlier session left; calls that died with it are booked as billed. */
export async function takeUp(
  stored: Run,
  writer: ProjectWriter,
): Promise<{ open: OpenRequests; run: Run }> {
  const { open, orphans } = await openRequestsOf(stored.id, writer);
  const { attemptId } = await writer.repository.lastIds();
  const at = writer.ports.now();
  const { run, attempts } = chargeOrphans(stored, open, orphans, attemptId + 1, at);
  await writer.write({ attempts, run });
  return { open, run };
}
