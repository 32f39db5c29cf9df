import { collapseWhiteSpace } from '#core/text/white-space.ts';

/**
 * Demonstrations as the step-1 prompt shows them: one a line and numbered from 1, ending in the
 * next number for the model to go on. White-space runs become one space, then colons at the end
 * go (and what stood before them is not trimmed again). Source: pipeline.md, step 1.
 */
export function numberedList(instructions: readonly string[]): string {
  const lines = instructions.map((instruction, index) => {
    return `${index + 1}. ${collapseWhiteSpace(instruction).replace(/:+$/, '')}\n`;
  });
  return `${lines.join('')}${instructions.length + 1}.`;
}
