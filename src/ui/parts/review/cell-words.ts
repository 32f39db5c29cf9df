import type { TaskRow } from '#core/contracts/pool-api.ts';
import type { ColumnId } from '#core/review/columns.ts';
import { valueWords } from '#core/review/review-words.ts';
import { suspicionWords } from '#core/suspicions/suspicion-words.ts';
import { formatCount, formatScore } from '#ui/format/numbers.ts';
import { formatDate } from '#ui/format/times.ts';

/** Columns that are more than words. */
export type DrawnColumn = 'status' | 'instruction' | 'kind' | 'flag' | 'edited';

const orNothing = (value: number | null): string => (value === null ? '' : String(value));

const words: Record<Exclude<ColumnId, DrawnColumn>, (row: TaskRow) => string> = {
  id: ({ id }) => String(id),
  type: ({ isClassification }) => typeWord(isClassification),
  origin: ({ origin }) => valueWords.origin[origin],
  run: ({ runId }) => orNothing(runId),
  created: ({ createdAt }) => formatDate(createdAt),
  instructionWords: ({ instructionWords }) => formatCount(instructionWords),
  inputWords: ({ inputWords }) => (inputWords === 0 ? '' : formatCount(inputWords)),
  outputWords: ({ outputWords }) => formatCount(outputWords),
  instances: ({ instances }) => String(instances),
  verdict: ({ verdict }) => verdict ?? '',
  rating: ({ rating }) => orNothing(rating),
  judge: ({ judge }) => orNothing(judge),
  tags: ({ tags }) => tags.join(', '),
  suspicions: ({ suspicions }) => suspicions.map((id) => suspicionWords[id]).join(', '),
  nearest: ({ nearest }) => orNothing(nearest),
  score: ({ score }) => (score === null ? '' : formatScore(score)),
};

function typeWord(isClassification: boolean | null): string {
  if (isClassification === null) return valueWords.type.untyped;
  return isClassification ? valueWords.type.classification : valueWords.type.generation;
}

/** What stands in a cell. */
export function cellWords(row: TaskRow, id: Exclude<ColumnId, DrawnColumn>): string {
  return words[id](row);
}

/** Why a task was rejected, or what kind it is where that is worth saying. */
export function kindWord({ reason, isClassification, origin }: TaskRow): string {
  if (reason !== null) return valueWords.reason[reason];
  if (isClassification === true) return 'classification';
  return origin === 'seed' ? 'seed' : '';
}
