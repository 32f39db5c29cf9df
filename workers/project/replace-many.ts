import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { textOf } from '#core/model/task-text.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { TaskEdit } from '#core/model/task.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import {
  eachSpliced,
  hashOfTask,
  SplicePacker,
  type PackedSplices,
} from '#core/replace/packed-splices.ts';
import { replaceLabel, type Replaced, type ReplaceWords } from '#core/replace/replace-words.ts';
import { splicedText } from '#core/replace/splices.ts';
import { problemsOf } from '#core/review/task-draft.ts';
import type { ProjectWriter } from './project-writer.ts';
import { isGone } from './refusals.ts';
import type { StepWatch } from './step-watch.ts';

interface Fitting {
  readonly packed: PackedSplices;
  readonly before: readonly { readonly id: number; readonly edit: TaskEdit }[];
}

/** Replaces pieces of many texts in one entry of the log; what no longer fits is left out of it. */
export function replaceMany(
  writer: ProjectWriter,
  packed: PackedSplices,
  words: ReplaceWords,
  watch?: StepWatch,
): Promise<Result<Replaced, ProjectFailure>> {
  return writer.exclusive(async () => {
    const fitting = fittingIn(writer.state.pool, packed);
    const changed = fitting.packed.ids.length;
    if (changed === 0) return failure(nothingFits);
    const places = fitting.packed.counts.reduce((sum, count) => sum + count, 0);
    const label = replaceLabel(words, places, changed);
    const recorded = await writer.record({ kind: 'replaced-many', ...fitting, label }, [], watch);
    return recorded.ok ? success({ changed, label }) : recorded;
  });
}

/** What can still be replaced, tasks having changed since it was looked for. */
function fittingIn(pool: TaskPool, packed: PackedSplices): Fitting {
  const packer = new SplicePacker();
  const before: { id: number; edit: TaskEdit }[] = [];
  eachSpliced(packed, (id, hash, splices) => {
    const task = pool.get(id);
    if (task === undefined || isGone(task) || task.origin === 'seed') return;
    if (hashOfTask(task) !== hash) return;
    if (problemsOf(splicedText(textOf(task), splices)).length > 0) return;
    packer.add(task, splices);
    const edit = task.human?.edit;
    if (edit !== undefined) before.push({ id, edit });
  });
  return { packed: packer.finish(), before };
}

const nothingFits: ProjectFailure = {
  kind: 'bad-input',
  message: 'These texts have changed meanwhile; nothing was replaced. Look again.',
};
