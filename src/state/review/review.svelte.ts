import type { ReviewAddress } from '#core/review/review-address.ts';
import { comparePool } from '#rpc/compare-pool.ts';
import { PoolHandle } from '#rpc/pool-handle.ts';
import type { Navigate } from '#state/shell/address-writer.ts';
import { ReviewActions } from './review-actions.svelte.ts';
import { ReviewBulk } from './review-bulk.svelte.ts';
import { ReviewColumns } from './review-columns.svelte.ts';
import { ReviewComparison } from './review-comparison.svelte.ts';
import { ReviewDetail } from './review-detail.svelte.ts';
import { ReviewEditing } from './review-editing.svelte.ts';
import { ReviewImport } from './review-import.svelte.ts';
import { ReviewKeys } from './review-keys.svelte.ts';
import { ReviewPanes } from './review-panes.svelte.ts';
import type { ReviewPool, ReviewProject } from './review-ports.ts';
import { ReviewQuestions } from './review-questions.svelte.ts';
import { ReviewSelection } from './review-selection.svelte.ts';
import { ReviewSession } from './review-session.svelte.ts';
import { ReviewSuspicions } from './review-suspicions.svelte.ts';
import { ReviewViews } from './review-views.svelte.ts';
import { SearchMarks } from './search-marks.svelte.ts';

type ImportTarget = ConstructorParameters<typeof ReviewImport>[0];

/** Everything that the Review page shows and does, for one open project. */
export class Review {
  readonly session: ReviewSession;
  readonly project: ReviewProject;
  readonly detail: ReviewDetail;
  readonly actions: ReviewActions;
  readonly selection: ReviewSelection;
  readonly bulk: ReviewBulk;
  readonly editing: ReviewEditing;
  readonly dataSet: ReviewImport;
  readonly questions: ReviewQuestions;
  readonly keys = new ReviewKeys();
  readonly panes = new ReviewPanes();
  readonly columns = new ReviewColumns();
  readonly marks: SearchMarks;
  readonly suspicions: ReviewSuspicions;
  readonly views: ReviewViews;
  readonly comparison: ReviewComparison;
  readonly pool: ReviewPool;

  constructor(project: ReviewProject & ImportTarget, navigate: Navigate, address: ReviewAddress) {
    const pool: ReviewPool = new PoolHandle((message) => this.session.fail(message));
    this.pool = pool;
    this.suspicions = new ReviewSuspicions(project);
    this.session = new ReviewSession(pool, project, navigate);
    this.project = project;
    this.marks = new SearchMarks(pool);
    this.detail = new ReviewDetail(project);
    this.selection = new ReviewSelection(pool, this.session);
    this.bulk = new ReviewBulk(this.session, this.selection, pool, project);
    this.actions = new ReviewActions(this.session, project);
    this.questions = new ReviewQuestions(project.history);
    this.editing = new ReviewEditing(project);
    this.dataSet = new ReviewImport(project);
    this.comparison = new ReviewComparison(project.id, comparePool);
    const { session, columns, suspicions } = this;
    this.views = new ReviewViews({ project, pool, session, columns, suspicions });
    session.show(address);
  }

  /** Opens the pool and what else there is to load. */
  async open(): Promise<void> {
    void this.panes.load();
    void this.columns.load();
    void this.keys.load();
    void this.suspicions.load();
    void this.views.load();
    void this.editing.waiting.restore();
    await this.session.open();
  }

  /** Lets go of the pool; a file that is being read goes on to its end. */
  close(): void {
    this.comparison.cancel();
    this.session.close();
  }
}
