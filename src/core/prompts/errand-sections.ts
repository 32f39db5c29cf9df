import type { Instance } from '#core/model/task.ts';

/** A line that opens a part of a task in prompts and replies of errands. */
export const sectionLine = (name: 'Instruction' | 'Input' | 'Output' | 'End'): string =>
  `=== ${name} ===`;

/** Examples in the form in which repairs and new examples are asked for; '' where there are none. */
export function showSections(instances: readonly Instance[]): string {
  return instances
    .map(({ input, output }) => {
      const shown = `${sectionLine('Output')}\n${output}`;
      return input === '' ? shown : `${sectionLine('Input')}\n${input}\n${shown}`;
    })
    .join('\n');
}
