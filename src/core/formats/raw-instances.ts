import type { FinishReason } from '#core/model/model-call.ts';
import { success, type Result } from '#core/model/result.ts';
import type { Instance } from '#core/model/task.ts';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { isJsonRow, ownValue, type JsonRow } from './json-row.ts';

/** What the raw reply of step 3 holds, and what its form says of the task. */
export interface RawInstances {
  readonly instances: readonly Instance[];
  /** `null` where the reply is in neither form. */
  readonly isClassification: boolean | null;
}

/**
 * Reads `raw_instances` of `machine_generated_instances.jsonl` as step 4 of recipe paper does. Only
 * classification tasks are asked for in the output-first form, so the form tells the type.
 */
export function readRawInstances(row: JsonRow): Result<RawInstances, string> {
  const raw = ownValue(row, 'raw_instances');
  if (typeof raw !== 'string') return failureOfType;
  const isLabelled = raw.includes('Class label:');
  const random = keyedRandom(0, 'import', raw);
  const parsed = parseInstances(paperRecipe, isLabelled, raw, finishReasonOf(row), random);
  const isTold = isLabelled || parsed.instances.length > 0;
  return success({ instances: parsed.instances, isClassification: isTold ? isLabelled : null });
}

const failureOfType = {
  ok: false as const,
  error: 'Its “raw_instances” should be text.',
};

/** The published rows hold the whole answer of the completion endpoint under `instance_metadata`. */
function finishReasonOf(row: JsonRow): FinishReason {
  const metadata = memberOf(row, 'instance_metadata');
  const choices = ownValue(memberOf(metadata, 'response'), 'choices');
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  return isJsonRow(choice) && ownValue(choice, 'finish_reason') === 'length' ? 'length' : 'stop';
}

function memberOf(row: JsonRow, name: string): JsonRow {
  const member = ownValue(row, name);
  return isJsonRow(member) ? member : {};
}
