import { inOutputs, type Finding, type Suspect } from './suspicion.ts';

export const id = 'empty-output';
export const label = 'output empty';
export const explanation =
  'An output is empty, or holds only a placeholder such as “N/A” or “[Your answer]”. Fill it in, or reject the task.';

export const defaults = {};
export const fields = {};

const nothing = /^[\s.…·\-–—_*#<>[\](){}|/\\:;"'`“”]*$/u;
const placeholder =
  /^[[(<{]?\s*(?:n\/?a|nan|null|undefined|nil|tbd|todo|empty|blank|no ?(?:output|answer|response|result)|not (?:available|applicable)|(?:your|insert|the|add|write) [a-z ]{0,24}(?:output|answer|response|text|result)(?: here)?|(?:output|answer|response|text|result)s?(?: goes)?(?: here)?)\s*[\])>}]?[.!]?$/iu;

/** Finds an output without content. */
export function check(suspect: Suspect): Finding | null {
  return inOutputs(suspect, (output) => {
    if (output.length > 80) return null;
    if (output.trim() === '') return { why: 'There is no output.' };
    if (nothing.test(output) && !asksForMarks.test(suspect.instruction)) {
      return { why: 'The output is made of marks only.' };
    }
    return placeholder.test(output.trim()) ? { why: 'The output is only a placeholder.' } : null;
  });
}

/** Where a mark may well be the whole answer. */
const asksForMarks =
  /\b(?:punctuat\w*|symbols?|characters?|marks?|signs?|brackets?|operators?|emoticons?|morse)\b/iu;
