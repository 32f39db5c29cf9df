import type { FinishReason } from '#core/model/model-call.ts';
import { stripWhiteSpace, whiteSpaceClass } from '#core/text/white-space.ts';
import type { Proposals, ProposedItem } from './parsed-reply.ts';

type Reading = ProposedItem | 'empty' | 'malformed';

/** Text between the labels of one task; the first part stands before them all. */
function splitAtLabels(piece: string, number: number): string[] {
  const label = `${number}\\.[${whiteSpaceClass}]+(?:Instruction|Input|Output):`;
  return piece.split(new RegExp(label)).map(stripWhiteSpace);
}

function readTask(piece: string, number: number): Reading {
  const [, instruction, input, output, ...more] = splitAtLabels(piece, number);
  if (instruction === undefined || input === undefined || output === undefined || more.length > 0) {
    return 'malformed';
  }
  if (instruction === '') return 'empty';
  const isBlank = input.toLowerCase() === '<noinput>';
  return { instruction, instance: { input: isBlank ? '' : input, output } };
}

/** What can be told of a task that the reply ended inside of: its instruction, if it got so far. */
function readCutTask(piece: string, number: number): Reading {
  const [, instruction, input] = splitAtLabels(piece, number);
  if (instruction === undefined) return 'malformed';
  if (instruction === '') return 'empty';
  // Without the next label the instruction itself may be cut, but it is all there is to show.
  return {
    instruction: input === undefined ? stripWhiteSpace(instruction) : instruction,
    cut: true,
  };
}

/**
 * Reads a reply of recipe alpaca as the published code does: whole tasks between `###`, the first
 * of which the prompt began with `n. Instruction:` where n is `firstNumber`. A task needs exactly
 * three labels of its own number, whatever they are called. Cut by length, the last one is kept
 * as cut and without an instance.
 */
export function parseWholeTasks(
  text: string,
  finishReason: FinishReason,
  firstNumber: number,
): Proposals {
  const pieces = `${firstNumber}. Instruction:${text}`.split('###');
  const readings = pieces.map((piece, index) => {
    const isCut = finishReason === 'length' && index === pieces.length - 1;
    return (isCut ? readCutTask : readTask)(piece, firstNumber + index);
  });
  const items = readings.filter((reading) => typeof reading !== 'string');
  const count = (kind: Reading): number => readings.filter((reading) => reading === kind).length;
  return {
    items,
    losses: { replyCut: 0, empty: count('empty'), malformed: count('malformed') },
  };
}
