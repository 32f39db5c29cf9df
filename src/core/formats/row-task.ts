import { failure, success, type Result } from '#core/model/result.ts';
import type { Instance } from '#core/model/task.ts';
import { isJsonRow, nameOf, ownValue, type JsonRow } from './json-row.ts';

/** What one row of a file says of a task. */
export interface RowTask {
  readonly instruction: string;
  readonly instances: readonly Instance[];
  /** `null` where the row does not say. */
  readonly isClassification: boolean | null;
  readonly id?: string;
  readonly name?: string;
}

const longestId = 200;
const mostInstances = 1000;

/** The row's instruction; fails where there is none or it is blank. */
export function readInstruction(row: JsonRow): Result<string, string> {
  const instruction = ownValue(row, 'instruction');
  if (instruction === undefined) return failure('It has no “instruction”.');
  if (typeof instruction !== 'string') return failure(wrongType('instruction', instruction));
  return instruction.trim() === '' ? failure('Its instruction is empty.') : success(instruction);
}

/** The input and output of a row or an instance; an input that is left out is empty. */
export function readInstance(row: JsonRow): Result<Instance, string> {
  const input = ownValue(row, 'input') ?? '';
  const output = ownValue(row, 'output');
  if (typeof input !== 'string') return failure(wrongType('input', input));
  if (output === undefined) return failure('It has no “output”.');
  return typeof output === 'string'
    ? success({ input, output })
    : failure(wrongType('output', output));
}

/** The instances of a row; fails at the first that is malformed. */
export function readInstances(row: JsonRow): Result<readonly Instance[], string> {
  const list = ownValue(row, 'instances');
  if (!Array.isArray(list)) return failure(wrongType('instances', list, 'a list'));
  if (list.length > mostInstances) return failure(`It has more than ${mostInstances} instances.`);
  const instances: Instance[] = [];
  for (const item of list as readonly unknown[]) {
    const place = `Instance ${instances.length + 1}`;
    if (!isJsonRow(item)) return failure(`${place}: ${nameOf(item)} where an object belongs.`);
    const instance = readInstance(item);
    if (!instance.ok) return failure(`${place}: ${instance.error}`);
    instances.push(instance.value);
  }
  return success(instances);
}

/**
 * Whether the row says classification: `true` or `false`, or the raw reply of step 2, of which a
 * trimmed `Yes`, `yes` or `YES` means classification and anything else does not.
 */
export function readType(row: JsonRow): Result<boolean | null, string> {
  const value = ownValue(row, 'is_classification') ?? null;
  if (value === null || typeof value === 'boolean') return success(value);
  if (typeof value !== 'string') return failure(wrongType('is_classification', value));
  return success(['Yes', 'yes', 'YES'].includes(value.trim()));
}

/** The `id` and `name` of a row, where it has them; numbers count as text. */
export function readNames(row: JsonRow): Result<Pick<RowTask, 'id' | 'name'>, string> {
  const id = ownValue(row, 'id') ?? undefined;
  const name = ownValue(row, 'name') ?? undefined;
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number') {
    return failure(wrongType('id', id));
  }
  if (name !== undefined && typeof name !== 'string') return failure(wrongType('name', name));
  if (String(id).length > longestId) {
    return failure(`Its id is longer than ${longestId} characters.`);
  }
  return success({
    ...(id === undefined ? {} : { id: String(id) }),
    ...(name === undefined ? {} : { name }),
  });
}

const wrongType = (field: string, value: unknown, wanted = 'text'): string =>
  `Its “${field}” should be ${wanted}, but it is ${nameOf(value).toLowerCase()}.`;
