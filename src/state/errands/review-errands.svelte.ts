import type { Caps } from '#core/budget/budget.ts';
import type {
  ErrandActivity,
  ErrandSummary,
  Proposal,
  TaskOpinions,
} from '#core/contracts/errand-api.ts';
import type { ErrandId, TaskId } from '#core/model/ids.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
import type { Result } from '#core/model/result.ts';
import { ErrandDraft, type ErrandTasks } from './errand-draft.svelte.ts';
import type { Keys } from '#state/keys/keys.ts';
import { readLastConnection, rememberConnection } from '#state/generate/last-connection.ts';
import type { ProjectSession } from '#state/project/project-session.svelte.ts';
import { ModelDraft } from '#state/generate/model-draft.svelte.ts';

type ErrandProject = Pick<ProjectSession, 'errands' | 'snapshot' | 'isFollowing'>;
/** Hears what was done, and what could not be. */
type Tell = (message: string, tone: 'plain' | 'bad') => void;
type Answered = Result<unknown, { readonly message: string }>;

/** What of an errand is being looked at. */
export interface ErrandView {
  readonly what: 'proposals' | 'agreement';
  readonly errandId: ErrandId;
}

/** What Review asks models about tasks, and what it shows of the answers. */
export class ReviewErrands {
  readonly #project: ErrandProject;
  readonly #keys: Keys;
  readonly #tell: Tell;
  #draft = $state.raw<ErrandDraft | null>(null);
  #view = $state.raw<ErrandView | null>(null);
  #hidden = $state.raw<ErrandId | null>(null);
  #isStarting = $state(false);

  constructor(project: ErrandProject, keys: Keys, tell: Tell) {
    this.#project = project;
    this.#keys = keys;
    this.#tell = tell;
  }

  /** The order that is being filled in. */
  get draft(): ErrandDraft | null {
    return this.#draft;
  }

  get view(): ErrandView | null {
    return this.#view;
  }

  get isStarting(): boolean {
    return this.#isStarting;
  }

  get canChange(): boolean {
    return !this.#project.isFollowing;
  }

  /** The newest errand, unless a person has put it out of sight. */
  get errand(): ErrandSummary | null {
    const errand = this.#project.snapshot?.errand ?? null;
    return errand?.id === this.#hidden ? null : errand;
  }

  get activity(): ErrandActivity | null {
    return this.#project.snapshot?.errandActivity ?? null;
  }

  /** Opens the form for asking a model about tasks, filled in as the last errand of its kind was. */
  async ask(kind: ErrandKind, tasks: ErrandTasks): Promise<void> {
    if (!this.canChange || tasks.ids.length === 0) return;
    const model = new ModelDraft(this.#keys);
    const earlier = await this.#project.errands.list();
    const errands = earlier.ok ? earlier.value : [];
    const connection = errands[0]?.connection ?? this.#project.snapshot?.run?.connection;
    const last = connection ?? (await readLastConnection());
    if (last !== null) model.copyConnection(last);
    const draft = new ErrandDraft(kind, tasks, model, this.#project.errands);
    const same = errands.find((errand) => errand.kind === kind);
    if (same !== undefined) draft.copyPrompt(same);
    this.#draft = draft;
  }

  /** Asks for new examples of one task: for a key, or a button beside the task. */
  regenerate(id: TaskId): Promise<void> {
    return this.ask('regenerate', { ids: [id], choice: '' });
  }

  closeDraft(): void {
    this.#draft?.cancel();
    this.#draft = null;
  }

  async start(): Promise<void> {
    const draft = this.#draft;
    if (draft === null || this.#isStarting) return;
    this.#isStarting = true;
    const { plan } = draft;
    const key = draft.model.givenKey;
    if (key !== null) this.#keys.set(plan.connection.baseUrl, key);
    const isStarted = this.#hear(await this.#project.errands.start(plan, key));
    this.#isStarting = false;
    if (!isStarted) return;
    this.#draft = null;
    this.#hidden = null;
    await rememberConnection(plan.connection);
  }

  async pause(): Promise<void> {
    this.#hear(await this.#project.errands.pause());
  }

  async stop(): Promise<void> {
    this.#hear(await this.#project.errands.stop());
  }

  /** Goes on, with another key where one is given. */
  async resume(key?: string): Promise<void> {
    this.#hear(await this.#project.errands.resume(this.#keyFor(key)));
  }

  async raiseCaps(caps: Caps): Promise<void> {
    if (this.#hear(await this.#project.errands.setCaps(caps))) await this.resume();
  }

  async askAgain(): Promise<void> {
    this.#hear(await this.#project.errands.askAgain(this.#keyFor()));
  }

  /** Puts the line of an errand that is over out of sight. */
  hide(): void {
    this.#hidden = this.errand?.id ?? null;
  }

  show(view: ErrandView | null): void {
    this.#view = view;
  }

  /** What undo would take back now: another one after anything was done or undone. */
  get lastStep(): string | null {
    return this.#project.snapshot?.undoLabel ?? null;
  }

  /** What models said of a task; null where that can’t be told, for example in a tab that follows. */
  async opinions(id: TaskId): Promise<TaskOpinions | null> {
    const answer = await this.#project.errands.opinions(id);
    return answer.ok ? answer.value : null;
  }

  /** Takes one proposal over into its task, or remembers that it is not wanted. */
  async decide(verb: 'accept' | 'refuse', { errandId, taskId }: Proposal): Promise<void> {
    const answer = await this.#project.errands[verb](errandId, [taskId]);
    if (this.#hear(answer) && answer.ok) this.#tell(answer.value.label, 'plain');
  }

  #keyFor(key?: string): string | null {
    const baseUrl = this.#project.snapshot?.errand?.connection.baseUrl ?? '';
    if (key !== undefined) this.#keys.set(baseUrl, key);
    return key ?? this.#keys.get(baseUrl);
  }

  #hear(answer: Answered): boolean {
    if (!answer.ok) this.#tell(answer.error.message, 'bad');
    return answer.ok;
  }
}
