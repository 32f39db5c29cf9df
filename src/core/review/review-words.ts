import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { Contaminated, Rejection, TaskStatus, TooNearMeaning } from '#core/model/task.ts';
import { suspicionWords } from '#core/suspicions/suspicion-words.ts';
import { dimensionIds, type DimensionId, type ValueOf } from './dimensions.ts';

/** What each value of a dimension is called on the screen. */
export const valueWords: { readonly [Id in DimensionId]: Readonly<Record<ValueOf<Id>, string>> } = {
  status: { accepted: 'accepted', rejected: 'rejected' },
  reason: {
    'too-similar': 'too similar',
    'too-similar-meaning': 'too near by embedding',
    'too-short': 'too short',
    'too-long': 'too long',
    'banned-word': 'banned word',
    'asks-for-program': 'asks for a program',
    'starts-badly': 'starts badly',
    cut: 'cut off',
    contaminated: 'contaminated',
    'by-person': 'by a person',
  },
  origin: { seed: 'seed', machine: 'machine', imported: 'imported' },
  type: { classification: 'classification', generation: 'other', untyped: 'not typed yet' },
  completeness: { complete: 'with instances', incomplete: 'without instances' },
};

/** What each dimension is called. */
export const dimensionWords: Readonly<Record<DimensionId, string>> = {
  status: 'Status',
  reason: 'Reason',
  origin: 'Origin',
  type: 'Type',
  completeness: 'Instances',
};

/** What each order is called. */
export const sortWords: Readonly<Record<TaskQuery['sort'], string>> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  novelty: 'Most similar first',
  instruction: 'A to Z',
  suspicious: 'Most suspicious first',
  random: 'Random',
};

/** The word for a value, or the value itself where it is none of the dimension's. */
function wordOf(id: DimensionId, value: string): string {
  const words: Readonly<Record<string, string>> = valueWords[id];
  return words[value] ?? value;
}

/** What a query matches, to follow "tasks": `that match ‘poem’ (rejected, too similar)`. */
export function describeQuery(query: TaskQuery): string {
  const chosen = dimensionIds.flatMap((id) => {
    const value = query[id];
    return value === undefined ? [] : [wordOf(id, value)];
  });
  if (query.suspicion !== undefined) chosen.push(suspicionWords[query.suspicion]);
  const text = query.text === undefined ? '' : ` that match ‘${query.text}’`;
  return chosen.length === 0 ? text : `${text} (${chosen.join(', ')})`;
}

const past = { accepted: 'Accepted', rejected: 'Rejected' };

/** A verdict over many in plain words, for undo: "Rejected 312 tasks that match ‘poem’". */
export function bulkLabel(verdict: TaskStatus, count: number, query: TaskQuery): string {
  const tasks = count === 1 ? 'task' : 'tasks';
  return `${past[verdict]} ${count.toLocaleString('en')} ${tasks}${describeQuery(query)}`;
}

/** A verdict over one task in plain words, for undo: "Rejected task 17". */
export function verdictLabel(verdict: TaskStatus, taskId: number): string {
  return `${past[verdict]} task ${taskId}`;
}

/** Two digits, rounded down, so that 0.699 never reads as the threshold. */
const scoreWords = (score: number): string => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);

/** Why a rule rejected an item, as a sentence part that follows "Rejected:". */
export function explainRejection(rejection: Rejection): string {
  switch (rejection.reason) {
    case 'cut':
      return 'cut off before its end';
    case 'too-short':
      return `too short: ${rejection.words} words, at least ${rejection.least} are asked for`;
    case 'too-long':
      return `too long: ${rejection.words} words, at most ${rejection.most} are allowed`;
    case 'banned-word':
      return `holds the banned word “${rejection.word}”`;
    case 'asks-for-program':
      return 'asks for a program';
    case 'starts-badly':
      return `starts with “${rejection.character}”`;
    case 'too-similar':
      return `too similar to task ${rejection.culprit}, ROUGE-L ${scoreWords(rejection.score)}`;
    case 'too-similar-meaning':
      return explainNearness(rejection);
    case 'contaminated':
      return `contaminated: ${explainContamination(rejection)}`;
  }
}

/** Words say nothing of meaning, so that they are never said to. */
function explainNearness({ culprit, score, by }: TooNearMeaning): string {
  const nearness = by === 'words' ? 'too many words in common with' : 'too near in meaning to';
  return `${nearness} task ${culprit}, cosine ${scoreWords(score)}`;
}

/** Which guard text an item is too near, and in what: "ROUGE-L 0.82 with “…” in eval.jsonl". */
export function explainContamination({
  guardText,
  setName,
  score,
  sharedRun,
}: Contaminated): string {
  const nearness =
    score === undefined
      ? `it shares “${sharedRun ?? ''}” with`
      : `ROUGE-L ${scoreWords(score)} with`;
  return `${nearness} “${guardText}” in ${setName}`;
}
