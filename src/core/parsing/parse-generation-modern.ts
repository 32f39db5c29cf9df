import type { Instance } from '#core/model/task.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { withoutWrapping } from './chat-habits.ts';
import { exampleMarker, labelMarker } from './line-markers.ts';
import { readInput, withoutTasks } from './task-echo.ts';

const output = labelMarker('Output');
const input = labelMarker('Input');

function readBlock(block: string): Instance {
  const [before = '', after] = block.split(output);
  const [kept = ''] = (after ?? block).split(input);
  return {
    input: after === undefined ? '' : readInput(before),
    output: stripWhiteSpace(kept),
  };
}

/**
 * Reads an input-first reply of step 3 of any model: like the published code, but a marker counts
 * only at the start of a line, in any case and in chat models' dress; and text before the first
 * `Example` is a block only if it holds an output. Not yet filtered.
 */
export function parseGenerationModern(text: string): Instance[] {
  const reply = withoutTasks(withoutWrapping(text));
  const [before = '', ...examples] = reply.split(exampleMarker);
  const first = output.test(before) ? [before] : [];
  return [...first, ...examples]
    .map(stripWhiteSpace)
    .filter((block) => block !== '')
    .map(readBlock);
}
