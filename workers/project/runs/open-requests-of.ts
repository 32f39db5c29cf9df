import type { RequestId, RunId } from '#core/model/ids.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import { takeUpRequest, type Orphan } from '#core/pipeline/left-over.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
import type { ProjectRepository } from '#data/project-repository.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';

/** What an earlier session left of a run. */
export interface LeftOver {
  /** Replies that are stored and took no effect yet, and requests to be sent again. */
  readonly open: OpenRequests;
  readonly orphans: readonly Orphan[];
}

/** Reads what an earlier session left of a run. */
export async function openRequestsOf(
  runId: RunId,
  { repository, state }: ProjectWriter,
): Promise<LeftOver> {
  const open = new OpenRequests();
  const orphans: Orphan[] = [];
  const unsent = new Set(state.runs.find(({ id }) => id === runId)?.unsent);
  const all = await repository.requestsOf(runId);
  open.noteMade(all);
  const unapplied = all.filter(({ id }) => !state.applied.has(id));
  const attempts = byRequest(await repository.attemptsOf(unapplied.map(({ id }) => id)));
  const prefixOf = prefixReader(repository);
  for (const request of unapplied) {
    const tried = attempts.get(request.id) ?? [];
    if (state.isAway(request.id) && !tried.some(({ outcome }) => outcome.kind === 'reply')) {
      open.setAside(request);
      continue;
    }
    const prompt = (await prefixOf(request)) + request.promptTail;
    const orphan = takeUpRequest(open, { request, prompt, attempts: tried }, unsent);
    if (orphan !== null) orphans.push(orphan);
  }
  return { open, orphans };
}

/** Attempts by the request that they were made at, in their order. */
export function byRequest<A extends Attempt>(attempts: readonly A[]): Map<RequestId, A[]> {
  const found = new Map<RequestId, A[]>();
  for (const attempt of attempts) {
    const tried = found.get(attempt.requestId);
    if (tried === undefined) found.set(attempt.requestId, [attempt]);
    else tried.push(attempt);
  }
  return found;
}

/** Reads the start of prompts, each text once: thousands of requests share a few. */
export function prefixReader(
  repository: ProjectRepository,
): (request: ModelRequest) => Promise<string> {
  const known = new Map<string, string>();
  return async ({ id, prefixHash }) => {
    const prefix = known.get(prefixHash) ?? (await repository.text(prefixHash));
    if (prefix === undefined) throw new RangeError(`request ${id} lost its prompt`);
    known.set(prefixHash, prefix);
    return prefix;
  };
}
