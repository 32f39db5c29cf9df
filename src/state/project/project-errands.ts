import type { Caps } from '#core/budget/budget.ts';
import type {
  ErrandForecast,
  ErrandPlan,
  ErrandSummary,
  ErrandTrial,
  Proposal,
  ProposalItem,
  TaskOpinions,
} from '#core/contracts/errand-api.ts';
import type { JudgeTally } from '#core/errands/agreement.ts';
import type { ErrandId, TaskId } from '#core/model/ids.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** Model calls about the tasks of an open project. */
export class ProjectErrands {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  start(plan: ErrandPlan, key: string | null): ProjectAnswer<{ errandId: ErrandId }> {
    return this.#line.change((project) => project.startErrand(plan, key));
  }

  pause(): ProjectAnswer<null> {
    return this.#line.change((project) => project.pauseErrand());
  }

  resume(key: string | null): ProjectAnswer<null> {
    return this.#line.change((project) => project.resumeErrand(key));
  }

  stop(): ProjectAnswer<null> {
    return this.#line.change((project) => project.stopErrand());
  }

  setCaps(caps: Caps): ProjectAnswer<null> {
    return this.#line.change((project) => project.setErrandCaps(caps));
  }

  /** Asks once more about tasks whose answer could not be used. */
  askAgain(key: string | null): ProjectAnswer<{ tasks: number }> {
    return this.#line.change((project) => project.askAgain(key));
  }

  /** One call with nothing kept. */
  try(plan: ErrandPlan, key: string | null): ProjectAnswer<ErrandTrial> {
    return this.#line.ask((project) => project.tryErrand(plan, key));
  }

  async cancelTrial(): Promise<void> {
    await this.#line.read((project) => project.cancelErrandTrial());
  }

  forecast(plan: ErrandPlan): ProjectAnswer<ErrandForecast> {
    return this.#line.ask((project) => project.forecastErrand(plan));
  }

  /** All errands, the newest first. */
  list(): ProjectAnswer<readonly ErrandSummary[]> {
    return this.#line.read((project) => project.errands());
  }

  proposals(errandId: ErrandId): ProjectAnswer<readonly ProposalItem[]> {
    return this.#line.ask((project) => project.proposals(errandId));
  }

  proposal(errandId: ErrandId, taskId: TaskId): ProjectAnswer<Proposal> {
    return this.#line.ask((project) => project.proposal(errandId, taskId));
  }

  /** Makes proposals a person’s edits in one step; `null`: all that wait. */
  accept(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): ProjectAnswer<{ accepted: number; outdated: number; label: string }> {
    return this.#line.change((project) => project.acceptProposals(errandId, ids));
  }

  /** Remembers that proposals are not wanted; `null`: all that wait. */
  refuse(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): ProjectAnswer<{ refused: number; label: string }> {
    return this.#line.change((project) => project.refuseProposals(errandId, ids));
  }

  judgeTally(errandId: ErrandId): ProjectAnswer<JudgeTally> {
    return this.#line.ask((project) => project.judgeTally(errandId));
  }

  opinions(id: TaskId): ProjectAnswer<TaskOpinions> {
    return this.#line.ask((project) => project.taskOpinions(id));
  }
}
