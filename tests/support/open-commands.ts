import { flushSync } from 'svelte';
import { vi } from 'vitest';
import { readReviewAddress } from '#core/review/review-address.ts';
import { ReviewActions } from '#state/review/review-actions.svelte.ts';
import { ReviewBulk } from '#state/review/review-bulk.svelte.ts';
import { ReviewCommands } from '#state/review/review-commands.ts';
import { ReviewDetail } from '#state/review/review-detail.svelte.ts';
import { ReviewEditing } from '#state/review/review-editing.svelte.ts';
import { ReviewKeys } from '#state/review/review-keys.svelte.ts';
import type { ReviewProject } from '#state/review/review-ports.ts';
import { ReviewQuestions } from '#state/review/review-questions.svelte.ts';
import type { CommandedReview } from '#state/review/review-screen.ts';
import { ReviewSelection } from '#state/review/review-selection.svelte.ts';
import { ReviewSession } from '#state/review/review-session.svelte.ts';
import type { ToastAction } from '#state/shell/toasts.svelte.ts';
import { numberedTasks, openReview } from './open-review.ts';

/** A message that was shown. */
export interface ShownToast {
  readonly message: string;
  readonly action?: ToastAction;
}

export interface OpenedCommands {
  readonly commands: ReviewCommands;
  readonly review: CommandedReview;
  readonly project: ReviewProject;
  readonly toasts: ShownToast[];
  /** Steps that it was asked about whether to take them back. */
  readonly asked: string[];
  /** Looks at a task, as the page does once it has come. */
  readonly lookAt: (id: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The project, which looks after each change at what undo would take back, as a session does. */
function noting(project: ReviewProject, look: () => Promise<void>): ReviewProject {
  const noted = async <T>(answer: Promise<T>): Promise<T> => {
    const given = await answer;
    await look();
    return given;
  };
  return {
    ...project,
    setVerdict: (...change) => noted(project.setVerdict(...change)),
    setMarks: (...change) => noted(project.setMarks(...change)),
    bulk: { ...project.bulk, mark: (...change) => noted(project.bulk.mark(...change)) },
    editTask: (...change) => noted(project.editTask(...change)),
    undo: (sparesWhole) => noted(project.undo(sparesWhole)),
    redo: () => noted(project.redo()),
  };
}

/**
 * The commands of Review over the real services, without a page. `wrap`: what stands between Review
 * and the project, to hold answers back.
 */
export async function openCommands(
  wrap: (project: ReviewProject) => ReviewProject = (project) => project,
): Promise<OpenedCommands> {
  const opened = await openReview(numberedTasks(10));
  let lastStep: string | null = null;
  const project = wrap(
    noting(opened.project, async () => {
      lastStep = await opened.undoLabel();
    }),
  );
  const { pool } = opened;
  const session = new ReviewSession(pool, project, () => undefined);
  const selection = new ReviewSelection(pool, session);
  const review: CommandedReview = {
    ...{ session, selection },
    detail: new ReviewDetail(project),
    actions: new ReviewActions(session, project),
    editing: new ReviewEditing(project),
    questions: new ReviewQuestions(project.history),
    keys: new ReviewKeys(),
    bulk: new ReviewBulk(session, selection, pool, project),
    close: () => session.close(),
  };
  session.show(readReviewAddress({}));
  await session.open();
  await vi.waitUntil(() => session.rows.result?.isLoading === false && session.place >= 0);
  const toasts: ShownToast[] = [];
  const asked: string[] = [];
  const nothing = (): void => undefined;
  const commands = new ReviewCommands(review, {
    toasts: { show: (message, options) => void toasts.push({ message, ...options }) },
    canChange: () => true,
    lastStep: () => lastStep,
    ...{ focusSearch: nothing, focusList: nothing, showKeys: nothing },
    askUndo: (label) => void asked.push(label),
    ...{ takeOver: nothing, editSeed: nothing, regenerate: nothing },
  });
  return {
    ...{ commands, review, project, toasts, asked },
    lookAt: async (id) => {
      session.select(id);
      review.detail.show(id);
      await vi.waitUntil(() => review.detail.detail?.task.id === id);
      flushSync();
    },
    close: opened.close,
  };
}
