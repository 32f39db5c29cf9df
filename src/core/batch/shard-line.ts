import type { ModelRequest } from '#core/model/request.ts';
import type { ModelApi } from '#core/model/model-call.ts';
import { customIdOf } from './custom-id.ts';

/** The paths of batch files; they begin with `/v1` whatever the address of the server is. */
export const batchUrls: Readonly<Record<ModelApi, string>> = {
  chat: '/v1/chat/completions',
  completions: '/v1/completions',
};

/** One line of a batch file, with its line end. `body`: what a call of this request would carry. */
export function shardLine(request: ModelRequest, body: object): string {
  const custom_id = customIdOf(request);
  return `${JSON.stringify({ custom_id, method: 'POST', url: batchUrls[request.api], body })}\n`;
}

/** The name of a shard’s file; `index` from 0. Names sort in order. */
export function shardFileName(
  { runId, step }: Pick<ModelRequest, 'runId' | 'step'>,
  index: number,
  shards: number,
): string {
  const width = Math.max(3, String(shards).length);
  const number = (value: number): string => String(value).padStart(width, '0');
  return `seedbed-r${runId}-${step}-${number(index + 1)}-of-${number(shards)}.jsonl`;
}
