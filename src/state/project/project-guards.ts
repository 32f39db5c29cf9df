import { proxy } from 'comlink';
import type { FilesFailure } from '#core/contracts/files-api.ts';
import type {
  ContaminatedTask,
  FoundContamination,
  GuardSetSummary,
  ProjectFailure,
} from '#core/contracts/project-api.ts';
import type { GuardRules } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';
import type { FilesHandle } from '#rpc/files-handle.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** The tasks that an open project keeps away from, and a look for those that came too near. */
export class ProjectGuards {
  readonly #line: WorkerLine;
  readonly #files: FilesHandle;

  constructor(line: WorkerLine, files: FilesHandle) {
    this.#line = line;
    this.#files = files;
  }

  guardSets(): ProjectAnswer<readonly GuardSetSummary[]> {
    return this.#line.read((project) => project.guardSets());
  }

  /** Reads a file of tasks to keep away from, and keeps them with the project. */
  async addGuardFile(
    file: File,
  ): Promise<Result<GuardSetSummary, FilesFailure | ProjectFailure | WorkerFailure>> {
    const read = await this.#files.readGuard(file);
    if (!read.ok) return read;
    return this.#line.change((project) => project.addGuardSet(file.name, read.value.rows));
  }

  removeGuardSet(id: string): ProjectAnswer<null> {
    return this.#line.change((project) => project.removeGuardSet(id));
  }

  checkPool(
    rules: GuardRules,
    onProgress: (share: number) => void,
  ): ProjectAnswer<readonly ContaminatedTask[]> {
    return this.#line.ask((project) => project.checkPool(rules, proxy(onProgress)));
  }

  /** Rejects what `checkPool` found, as one step of the undo log. */
  rejectContaminated(found: readonly FoundContamination[], label: string): ProjectAnswer<null> {
    return this.#line.change((project) => project.rejectContaminated(found, label));
  }
}
