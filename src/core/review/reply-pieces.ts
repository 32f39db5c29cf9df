import type { Step } from '#core/model/model-call.ts';
import type { Task } from '#core/model/task.ts';
import { findPiece, findPieces } from './find-piece.ts';
import type { TextRange } from './marked-text.ts';

/** The parts of a raw reply that became part of a task, as the machine read them. */
export function piecesOfReply(reply: string, step: Step, task: Task): readonly TextRange[] {
  if (step === 'classification') return findPieces(reply, reply);
  const instruction =
    step === 'instance' ? null : findPiece(reply, task.instruction, task.provenance?.item ?? 0);
  const texts = step === 'instruction' ? [] : textsOf(task);
  const others = texts.flatMap((text) => firstFrom(findPieces(reply, text), instruction?.end ?? 0));
  return instruction === null ? others : [instruction, ...others];
}

function textsOf(task: Task): string[] {
  return task.instances.flatMap(({ input, output }) => [input, output]);
}

/** Short texts stand in many places; the first one after the instruction is the likeliest. */
function firstFrom(ranges: readonly TextRange[], from: number): TextRange[] {
  const range = ranges.find(({ start }) => start >= from);
  return range === undefined ? [] : [range];
}
