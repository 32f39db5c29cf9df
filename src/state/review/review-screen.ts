import type { TaskId } from '#core/model/ids.ts';
import type { Review } from './review.svelte.ts';
import type { Toasts } from '#state/shell/toasts.svelte.ts';

/** What commands need of the screen. */
export interface ReviewScreen {
  readonly toasts: Pick<Toasts, 'show'>;
  /** False where this tab only follows another. */
  readonly canChange: () => boolean;
  /** What undo would take back, in the words of the undo log. */
  readonly lastStep: () => string | null;
  /** Asks whether a whole step is to be taken back; `label` as `lastStep` words it. */
  readonly askUndo: (label: string) => void;
  readonly focusSearch: () => void;
  readonly focusList: () => void;
  readonly showKeys: () => void;
  /** Makes this tab the one that edits. */
  readonly takeOver: () => void;
  /** Seeds are edited on their own page. */
  readonly editSeed: (id: TaskId) => void;
  /** Opens the form for asking a model for new instances of a task. */
  readonly regenerate: (id: TaskId) => void;
}

/** The parts of Review that commands are about. */
export type CommandedReview = Pick<
  Review,
  | 'session'
  | 'detail'
  | 'actions'
  | 'editing'
  | 'questions'
  | 'keys'
  | 'bulk'
  | 'selection'
  | 'close'
>;
