import type { SortKey, TaskQuery, TaskSort } from '#core/contracts/pool-api.ts';
import type { Contaminated, Rejection, TooNearMeaning } from '#core/model/task.ts';
import { suspicionWords } from '#core/suspicions/suspicion-words.ts';
import { oneLine } from '#core/text/one-line.ts';
import { dimensionIds, type DimensionId, type ValueOf } from './dimensions.ts';
import { measureIds, type MeasureId, type NumberRange } from './measures.ts';
import { sortParts } from './task-sort.ts';

/** What each value of a dimension with known values is called on the screen. */
export const valueWords = {
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
  verdict: { accepted: 'accepted', rejected: 'rejected', none: 'none yet' },
  rating: { '5': '5', '4': '4', '3': '3', '2': '2', '1': '1', none: 'not rated' },
  flag: { flagged: 'flagged', unflagged: 'not flagged' },
  edited: { edited: 'edited', unedited: 'as it came' },
} satisfies { [Id in DimensionId]?: Readonly<Record<ValueOf<Id>, string>> };

/** What each dimension is called. */
export const dimensionWords: Readonly<Record<DimensionId, string>> = {
  status: 'Status',
  reason: 'Reason',
  origin: 'Origin',
  run: 'Run',
  type: 'Type',
  completeness: 'Instances',
  verdict: 'Verdict of a person',
  rating: 'Rating',
  tag: 'Tags',
  flag: 'Flag',
  edited: 'Edited',
};

/** What each measure is called. */
export const measureWords: Readonly<Record<MeasureId, string>> = {
  instructionWords: 'Words of instruction',
  inputWords: 'Words of input',
  outputWords: 'Words of output',
  instances: 'Number of instances',
  score: 'Nearness (ROUGE-L)',
  judge: 'Score of a model',
  created: 'Created',
};

/** What a value is called under the name of its dimension. */
export function valueWord(id: DimensionId, value: string): string {
  const all: Partial<Record<DimensionId, Readonly<Record<string, string>>>> = valueWords;
  return all[id]?.[value] ?? value;
}

/** The word for a value that has no word of its own stands for itself. */
function wordOf(id: DimensionId, value: string): string {
  if (id === 'run') return `run ${value}`;
  const word = valueWord(id, value);
  if (id === 'tag') return `tagged ${value}`;
  if (id === 'type' && value === 'generation') return 'not classification';
  if (id === 'rating' && value !== 'none') return `rated ${value}`;
  if (id === 'verdict') return value === 'none' ? 'no verdict' : `${word} by a person`;
  return word;
}

/** A range in words: "2 to 5 words of input". */
function rangeWords(id: MeasureId, { min, max }: NumberRange): string {
  const say = (end: number): string =>
    id === 'created' ? (new Date(end).toISOString().split('T')[0] ?? '') : String(end);
  const name = measureWords[id].toLowerCase().replace('rouge-l', 'ROUGE-L');
  if (min === undefined) return `${name} up to ${say(max ?? 0)}`;
  return max === undefined ? `${name} from ${say(min)}` : `${name} ${say(min)} to ${say(max)}`;
}

const keyWords: Readonly<Record<SortKey, string>> = {
  ...dimensionWords,
  ...measureWords,
  id: 'Number',
  instruction: 'Instruction',
  nearest: 'Nearest task',
  suspicions: 'Suspicions',
};

/** What an order is called. */
export function sortWord(sort: TaskSort): string {
  const usual: Partial<Record<TaskSort, string>> = {
    newest: 'Newest first',
    oldest: 'Oldest first',
    random: 'Random',
    suspicious: 'Most suspicious first',
    unsuspicious: 'Least suspicious first',
    '-score': 'Most similar first',
    instruction: 'A to Z',
    '-instruction': 'Z to A',
  };
  const parts = sortParts(sort);
  const direction = parts?.isDescending === true ? 'downwards' : 'upwards';
  return usual[sort] ?? `${keyWords[parts?.key ?? 'id']}, ${direction}`;
}

// Longer searches would hide what was done behind what it was done to.
const mostOfSearch = 80;

/** What a query matches, to follow "tasks": `that match ‘poem’ (rejected, too similar)`. */
export function describeQuery(query: TaskQuery): string {
  const chosen = dimensionIds.flatMap((id) => {
    const values = query[id] ?? [];
    return values.length === 0 ? [] : [values.map((value) => wordOf(id, value)).join(' or ')];
  });
  const ranges = measureIds.flatMap((id) => {
    const range = query[id];
    return range === undefined ? [] : [rangeWords(id, range)];
  });
  const near = query.near === undefined ? [] : [`nearest to task ${query.near}`];
  const { suspicion: asked } = query;
  const suspicion =
    asked === undefined ? [] : [asked === 'any' ? 'with any suspicion' : suspicionWords[asked]];
  const all = [...chosen, ...ranges, ...suspicion, ...near];
  const text = query.text === undefined ? '' : ` that match ‘${oneLine(query.text, mostOfSearch)}’`;
  return all.length === 0 ? text : `${text} (${all.join(', ')})`;
}

/** Many tasks in plain words: "312 tasks that match ‘poem’"; `which` as of `describeQuery`. */
export function manyWords(count: number, which: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'task' : 'tasks'}${agreeing(count, which)}`;
}

/** What follows "tasks" (as of `describeQuery`), to follow "task" where it is of one or none. */
export function agreeing(count: number, which: string): string {
  return count > 1 ? which : which.replace(/^ that match /, ' that matches ');
}

/** How many tasks match, for those who hear the page; `unchecked`: how many more may yet. */
export function matchWords(matches: number, unchecked: number): string {
  const tasks = matches === 0 ? 'No task' : manyWords(matches, '');
  const words = `${tasks} ${matches > 1 ? 'match' : 'matches'}`;
  return unchecked === 0
    ? words
    : `${words} so far, still checking ${unchecked.toLocaleString('en')}`;
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
