import { proxy } from 'comlink';
import type { ComparisonApi, ComparisonFailure } from '#core/contracts/comparison-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { WorkerFailure } from './worker-failure.ts';
import { WorkerHandle } from './worker-handle.ts';

const createComparisonWorker = (): Worker =>
  new Worker(new URL('../../workers/comparison.worker.ts', import.meta.url), {
    type: 'module',
    name: 'comparison',
  });

/**
 * Compares all tasks of a project's pool with each other, in a worker that ends with the answer or
 * with `signal`; answers how many there were.
 */
export async function comparePool(
  project: ProjectId,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Result<number, ComparisonFailure | WorkerFailure>> {
  const worker = new WorkerHandle<ComparisonApi>(createComparisonWorker);
  const answer = await worker.ask((api) => api.compare(project, proxy(onShare)), signal);
  worker.stop();
  return answer;
}
