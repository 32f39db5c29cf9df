import type { RequestId, RunId } from '#core/model/ids.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
import type { ProjectRepository } from '#data/project-repository.ts';
import type { ProjectWriter } from './project-writer.ts';

/** What an earlier session left of a run. */
export interface LeftOver {
  /** Replies that are stored and took no effect yet, and requests to be sent again. */
  readonly open: OpenRequests;
  /** Requests that may have been sent and billed, although no answer was ever stored. */
  readonly orphans: readonly { readonly request: ModelRequest; readonly prompt: string }[];
}

/** Reads what an earlier session left of a run. */
export async function openRequestsOf(
  runId: RunId,
  { repository, state }: ProjectWriter,
): Promise<LeftOver> {
  const open = new OpenRequests();
  const orphans = [];
  const unsent = new Set(state.runs.find(({ id }) => id === runId)?.unsent);
  const all = await repository.requestsOf(runId);
  open.noteMade(all);
  const unapplied = all.filter(({ id }) => !state.applied.has(id));
  const attempts = byRequest(await repository.attemptsOf(unapplied.map(({ id }) => id)));
  const prefixOf = prefixReader(repository);
  for (const request of unapplied) {
    const tried = attempts.get(request.id) ?? [];
    const reply = tried.findLast(({ outcome }) => outcome.kind === 'reply');
    if (reply !== undefined) {
      open.hold(request, reply);
      continue;
    }
    if (state.isAway(request.id)) {
      open.setAside(request);
      continue;
    }
    const prompt = (await prefixOf(request)) + request.promptTail;
    // What was in a batch has not been sent from here: nothing of it can have died with a tab.
    const wasSent = !unsent.has(request.id) && !state.wasHandedOver(request.id);
    if (tried.length === 0 && wasSent) orphans.push({ request, prompt });
    // Earlier failures do not count: a person, or a new session, has asked to try again.
    open.add({ request, prompt, tries: 0, notBefore: 0 });
  }
  return { open, orphans };
}

function byRequest(attempts: readonly Attempt[]): Map<RequestId, Attempt[]> {
  const found = new Map<RequestId, Attempt[]>();
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
