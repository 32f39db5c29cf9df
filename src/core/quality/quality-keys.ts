import type { ReviewCommand } from '#core/review/review-keys.ts';

/** What keys of Review do in a quality review, in the order in which they are listed. */
export const qualityCommands = {
  accept: 'Answer yes',
  reject: 'Answer no',
  undo: 'Undo the last answer',
  redo: 'Answer it again',
  skip: 'Next item with an open question',
  next: 'Next item',
  previous: 'Previous item',
  'rate-1': 'Ask the first question',
  'rate-2': 'Ask the second',
  'rate-3': 'Ask the third',
  note: 'Write a note',
  close: 'Leave the note',
  help: 'Show these keys',
} as const satisfies Partial<Record<ReviewCommand, string>>;

export type QualityCommand = keyof typeof qualityCommands;

/** True for commands of Review that mean something in a quality review. */
export function isQualityCommand(command: ReviewCommand | null): command is QualityCommand {
  return command !== null && Object.hasOwn(qualityCommands, command);
}
