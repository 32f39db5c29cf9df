import type { DuplicateGroup, DuplicateSummary } from '#core/contracts/duplicates-api.ts';
import type { SpaceKind } from '#core/contracts/vectors-api.ts';
import type { KeepChoice } from '#core/duplicates/decide-group.ts';
import type { KeepRule } from '#core/duplicates/keep-rule.ts';
import type { TaskId } from '#core/model/ids.ts';
import {
  DuplicateSearch,
  searchProblem,
  type DuplicatesFinder,
  type Look,
  type PairSources,
} from './duplicate-search.ts';
import type { ProjectSession } from '#state/project/project-session.svelte.ts';
import type { ActionOutcome } from '#state/review/review-actions.svelte.ts';

/** What was looked for, and the kind of vectors where it was by vectors. */
export interface Looked extends Look {
  readonly space: SpaceKind | null;
}

/** A number for some groups, by their key. */
type ByGroup = Readonly<Record<TaskId, number>>;

const groupsPerPage = 10;
/** Members of a group that are shown at first, and how many more at a time. */
const membersShown = 6;
const membersMore = 100;

export type DuplicatesProject = Pick<ProjectSession, 'id' | 'setMarks'>;

/** A look for near-duplicates in a project, what was found, and what is done about it. */
export class NearDuplicates {
  readonly #project: DuplicatesProject;
  readonly #finder: DuplicatesFinder;
  readonly #search: DuplicateSearch;
  #abort: AbortController | null = null;
  #share = $state.raw<number | null>(null);
  #isBusy = $state.raw(false);
  #problem = $state.raw<string | null>(null);
  #looked = $state.raw<Looked | null>(null);
  #summary = $state.raw<DuplicateSummary | null>(null);
  #groups = $state.raw<readonly DuplicateGroup[]>([]);
  #page = $state.raw(0);
  #rule = $state.raw<KeepRule>('oldest');
  #sparesPeople = $state.raw(true);
  /** By group. */
  #chosen: ByGroup = {};
  #most: ByGroup = {};
  #asked = 0;

  /** `makeFinder` gets what to call when its worker dies. */
  constructor(
    project: DuplicatesProject,
    vectors: PairSources,
    makeFinder: (onDeath: (message: string) => void) => DuplicatesFinder,
  ) {
    this.#project = project;
    this.#finder = makeFinder((message) => this.#die(message));
    this.#search = new DuplicateSearch(
      project.id,
      this.#finder,
      vectors,
      () => void this.#refresh(),
    );
  }

  /** How much of a look is done, 0–1; null while none is under way, or before it can be told. */
  get share(): number | null {
    return this.#share;
  }

  get isLooking(): boolean {
    return this.#abort !== null && this.#share !== null;
  }

  /** True while tasks are being rejected. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why the last look failed. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Null until something was looked for. */
  get looked(): Looked | null {
    return this.#looked;
  }

  get summary(): DuplicateSummary | null {
    return this.#summary;
  }

  /** Those of the page that is shown. */
  get groups(): readonly DuplicateGroup[] {
    return this.#groups;
  }

  /** From 0. */
  get page(): number {
    return this.#page;
  }

  get pages(): number {
    return Math.ceil((this.#summary?.groups ?? 0) / groupsPerPage);
  }

  get rule(): KeepRule {
    return this.#rule;
  }

  get sparesPeople(): boolean {
    return this.#sparesPeople;
  }

  /** Looks through the pool; a look that is under way is given up. */
  async look(look: Look): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    this.#share = 0;
    this.#problem = null;
    const onShare = (share: number): void => {
      // A share may come after the end that it led to.
      if (this.#abort === abort) this.#share = share;
    };
    const found = await this.#search.find(look, onShare, abort.signal);
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#share = null;
    if (!found.ok) {
      this.#problem = searchProblem(found.error);
      return;
    }
    this.#looked = { ...look, space: found.value };
    this.#chosen = {};
    this.#most = {};
    this.#page = 0;
    await this.#refresh();
  }

  cancel(): void {
    if (this.#abort === null) return;
    this.#abort.abort();
    this.#abort = null;
    this.#share = null;
    this.#search.cancel();
  }

  async setRule(rule: KeepRule): Promise<void> {
    this.#rule = rule;
    this.#chosen = {};
    await this.#refresh();
  }

  async setSparing(sparesPeople: boolean): Promise<void> {
    this.#sparesPeople = sparesPeople;
    await this.#refresh();
  }

  /** Keeps this one of a group, whatever the rule says. */
  async keep(group: TaskId, id: TaskId): Promise<void> {
    this.#chosen = { ...this.#chosen, [group]: id };
    await this.#refresh();
  }

  async showPage(page: number): Promise<void> {
    this.#page = page;
    await this.#refresh();
  }

  /** Shows more members of a group. */
  async showMore(group: TaskId): Promise<void> {
    const most = (this.#most[group] ?? membersShown) + membersMore;
    this.#most = { ...this.#most, [group]: most };
    await this.#refresh();
  }

  /** Rejects what is not kept of one group, or of all (`null`), as one step of the undo log. */
  async reject(group: TaskId | null): Promise<ActionOutcome> {
    if (this.#isBusy) return { kind: 'nothing' };
    this.#isBusy = true;
    const choice = this.#choice;
    const ids = await this.#finder.read((duplicates) => duplicates.toReject(choice, group));
    const outcome = ids.ok ? await this.#reject(ids.value) : failed(ids.error.message);
    this.#isBusy = false;
    return outcome;
  }

  /** Lets go of the worker. */
  close(): void {
    this.cancel();
    this.#finder.stop();
  }

  get #choice(): KeepChoice {
    return {
      rule: this.#rule,
      chosen: Object.values(this.#chosen),
      sparesPeople: this.#sparesPeople,
    };
  }

  async #reject(ids: readonly TaskId[]): Promise<ActionOutcome> {
    if (ids.length === 0) return { kind: 'nothing' };
    const noun = ids.length === 1 ? 'near-duplicate' : 'near-duplicates';
    const label = `Rejected ${ids.length.toLocaleString('en')} ${noun}`;
    const change = { verdict: 'rejected', rejectReason: 'duplicate' } as const;
    const answer = await this.#project.setMarks(ids, change, label);
    return answer.ok ? { kind: 'done', label } : failed(answer.error.message);
  }

  /** Asks for what is shown; the answer to an older question is passed over. */
  async #refresh(): Promise<void> {
    if (this.#looked === null) return;
    const asked = (this.#asked += 1);
    const choice = this.#choice;
    const summary = await this.#finder.read((duplicates) => duplicates.summary(choice));
    if (!summary.ok || asked !== this.#asked) return;
    const pages = Math.ceil((summary.value?.groups ?? 0) / groupsPerPage);
    const page = Math.max(0, Math.min(this.#page, pages - 1));
    const from = page * groupsPerPage;
    const groups = await this.#finder.read((duplicates) =>
      duplicates.groups(choice, from, from + groupsPerPage, membersShown),
    );
    if (!groups.ok || asked !== this.#asked) return;
    const whole = await Promise.all(groups.value.map((group) => this.#grown(group, choice)));
    if (asked !== this.#asked) return;
    this.#summary = summary.value;
    this.#page = page;
    this.#groups = whole;
  }

  async #grown(group: DuplicateGroup, choice: KeepChoice): Promise<DuplicateGroup> {
    const most = this.#most[group.key];
    if (most === undefined) return group;
    const whole = await this.#finder.read((duplicates) =>
      duplicates.group(choice, group.key, most),
    );
    return (whole.ok ? whole.value : null) ?? group;
  }

  #die(message: string): void {
    this.#search.reset();
    this.#looked = null;
    this.#summary = null;
    this.#groups = [];
    this.#problem = message;
  }
}

const failed = (message: string): ActionOutcome => ({ kind: 'failed', message });
