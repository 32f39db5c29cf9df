import type { RequestId, RunId } from '#core/model/ids.ts';
import type { ModelRequest } from '#core/model/request.ts';
import { textHash } from '#core/pipeline/text-hash.ts';

/** What a line of a batch names: a run, a request of it, and a mark of what was asked. */
export interface BatchName {
  readonly runId: RunId;
  readonly requestId: RequestId;
  /** Six characters that follow from the request. */
  readonly mark: string;
}

const form = /^seedbed-r([1-9]\d{0,15})-q([1-9]\d{0,15})-([0-9a-z]{6})$/;
const markLength = 6;

/**
 * The `custom_id` of a request in a batch file, for example `seedbed-r3-q8812-1x9k0z`. Always the
 * same for the same request, so that a request handed over twice is one and the same line.
 */
export function customIdOf(request: ModelRequest): string {
  return `seedbed-r${request.runId}-q${request.id}-${markOf(request)}`;
}

/** Reads a `custom_id`; null where it is none of ours. Nothing but the exact form is taken. */
export function parseCustomId(text: string): BatchName | null {
  const [, run, request, mark] = form.exec(text) ?? [];
  if (run === undefined || request === undefined || mark === undefined) return null;
  const name = { runId: Number(run), requestId: Number(request), mark };
  return Number.isSafeInteger(name.runId) && Number.isSafeInteger(name.requestId) ? name : null;
}

/**
 * Runs and requests are numbered from 1 in every project, so a number alone would let the results
 * of one project pass for those of another. Copies and restored backups keep the mark.
 */
export function markOf({ prefixHash, promptTail, createdAt }: ModelRequest): string {
  const bits = Number.parseInt(
    textHash(`${prefixHash} ${createdAt} ${promptTail}`).slice(0, 13),
    16,
  );
  return bits.toString(36).padStart(markLength, '0').slice(-markLength);
}
