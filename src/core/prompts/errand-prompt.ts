import {
  effectiveInstances,
  effectiveInstruction,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { ErrandPrompt } from '#core/model/errand.ts';
import type { Task } from '#core/model/task.ts';
import { showSections } from './errand-sections.ts';
import type { Prompt } from './prompt.ts';

/** A place in a template, with what stands there. */
export interface Placeholder {
  readonly name: string;
  readonly about: string;
}

/** What a template can have in braces; other braces are text. */
export const errandPlaceholders: readonly Placeholder[] = [
  { name: 'instruction', about: 'the instruction as it now stands' },
  {
    name: 'examples',
    about: 'its examples, each with the lines “=== Input ===”, “=== Output ===”',
  },
  { name: 'type', about: '“classification”, “not classification” or “not known”' },
  { name: 'guidance', about: 'the text above: rubric, what to repair, or hint' },
  { name: 'least', about: 'the lowest score' },
  { name: 'most', about: 'the highest score' },
];

const taskPlace = /\{(?:instruction|examples|type)\}/;
const anyPlace = /\{(instruction|examples|type|guidance|least|most)\}/g;

/**
 * The prompt of an errand about a task. `prefix` is the same for all its tasks. What a task or the
 * guidance says is put in as it is: braces in it are no places.
 */
export function errandPrompt(prompt: ErrandPrompt, task: Task): Prompt {
  const { template } = prompt;
  const at = template.search(taskPlace);
  const split = at < 0 ? template.length : at;
  return {
    prefix: fill(template.slice(0, split), prompt, null),
    tail: fill(template.slice(split), prompt, task),
  };
}

/** The static start of an errand’s prompts. */
export function errandPrefix(prompt: ErrandPrompt): string {
  const at = prompt.template.search(taskPlace);
  return fill(at < 0 ? prompt.template : prompt.template.slice(0, at), prompt, null);
}

/** What is wrong with a template, in words; null if nothing is. */
export function templateProblem({ template }: Pick<ErrandPrompt, 'template'>): string | null {
  if (template.trim() === '') return 'The prompt is empty.';
  return template.includes('{instruction}')
    ? null
    : 'The prompt must say {instruction} somewhere, or the model never sees the task.';
}

function fill(text: string, prompt: ErrandPrompt, task: Task | null): string {
  const filled = text.replace(anyPlace, (_, name: string) => valueOf(name, prompt, task));
  // Without examples their line would stay behind empty.
  return task !== null && effectiveInstances(task).length === 0
    ? filled.replace(/\n{2}(?==== End ===)/, '\n')
    : filled;
}

function valueOf(name: string, { guidance, scale }: ErrandPrompt, task: Task | null): string {
  switch (name) {
    case 'instruction':
      return task === null ? '' : effectiveInstruction(task);
    case 'examples':
      return task === null ? '' : showSections(effectiveInstances(task));
    case 'type':
      return task === null ? '' : typeWords(effectiveType(task));
    case 'guidance':
      return guidance.trim();
    case 'least':
      return String(scale?.least ?? 1);
    default:
      return String(scale?.most ?? 5);
  }
}

function typeWords(isClassification: boolean | null): string {
  if (isClassification === null) return 'not known';
  return isClassification ? 'classification' : 'not classification';
}
