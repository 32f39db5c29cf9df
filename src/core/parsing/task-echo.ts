import { stripWhiteSpace } from '#core/text/white-space.ts';
import { labelAtStart } from './line-markers.ts';

const echoedTask = labelAtStart('Task');
/** Spelt as in the prompt only: an answer may well hold a line `Task 2:`. */
const nextTask = /^Task:/m;
const inputLabel = labelAtStart('Input');

/** What models write where a task needs no input. */
const placeholder = /^[<([]?(?:no ?input(?: (?:needed|required))?|none|n\/a)[>)\]]?\.?$/i;

/**
 * A step-3 reply without the task that a chat model repeats in its first line, and without further
 * tasks that a base model goes on to.
 */
export function withoutTasks(reply: string): string {
  const text = stripWhiteSpace(reply);
  const own = echoedTask.test(text) ? text.replace(/^.*/, '') : text;
  return own.split(nextTask)[0] ?? '';
}

/** An input without its `Input:` label; empty where the model wrote that there is none. */
export function readInput(text: string): string {
  const input = stripWhiteSpace(stripWhiteSpace(text).replace(inputLabel, ''));
  return placeholder.test(input) ? '' : input;
}
