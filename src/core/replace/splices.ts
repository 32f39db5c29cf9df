import { textOf, type TaskText } from '#core/model/task-text.ts';
import type { Task, TaskEdit } from '#core/model/task.ts';
import { editFrom } from '#core/review/task-draft.ts';
import type { CompiledRule, ReplaceField } from './replace-rule.ts';

/** One piece of a task's text that another takes the place of. */
export interface Splice {
  /** 0: the instruction; 1 + 2i and 2 + 2i: input and output of instance i (from 0). */
  readonly field: number;
  /** In UTF-16 code units. */
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/** All texts of a task by the number of their field. */
export const textsOf = ({ instruction, instances }: TaskText): readonly string[] => [
  instruction,
  ...instances.flatMap(({ input, output }) => [input, output]),
];

/** Which field a number stands for. */
export function fieldOf(number: number): ReplaceField {
  if (number === 0) return 'instruction';
  return number % 2 === 1 ? 'input' : 'output';
}

/** What a rule would change in a task as it now stands, in order; none where nothing would differ. */
export function splicesIn(
  task: Task,
  fields: readonly ReplaceField[],
  { expression, replacementOf }: CompiledRule,
): readonly Splice[] {
  return textsOf(textOf(task)).flatMap((text, field) => {
    if (!fields.includes(fieldOf(field))) return [];
    return Array.from(text.matchAll(expression)).flatMap((match): Splice[] => {
      const replacement = replacementOf(match);
      if (replacement === match[0]) return [];
      return [{ field, start: match.index, length: match[0].length, text: replacement }];
    });
  });
}

/** A task's text with pieces replaced; `splices` are in order and do not overlap. */
export function splicedText(text: TaskText, splices: readonly Splice[]): TaskText {
  const after = textsOf(text).map((whole, field) =>
    splice(
      whole,
      splices.filter((each) => each.field === field),
    ),
  );
  const instances = text.instances.map((_, i) => ({
    input: after[1 + 2 * i] ?? '',
    output: after[2 + 2 * i] ?? '',
  }));
  return { ...text, instruction: after[0] ?? '', instances };
}

/** The edit that a task has after the splices: null where it is as it came again. */
export const editAfter = (task: Task, splices: readonly Splice[]): TaskEdit | null =>
  editFrom(task, splicedText(textOf(task), splices));

function splice(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const { start, length, text: put } of splices) {
    result += text.slice(at, start) + put;
    at = start + length;
  }
  return result + text.slice(at);
}
