import { proxy } from 'comlink';
import type { ReplaceApi, ReplaceFailure, ReplacePreview } from '#core/contracts/replace-api.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import { failure, type Result } from '#core/model/result.ts';
import type { ReplaceRule } from '#core/replace/replace-rule.ts';
import type { WorkerFailure } from './worker-failure.ts';
import { WorkerHandle } from './worker-handle.ts';

type Failure =
  ReplaceFailure | WorkerFailure | { readonly kind: 'too-slow'; readonly message: string };

const createReplaceWorker = (): Worker =>
  new Worker(new URL('../../workers/replace.worker.ts', import.meta.url), {
    type: 'module',
    name: 'replace',
  });

// A thousand tasks take some milliseconds; a slow machine is given a thousand times as long.
const usualSilenceMs = 5_000;

/**
 * Looks for what a rule would change, in a worker that ends with the answer, with `signal`, or when
 * it has shown no sign of life for too long: a pattern can't be stopped in any other way.
 */
export async function findPlaces(
  project: ProjectId,
  tasks: readonly TaskId[],
  rule: ReplaceRule,
  onProgress: (share: number) => void,
  signal: AbortSignal,
  silenceMs = usualSilenceMs,
): Promise<Result<ReplacePreview, Failure>> {
  const worker = new WorkerHandle<ReplaceApi>(createReplaceWorker);
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const heard = (share: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMs);
    onProgress(share);
  };
  const answer = await worker.ask(
    (api) => api.find(project, tasks, rule, proxy(heard)),
    AbortSignal.any([signal, silence.signal]),
  );
  clearTimeout(timer);
  worker.stop();
  if (!silence.signal.aborted || signal.aborted) return answer;
  const seconds = Math.round(silenceMs / 1_000);
  const message = `This pattern did not come to an end within ${seconds} s, and nothing was changed. Write a simpler one: repeats within repeats, such as (a+)+, may take for ever.`;
  return failure({ kind: 'too-slow', message });
}
