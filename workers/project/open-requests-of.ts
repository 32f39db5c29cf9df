import type { RunId } from '#core/model/ids.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
import type { ProjectWriter } from './project-writer.ts';

/**
 * What an earlier session left of a run: replies that are stored and took no effect yet, and
 * requests without a reply, which are sent again.
 */
export async function openRequestsOf(
  runId: RunId,
  { repository, state }: ProjectWriter,
): Promise<OpenRequests> {
  const open = new OpenRequests();
  const all = await repository.requestsOf(runId);
  open.noteMade(all);
  const unapplied = all.filter(({ id }) => !state.applied.has(id));
  const attempts = await repository.attemptsOf(unapplied.map(({ id }) => id));
  for (const request of unapplied) {
    const reply = attempts.findLast((attempt) => isReplyTo(request, attempt));
    if (reply !== undefined) {
      open.hold(request, reply);
      continue;
    }
    const prefix = await repository.text(request.prefixHash);
    if (prefix === undefined) throw new RangeError(`request ${request.id} lost its prompt`);
    // Earlier failures do not count: a person, or a new session, has asked to try again.
    open.add({ request, prompt: prefix + request.promptTail, tries: 0, notBefore: 0 });
  }
  return open;
}

function isReplyTo(request: ModelRequest, attempt: Attempt): boolean {
  return attempt.requestId === request.id && attempt.outcome.kind === 'reply';
}
