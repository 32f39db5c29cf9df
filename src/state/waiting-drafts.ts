import type { TaskId } from '#core/model/ids.ts';
import type { ReviewDraft } from './review-draft.svelte.ts';

const drafts = new WeakMap<object, Map<TaskId, ReviewDraft>>();

/**
 * The drafts of an open project that could not be saved, by task. They live as long as the project
 * is open, so that a page that is left and opened again finds them.
 */
export function waitingDraftsOf(project: object): Map<TaskId, ReviewDraft> {
  const known = drafts.get(project) ?? new Map<TaskId, ReviewDraft>();
  drafts.set(project, known);
  return known;
}
