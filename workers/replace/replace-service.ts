import type { ReplaceApi, ReplaceFailure, ReplacePreview } from '#core/contracts/replace-api.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { compileRule, type ReplaceRule } from '#core/replace/replace-rule.ts';
import { ProjectDb } from '#data/project-db.ts';
import { pageOf, ProjectRepository } from '#data/project-repository.ts';
import { PlaceFinder } from './find-places.ts';

// Whoever waits hears of every group: no sign of life means that a pattern does not come to an end.
const pagesAtOnce = 4;

/** Looks through the tasks of a project as they are stored; changes nothing. */
export class ReplaceService implements ReplaceApi {
  async find(
    id: ProjectId,
    tasks: readonly TaskId[],
    rule: ReplaceRule,
    onProgress: (share: number) => void,
  ): Promise<Result<ReplacePreview, ReplaceFailure>> {
    const compiled = compileRule(rule);
    if (!compiled.ok) return failure({ kind: 'bad-rule', message: compiled.error });
    const finder = new PlaceFinder(compiled.value, rule.fields);
    const db = new ProjectDb(id);
    try {
      const repository = new ProjectRepository(db);
      const wanted = new Set(tasks);
      const pages = [...new Set(tasks.map(pageOf))].sort((a, b) => a - b);
      for (let from = 0; from < pages.length; from += pagesAtOnce) {
        const found = await repository.pages(pages.slice(from, from + pagesAtOnce));
        for (const task of [...found.values()].flat()) if (wanted.has(task.id)) finder.look(task);
        onProgress(Math.min(1, (from + pagesAtOnce) / pages.length));
      }
      return success(finder.preview);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return failure({ kind: 'storage', message: `The tasks can’t be read: ${detail}` });
    } finally {
      db.close();
    }
  }
}
