import { toRanges } from '#core/batch/id-ranges.ts';
import { todoOf } from '#core/errands/plan-errand.ts';
import type { Errand } from '#core/model/errand.ts';
import type { ErrandBook } from './errand-book.ts';
import { unanswered } from './errand-take-up.ts';

/**
 * An errand that has still to ask, last, about every task whose answer could not be used. A task that
 * is to be asked about already, or whose later request is open, is let be: two requests for one task
 * at the same time would be paid twice, and race.
 */
export async function withAskedAgain(
  errand: Errand,
  book: ErrandBook,
): Promise<{ readonly errand: Errand; readonly tasks: number }> {
  const results = await book.results(errand.id);
  const open = await unanswered(errand, book);
  const toCome = new Set([
    ...todoOf(errand).slice(errand.next),
    ...open.map(({ taskId }) => taskId),
  ]);
  const ids = [...results.all()]
    .filter(({ kind, taskId }) => (kind === 'bad' || kind === 'failed') && !toCome.has(taskId))
    .map(({ taskId }) => taskId);
  return { errand: { ...errand, todo: [...errand.todo, ...toRanges(ids)] }, tasks: ids.length };
}
