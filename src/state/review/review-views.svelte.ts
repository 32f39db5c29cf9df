import type { TaskQuery } from '#core/contracts/pool-api.ts';
import { isSameLayout } from '#core/review/columns.ts';
import { isSameQuery } from '#core/review/review-address.ts';
import {
  goneFrom,
  isSameName,
  queryOf,
  viewOf,
  withoutView,
  withView,
  type Known,
  type SavedView,
} from '#core/review/saved-views.ts';
import type { ReviewColumns } from './review-columns.svelte.ts';
import type { ReviewPool, ReviewProject } from './review-ports.ts';
import type { ReviewSession } from './review-session.svelte.ts';
import type { ReviewSuspicions } from './review-suspicions.svelte.ts';

/** What of a shown view is not there any more. */
export interface ViewNotice {
  readonly name: string;
  readonly gone: readonly string[];
}

interface ViewPorts {
  readonly project: Pick<ReviewProject, 'views'>;
  readonly pool: Pick<ReviewPool, 'query'>;
  readonly session: ReviewSession;
  readonly columns: ReviewColumns;
  readonly suspicions: Pick<ReviewSuspicions, 'plan'>;
}

/** The views that people saved with a project. */
export class ReviewViews {
  readonly #ports: ViewPorts;
  #list = $state.raw<readonly SavedView[]>([]);
  #notice = $state.raw<(ViewNotice & { readonly query: TaskQuery }) | null>(null);

  constructor(ports: ViewPorts) {
    this.#ports = ports;
  }

  /** By name. */
  get list(): readonly SavedView[] {
    return this.#list;
  }

  /** The view that is in sight as it was saved, or null. */
  get current(): SavedView | null {
    return this.#list.find((view) => this.isShown(view)) ?? null;
  }

  /** What is not there any more of the view that is in sight; null where that is nothing. */
  get notice(): ViewNotice | null {
    const notice = this.#notice;
    return notice !== null && isSameQuery(notice.query, this.#ports.session.query) ? notice : null;
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  isShown(view: SavedView): boolean {
    const { session, columns } = this.#ports;
    return isSameQuery(queryOf(view), session.query) && isSameLayout(view.columns, columns.layout);
  }

  has(name: string): boolean {
    return this.#list.some((view) => isSameName(view.name, name));
  }

  /** Reads what is kept; where that fails the list stays as it was. */
  async load(): Promise<void> {
    const kept = await this.#ports.project.views.list();
    if (kept.ok) this.#list = kept.value;
  }

  /** Keeps what is in sight under a name; null, or in words what is in the way. */
  save(name: string): Promise<string | null> {
    const { session, columns } = this.#ports;
    return this.restore(viewOf(name, session.query, columns.layout));
  }

  /** Keeps a view in place of one of its name. */
  restore(view: SavedView): Promise<string | null> {
    return this.#keep(withView(this.#list, view));
  }

  rename(view: SavedView, name: string): Promise<string | null> {
    const renamed = { ...view, name: name.trim() };
    return this.#keep(withView(withoutView(this.#list, view.name), renamed));
  }

  remove(view: SavedView): Promise<string | null> {
    return this.#keep(withoutView(this.#list, view.name));
  }

  /** Shows what a view asks for, and says what of it is gone. */
  async apply(view: SavedView): Promise<void> {
    const { session, columns } = this.#ports;
    const query = queryOf(view);
    const gone = goneFrom(view, await this.#known(query));
    columns.use(view.columns);
    session.filters.setAll(query);
    this.#notice = gone.length === 0 ? null : { name: view.name, query, gone };
  }

  /** Whatever can't be told yet, or could not be read, counts as being there. */
  async #known({ near }: TaskQuery): Promise<Known> {
    const { pool, suspicions } = this.#ports;
    const isOff: Known['isOff'] = (id) => suspicions.plan[id]?.isOff === true;
    const all = await pool.query({ sort: 'newest' }, false, near);
    if (!all.ok || all.value.isLoading) {
      const isThere = (): boolean => true;
      return { hasTag: isThere, hasRun: isThere, hasTask: isThere, isOff };
    }
    const { facets, place } = all.value;
    return {
      hasTag: (tag) => Object.hasOwn(facets.tag, tag),
      hasRun: (run) => Object.hasOwn(facets.run, run),
      hasTask: () => near === undefined || place >= 0,
      isOff,
    };
  }

  async #keep(views: readonly SavedView[]): Promise<string | null> {
    const before = this.#list;
    this.#list = views;
    const kept = await this.#ports.project.views.keep(views);
    if (kept.ok) return null;
    if (this.#list === views) this.#list = before;
    return kept.error.message;
  }
}
