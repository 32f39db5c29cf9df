import type {
  Errand,
  ErrandAnswer,
  ErrandAttempt,
  ErrandPrompt,
  ErrandRequest,
  ErrandResult,
  TaskBasis,
} from '#core/model/errand.ts';
import type { Outcome } from '#core/model/model-call.ts';
import type { Decoding } from '#core/model/recipe.ts';
import { countedPart } from '#core/parsing/apply-stops.ts';
import { parseExamples, parseRepair } from '#core/parsing/parse-mended-task.ts';
import { parseScore } from '#core/parsing/parse-score.ts';

const usualScale = { least: 1, most: 5 };

/**
 * What an outcome says in answer to an errand, its stops applied. Pure, and never throws: a bad
 * reply is an answer.
 */
export function answerOf(
  { kind, scale = usualScale }: Pick<ErrandPrompt, 'kind' | 'scale'>,
  basis: TaskBasis,
  received: Outcome,
  { stops }: Pick<Decoding, 'stops'>,
): ErrandAnswer {
  const outcome = countedPart(received, stops);
  if (outcome.kind === 'failure') return { kind: 'failed', failure: outcome.failure.kind };
  const { text, finishReason } = outcome;
  switch (kind) {
    case 'judge':
      return parseScore(text, finishReason, scale);
    case 'repair':
      return parseRepair(text, finishReason, basis);
    case 'regenerate':
      return parseExamples(text, finishReason, basis);
  }
}

/** What came of a request: its last attempt, read. */
export function resultOf(
  errand: Pick<Errand, 'kind' | 'scale'>,
  {
    id: requestId,
    taskId,
    basis,
    decoding,
  }: Pick<ErrandRequest, 'id' | 'taskId' | 'basis' | 'decoding'>,
  { id: attemptId, outcome }: Pick<ErrandAttempt, 'id' | 'outcome'>,
): ErrandResult {
  return { ...answerOf(errand, basis, outcome, decoding), taskId, requestId, attemptId, basis };
}
