import type { RunId } from '#core/model/ids.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
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
    const prompt = prefix + request.promptTail;
    if (!attempts.some(({ requestId }) => requestId === request.id)) {
      orphans.push({ request, prompt });
    }
    // Earlier failures do not count: a person, or a new session, has asked to try again.
    open.add({ request, prompt, tries: 0, notBefore: 0 });
  }
  return { open, orphans };
}

function isReplyTo(request: ModelRequest, attempt: Attempt): boolean {
  return attempt.requestId === request.id && attempt.outcome.kind === 'reply';
}
