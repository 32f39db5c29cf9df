import type { RequestId } from '#core/model/ids.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { RequestDraft } from './draft-request.ts';
import { textHash } from './text-hash.ts';

/** The intent of a drafted request, ready to be committed. `createdAt`: ms since 1970. */
export function requestOf(
  { prompt, ...draft }: RequestDraft,
  { id: runId, connection }: Run,
  id: RequestId,
  createdAt: number,
): ModelRequest {
  return {
    ...draft,
    id,
    runId,
    api: connection.api,
    model: connection.model,
    prefixHash: textHash(prompt.prefix),
    promptTail: prompt.tail,
    createdAt,
  };
}

/** The texts that drafted prompts start with, each once, under their hashes. */
export function prefixesOf(drafts: readonly RequestDraft[]): Map<string, string> {
  // Thousands of drafts share a prefix of some kilobytes: each is hashed once.
  const prefixes = new Set(drafts.map(({ prompt }) => prompt.prefix));
  return new Map([...prefixes].map((prefix) => [textHash(prefix), prefix]));
}
