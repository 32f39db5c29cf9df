import type {
  Proposal,
  ProposalItem,
  ProposalStatus,
  TaskOpinions,
  TaskScore,
} from '#core/contracts/errand-api.ts';
import type { EditOfTask, ProjectFailure } from '#core/contracts/project-api.ts';
import { tallyScores, type JudgeTally, type ScoredTask } from '#core/errands/agreement.ts';
import { isAsAsked } from '#core/errands/task-basis.ts';
import type { Errand, ErrandResult } from '#core/model/errand.ts';
import type { ErrandId, TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Task, TaskEdit } from '#core/model/task.ts';
import { pageOf } from '#data/project-repository.ts';
import { acceptedLabel, refusedLabel } from './errand-labels.ts';
import type { ErrandBook } from './errand-book.ts';
import type { PersonActions } from '#workers/project/person-actions.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;
type ProposalResult = Extract<ErrandResult, { kind: 'proposal' }>;

interface Found {
  readonly errand: Errand;
  readonly result: ProposalResult;
  readonly task: Task;
  readonly status: ProposalStatus;
}

/** What models proposed and scored, for people to look at and decide. */
export class ErrandDesk {
  readonly #writer: ProjectWriter;
  readonly #book: ErrandBook;
  readonly #actions: PersonActions;

  constructor(writer: ProjectWriter, book: ErrandBook, actions: PersonActions) {
    this.#writer = writer;
    this.#book = book;
    this.#actions = actions;
  }

  async proposals(errandId: ErrandId): Answer<readonly ProposalItem[]> {
    const found = await this.#proposalsOf(errandId);
    return success(found.map(({ result, status }) => ({ taskId: result.taskId, status })));
  }

  async proposal(errandId: ErrandId, taskId: TaskId): Answer<Proposal> {
    const errand = this.#book.find(errandId);
    const result = (await this.#book.results(errandId)).get(taskId);
    const found = errand && result ? this.#look(errand, result) : null;
    return found === null
      ? failure({ kind: 'not-found', message: `Nothing is proposed for task ${taskId}.` })
      : success(proposalOf(found));
  }

  async accept(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): Answer<{ accepted: number; outdated: number; label: string }> {
    const chosen = await this.#chosen(errandId, ids);
    const waiting = chosen.filter(({ status }) => status === 'waiting');
    const outdated = chosen.filter(({ status }) => status === 'outdated').length;
    const [first] = waiting;
    if (first === undefined) return failure(nothingWaits(outdated));
    const label = acceptedLabel(first.errand.kind, waiting.length, first.task.id);
    const edits = waiting.map(editOf);
    const done = await this.#actions.editTasks(edits, label, errandId, isStillAsked(waiting));
    return done.ok ? success({ accepted: waiting.length, outdated, label }) : done;
  }

  async refuse(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): Answer<{ refused: number; label: string }> {
    const chosen = await this.#chosen(errandId, ids);
    const [first] = chosen;
    if (first === undefined) return failure(nothingWaits(0));
    const label = refusedLabel(first.errand.kind, chosen.length, first.task.id);
    const taskIds = chosen.map(({ task }) => task.id);
    const done = await this.#actions.refuseProposals(errandId, taskIds, label);
    return done.ok ? success({ refused: chosen.length, label }) : done;
  }

  async judgeTally(errandId: ErrandId): Answer<JudgeTally> {
    const results = await this.#book.results(errandId);
    const { pool } = this.#writer.state;
    const scored: ScoredTask[] = [];
    for (const result of results.all()) {
      const task = pool.get(result.taskId);
      if (result.kind !== 'score' || task === undefined || task.isRemoved === true) continue;
      const { verdict = null, rating = null } = task.human ?? {};
      scored.push({ score: result.score, verdict, rating });
    }
    return success(tallyScores(scored));
  }

  /** What models said of one task, in any errand. */
  async opinions(id: TaskId): Answer<TaskOpinions> {
    const task = this.#writer.state.pool.get(id);
    if (task === undefined) {
      return failure({ kind: 'not-found', message: `There is no task ${id} here.` });
    }
    const pages = (await this.#book.repository.pagesAt([pageOf(id)])).toReversed();
    const found = pages.flatMap(({ errandId, results }) => {
      const errand = this.#book.find(errandId);
      const result = results.find(({ taskId }) => taskId === id);
      return errand && result ? [{ errand, result }] : [];
    });
    const scores = found.flatMap(({ errand, result }) => scoreOf(errand, result, task) ?? []);
    const proposals = found
      .flatMap(({ errand, result }) => this.#look(errand, result) ?? [])
      .filter(({ status }) => status === 'waiting' || status === 'outdated');
    return success({ score: scores[0] ?? null, proposals: proposals.map(proposalOf) });
  }

  /** Proposals that a decision is about: those named, or all, as far as they are undecided. */
  async #chosen(errandId: ErrandId, ids: readonly TaskId[] | null): Promise<Found[]> {
    const wanted = ids === null ? null : new Set(ids);
    const all = await this.#proposalsOf(errandId);
    return all.filter(
      ({ status, task }) =>
        (status === 'waiting' || status === 'outdated') && (wanted?.has(task.id) ?? true),
    );
  }

  async #proposalsOf(errandId: ErrandId): Promise<Found[]> {
    const errand = this.#book.find(errandId);
    if (errand === undefined) return [];
    const results = await this.#book.results(errandId);
    return [...results.all()].flatMap((result) => this.#look(errand, result) ?? []);
  }

  #look(errand: Errand, result: ErrandResult): Found | null {
    const { pool, decisions } = this.#writer.state;
    const task = pool.get(result.taskId);
    if (result.kind !== 'proposal' || task === undefined) return null;
    const decided = decisions.of(errand.id).get(task.id);
    return { errand, result, task, status: decided ?? statusOf(task, result) };
  }
}

function statusOf(task: Task, { basis }: ErrandResult): ProposalStatus {
  if (task.isRemoved === true) return 'gone';
  return isAsAsked(task, basis) ? 'waiting' : 'outdated';
}

/** Holds an acceptance to the texts that it was decided on: an edit may have come between. */
function isStillAsked(found: readonly Found[]): (task: Task) => boolean {
  const basis = new Map(found.map(({ result }) => [result.taskId, result.basis]));
  return (task) => {
    const asked = basis.get(task.id);
    return asked !== undefined && isAsAsked(task, asked);
  };
}

/** A proposal over what a person changed before; what it does not name stays. */
function editOf({ task, result }: Found): EditOfTask {
  const { instruction, instances } = result;
  const edit: TaskEdit = {
    ...task.human?.edit,
    ...(instruction !== undefined && { instruction }),
    ...(instances !== undefined && { instances }),
  };
  return { id: task.id, edit };
}

function proposalOf({ errand, result, task, status }: Found): Proposal {
  const { id: errandId, kind, guidance, connection } = errand;
  const isPractice = connection.provider === 'practice';
  return { errandId, kind, guidance, isPractice, task, result, status, taskId: task.id };
}

function scoreOf(errand: Errand, result: ErrandResult, task: Task): TaskScore | null {
  if (result.kind !== 'score') return null;
  const { connection, scale = { least: 1, most: 5 } } = errand;
  const { score, reason, basis } = result;
  return {
    ...{ errandId: errand.id, score, scale, reason, model: connection.model },
    isPractice: connection.provider === 'practice',
    isOutdated: !isAsAsked(task, basis),
  };
}

function nothingWaits(outdated: number): ProjectFailure {
  const message =
    outdated > 0
      ? 'The tasks changed since the model was asked, so nothing was overwritten. Ask again.'
      : 'Nothing waits for a decision here.';
  return { kind: 'bad-input', message };
}
