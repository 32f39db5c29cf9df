import { success, type Result } from '#core/model/result.ts';
import type { Instance } from '#core/model/task.ts';
import { ownValue, type JsonRow } from './json-row.ts';
import { readRawInstances } from './raw-instances.ts';
import {
  readInstance,
  readInstances,
  readInstruction,
  readNames,
  readType,
  type RowTask,
} from './row-task.ts';

/** One of the forms in which a row can hold a task. */
export interface RowForm {
  readonly id: 'instances' | 'raw-instances' | 'instance-a-row' | 'instruction-only';
  /** One task may go over several rows, one instance each. */
  readonly isInstanceARow: boolean;
  readonly fits: (row: JsonRow) => boolean;
  /** Fails with the reason in plain words. */
  readonly read: (row: JsonRow) => Result<RowTask, string>;
}

type Read<T> = (row: JsonRow) => Result<T, string>;

const noInstances: Read<readonly Instance[]> = () => success([]);

/** Reads a task whose instances `instancesOf` finds. */
function readWith(instancesOf: Read<readonly Instance[]>): Read<RowTask> {
  return (row) => {
    const instruction = readInstruction(row);
    if (!instruction.ok) return instruction;
    const type = readType(row);
    if (!type.ok) return type;
    const names = readNames(row);
    if (!names.ok) return names;
    const instances = instancesOf(row);
    if (!instances.ok) return instances;
    return success({
      instruction: instruction.value,
      instances: instances.value,
      isClassification: type.value,
      ...names.value,
    });
  };
}

/** `raw_instances` says by its own form whether the task was taken for classification. */
const readRawTask: Read<RowTask> = (row) => {
  const raw = readRawInstances(row);
  if (!raw.ok) return raw;
  const task = readWith(() => success(raw.value.instances))(row);
  if (!task.ok) return task;
  const isClassification = task.value.isClassification ?? raw.value.isClassification;
  return success({ ...task.value, isClassification });
};

const readOneInstance: Read<readonly Instance[]> = (row) => {
  const instance = readInstance(row);
  return instance.ok ? success([instance.value]) : instance;
};

const hasInstruction = (row: JsonRow): boolean => typeof ownValue(row, 'instruction') === 'string';

/** Every form that files are read in, the most particular first. */
const rowForms: readonly RowForm[] = [
  {
    id: 'instances',
    isInstanceARow: false,
    fits: (row) => hasInstruction(row) && Array.isArray(ownValue(row, 'instances')),
    read: readWith(readInstances),
  },
  {
    id: 'raw-instances',
    isInstanceARow: false,
    fits: (row) => hasInstruction(row) && typeof ownValue(row, 'raw_instances') === 'string',
    read: readRawTask,
  },
  {
    id: 'instance-a-row',
    isInstanceARow: true,
    fits: (row) => hasInstruction(row) && typeof ownValue(row, 'output') === 'string',
    read: readWith(readOneInstance),
  },
  {
    id: 'instruction-only',
    isInstanceARow: false,
    fits: hasInstruction,
    read: readWith(noInstances),
  },
];

/** How many parsed rows `chooseForm` should be shown, so that one odd row does not decide. */
export const rowsToChooseFrom = 20;

/** The form that most of the first rows are in, or null where no row is in any. */
export function chooseForm(rows: readonly JsonRow[]): RowForm | null {
  let best: RowForm | null = null;
  let most = 0;
  for (const form of rowForms) {
    const count = rows.filter((row) => formOf(row) === form).length;
    if (count > most) [best, most] = [form, count];
  }
  return best;
}

const formOf = (row: JsonRow): RowForm | undefined => rowForms.find((form) => form.fits(row));

/**
 * The published format that a form belongs to. `all_generated_instances.jsonl` has the fields of
 * Alpaca, so only its name tells the two apart.
 */
export function formatOf(
  form: RowForm,
  fileName: string,
): 'seed-tasks' | 'self-instruct' | 'alpaca' {
  if (form.id === 'instances') return 'seed-tasks';
  if (form.id !== 'instance-a-row') return 'self-instruct';
  return /^all_generated_instances/iu.test(fileName) ? 'self-instruct' : 'alpaca';
}
