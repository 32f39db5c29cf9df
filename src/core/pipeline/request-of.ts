import type { RequestId } from '#core/model/ids.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import type { RequestDraft } from './draft-request.ts';
import { textHash } from './text-hash.ts';

/**
 * The intent of a drafted request, ready to be committed. `createdAt`: ms since 1970. `model`: the
 * name under which it will be asked; absent: that of the step's connection.
 */
export function requestOf(
  { prompt, ...draft }: RequestDraft,
  run: Run,
  id: RequestId,
  createdAt: number,
  model?: string,
): ModelRequest {
  const connection = connectionOf(run, draft.step);
  return {
    ...draft,
    id,
    runId: run.id,
    api: connection.api,
    model: model ?? connection.model,
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
