import { lastAttempts } from '#core/errands/rebuild-results.ts';
import { replySchemaOf } from '#core/errands/reply-schema.ts';
import type { Errand, ErrandAttempt, ErrandRequest } from '#core/model/errand.ts';
import { chargeOrphans, takeUpRequest, type Orphan } from '#core/pipeline/left-over.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
import { errandPrefix } from '#core/prompts/errand-prompt.ts';
import type { ErrandBook, ErrandResults } from './errand-book.ts';
import { byRequest } from '#workers/project/runs/open-requests-of.ts';

/** Takes up what an earlier session left of an errand; calls that died with it are booked as billed. */
export async function takeUpErrand(
  stored: Errand,
  book: ErrandBook,
  now: () => number,
): Promise<{ open: OpenRequests<ErrandRequest>; errand: Errand }> {
  const { repository } = book;
  const requests = await unanswered(stored, book);
  const attempts = byRequest(await repository.attemptsOf(requests.map(({ id }) => id)));
  const open = new OpenRequests<ErrandRequest>();
  const orphans: Orphan<ErrandRequest>[] = [];
  const unsent = new Set(stored.unsent);
  const prefix = errandPrefix(stored);
  const schema = replySchemaOf(stored);
  for (const request of requests) {
    const tried = attempts.get(request.id) ?? [];
    const givenUp = lastAttempts(tried).get(request.id);
    if (givenUp !== undefined) {
      open.hold(request, givenUp);
      continue;
    }
    const prompt = prefix + request.promptTail;
    const taken = { request, prompt, attempts: tried, ...(schema && { schema }) };
    const orphan = takeUpRequest(open, taken, unsent);
    if (orphan !== null) orphans.push(orphan);
  }
  const { attemptId } = await repository.lastIds();
  const charged = chargeOrphans(stored, open, orphans, attemptId + 1, now());
  const errand = charged.run;
  await book.commit({ errand, attempts: charged.attempts satisfies readonly ErrandAttempt[] });
  return { open, errand };
}

/** The requests of an errand that no result has come of: only those rows are read. */
export async function unanswered({ id }: Errand, book: ErrandBook): Promise<ErrandRequest[]> {
  const results = await book.results(id);
  const answered = new Set([...results.all()].map(({ requestId }) => requestId));
  const ids = await book.repository.requestIdsOf(id);
  const requests = await book.repository.requests(ids.filter((one) => !answered.has(one)));
  return requests.filter((request) => !isReplaced(request, results));
}

/** A later request about the same task was answered: this one was asked again. */
function isReplaced({ id, taskId }: ErrandRequest, results: ErrandResults): boolean {
  return (results.get(taskId)?.requestId ?? 0) > id;
}
