import type { WorkedExample } from './input-first-demonstrations.ts';
import type { LabelledInput } from './output-first-demonstrations.ts';

/** Blocks of `Class label: X`, each followed by its input, without a newline at the end. */
export function showOutputFirst(examples: readonly LabelledInput[]): string {
  return examples
    .map(({ label, input }) =>
      input === '' ? `Class label: ${label}` : `Class label: ${label}\n${input}`,
    )
    .join('\n');
}

/**
 * Blocks of `Example n`, the named inputs and `Output:`, without a newline at the end. A single
 * example without inputs is shown as `Output:` alone, so that it reads as needing none.
 */
export function showInputFirst(examples: readonly WorkedExample[]): string {
  const [only] = examples;
  if (examples.length === 1 && only?.fields.length === 0) return showOutput(only);
  return examples.map((example, i) => `Example ${i + 1}\n${showWorked(example)}`).join('\n');
}

function showWorked(example: WorkedExample): string {
  const fields = example.fields.map(({ name, text }) => labelled(name, text));
  return [...fields, showOutput(example)].join('\n');
}

function showOutput(example: WorkedExample): string {
  return labelled('Output', example.output);
}

/** Text of several lines starts below its label. */
function labelled(name: string, text: string): string {
  return `${name}:${text.includes('\n') ? '\n' : ' '}${text}`;
}
