import { proxy } from 'comlink';
import type { StepProgress } from '#core/contracts/project-api.ts';
import type { TaskIds } from '#core/model/ids.ts';
import type { MarksChange } from '#core/model/marks.ts';
import type { PackedSplices } from '#core/replace/packed-splices.ts';
import type { Replaced, ReplaceWords } from '#core/replace/replace-words.ts';
import { isPlainAccept } from '#core/review/marks-rules.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** Steps over many tasks of an open project: each tells how far it is, and is done whole or not. */
export class ProjectBulk {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  /** A change of nothing but an accepting verdict is kept as one. */
  mark = (
    ids: TaskIds,
    change: MarksChange,
    label: string,
    onProgress: StepProgress,
  ): ProjectAnswer<null> =>
    this.#line.change((project) =>
      isPlainAccept(change)
        ? project.setVerdict(ids, 'accepted', label, proxy(onProgress))
        : project.setMarks(ids, change, label, proxy(onProgress)),
    );

  /** Replaces pieces of many texts. */
  replace = (
    packed: PackedSplices,
    words: ReplaceWords,
    onProgress: StepProgress,
  ): ProjectAnswer<Replaced> =>
    this.#line.change((project) => project.replaceMany(packed, words, proxy(onProgress)));

  /** Breaks off what is under way, unless it is stored already: nothing is changed then. */
  async cancel(): Promise<void> {
    await this.#line.read((project) => project.cancelStep());
  }
}
