/** A line of a batch file, as a server reads it. */
export interface BatchLine {
  readonly custom_id: string;
  readonly method: string;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a server says to one question. */
export interface BatchReply {
  readonly text: string;
  readonly finishReason: string;
}

/** The lines of a batch file. */
export function linesOfBatch(text: string): BatchLine[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BatchLine);
}

/** The question of a line, in either wire form. */
export function promptOfLine({ body }: BatchLine): string {
  if (typeof body['prompt'] === 'string') return body['prompt'];
  const [message] = body['messages'] as { content: string }[];
  return message?.content ?? '';
}

/** The result line that OpenAI’s batches and `vllm run-batch` write for an answer. */
export function answerLine(
  line: BatchLine,
  { text, finishReason }: BatchReply,
  server: 'openai' | 'vllm' = 'openai',
): string {
  const isChat = line.url === '/v1/chat/completions';
  const said = isChat ? { message: { role: 'assistant', content: text } } : { text };
  const prompt_tokens = promptOfLine(line).length;
  const completion_tokens = text.length;
  const body = {
    id: 'scripted-1',
    object: isChat ? 'chat.completion' : 'text_completion',
    model: line.body['model'],
    choices: [{ index: 0, ...said, finish_reason: finishReason }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
  const names =
    server === 'openai'
      ? { id: 'batch_req_1', request_id: 'req_1' }
      : { id: 'vllm-1', request_id: 'vllm-batch-1' };
  const response = { status_code: 200, request_id: names.request_id, body };
  return JSON.stringify({ id: names.id, custom_id: line.custom_id, response, error: null });
}

/** The line of a request that never ran. */
export function expiredLine({ custom_id }: BatchLine): string {
  const error = { code: 'batch_expired', message: 'This request could not be executed in time.' };
  return JSON.stringify({ id: 'batch_req_2', custom_id, response: null, error });
}

/** A file of these lines. */
export const fileOf = (lines: readonly string[]): Blob => new Blob([`${lines.join('\n')}\n`]);
