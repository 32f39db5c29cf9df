import { isJsonRow, nameOf, ownValue, parseRow, type JsonRow } from '#core/formats/json-row.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { parseCustomId, type BatchName } from './custom-id.ts';

/** One line of a result file: what a server answered to a request, or why it did not. */
export type ResultLine = BatchName &
  (
    | { readonly kind: 'answer'; readonly status: number; readonly body: JsonRow }
    | { readonly kind: 'error'; readonly status: number | null; readonly message: string }
  );

/**
 * Reads one line of a result file in the form of OpenAI’s batches, which `vllm run-batch` writes as
 * well: `custom_id`, `response` (`status_code`, `body`), `error`. vLLM leaves the body out where it
 * failed and puts a plain text or a whole error answer under `error`. Fails with a reason, in words,
 * where the line is no such result or not one of ours.
 */
export function readResultLine(text: string): Result<ResultLine, string> {
  const row = parseRow(text);
  if (!row.ok) return row;
  const id = ownValue(row.value, 'custom_id');
  if (typeof id !== 'string') return failure('It has no “custom_id”.');
  const name = parseCustomId(id);
  if (name === null) return failure('Its “custom_id” is not one that Seedbed gives.');
  return readAnswer(name, row.value);
}

function readAnswer(name: BatchName, row: JsonRow): Result<ResultLine, string> {
  const response = ownValue(row, 'response');
  const error = ownValue(row, 'error');
  const status = isJsonRow(response) ? statusOf(response) : null;
  const body = isJsonRow(response) ? ownValue(response, 'body') : undefined;
  if (error !== undefined && error !== null) {
    return success({ ...name, kind: 'error', status, message: messageOf(error) });
  }
  if (!isJsonRow(response)) return failure('It has neither a “response” nor an “error”.');
  if (status === null) return failure('Its “status_code” is no HTTP status.');
  if (!isJsonRow(body)) return failure(`${nameOf(body)} where the “body” of the response belongs.`);
  return success({ ...name, kind: 'answer', status, body });
}

function statusOf(response: JsonRow): number | null {
  const status = ownValue(response, 'status_code');
  const isStatus =
    typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599;
  return isStatus ? status : null;
}

const longestMessage = 500;

/** The words of an error: a text, an object with a `message`, or one nested in it. */
function messageOf(error: unknown): string {
  if (typeof error === 'string' && error.trim() !== '') return error.slice(0, longestMessage);
  if (!isJsonRow(error)) return 'The batch gave no reason.';
  const message = ownValue(error, 'message');
  if (typeof message === 'string' && message.trim() !== '') return message.slice(0, longestMessage);
  const inner = ownValue(error, 'error');
  if (isJsonRow(inner)) return messageOf(inner);
  const code = ownValue(error, 'code');
  return typeof code === 'string' ? code.slice(0, longestMessage) : 'The batch gave no reason.';
}
