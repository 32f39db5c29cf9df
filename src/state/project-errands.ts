import type { Remote } from 'comlink';
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
import type { ProjectApi, ProjectFailure } from '#core/contracts/project-api.ts';
import type { JudgeTally } from '#core/errands/agreement.ts';
import type { ErrandId, TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';

type Answer<T> = Promise<Result<T, ProjectFailure | WorkerFailure>>;
type Ask = <T>(
  use: (project: Remote<ProjectApi>) => Promise<Result<T, ProjectFailure>>,
) => Answer<T>;

/** How the errands of an open project reach its worker. */
interface ErrandLine {
  /** Asks without changing anything. */
  readonly ask: Ask;
  /** Asks for a change; the state of the project is read again after it. */
  readonly change: Ask;
  readonly read: <T>(
    use: (project: Remote<ProjectApi>) => Promise<T>,
  ) => Promise<Result<T, WorkerFailure>>;
}

/** Model calls about the tasks of an open project. */
export class ProjectErrands {
  readonly #line: ErrandLine;

  constructor(line: ErrandLine) {
    this.#line = line;
  }

  start(plan: ErrandPlan, key: string | null): Answer<{ errandId: ErrandId }> {
    return this.#line.change((project) => project.startErrand(plan, key));
  }

  pause(): Answer<null> {
    return this.#line.change((project) => project.pauseErrand());
  }

  resume(key: string | null): Answer<null> {
    return this.#line.change((project) => project.resumeErrand(key));
  }

  stop(): Answer<null> {
    return this.#line.change((project) => project.stopErrand());
  }

  setCaps(caps: Caps): Answer<null> {
    return this.#line.change((project) => project.setErrandCaps(caps));
  }

  /** Asks once more about tasks whose answer could not be used. */
  askAgain(key: string | null): Answer<{ tasks: number }> {
    return this.#line.change((project) => project.askAgain(key));
  }

  /** One call with nothing kept. */
  try(plan: ErrandPlan, key: string | null): Answer<ErrandTrial> {
    return this.#line.ask((project) => project.tryErrand(plan, key));
  }

  async cancelTrial(): Promise<void> {
    await this.#line.read((project) => project.cancelErrandTrial());
  }

  forecast(plan: ErrandPlan): Answer<ErrandForecast> {
    return this.#line.ask((project) => project.forecastErrand(plan));
  }

  /** All errands, the newest first. */
  list(): Answer<readonly ErrandSummary[]> {
    return this.#line.read((project) => project.errands());
  }

  proposals(errandId: ErrandId): Answer<readonly ProposalItem[]> {
    return this.#line.ask((project) => project.proposals(errandId));
  }

  proposal(errandId: ErrandId, taskId: TaskId): Answer<Proposal> {
    return this.#line.ask((project) => project.proposal(errandId, taskId));
  }

  /** Makes proposals a person’s edits in one step; `null`: all that wait. */
  accept(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): Answer<{ accepted: number; outdated: number; label: string }> {
    return this.#line.change((project) => project.acceptProposals(errandId, ids));
  }

  /** Remembers that proposals are not wanted; `null`: all that wait. */
  refuse(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): Answer<{ refused: number; label: string }> {
    return this.#line.change((project) => project.refuseProposals(errandId, ids));
  }

  judgeTally(errandId: ErrandId): Answer<JudgeTally> {
    return this.#line.ask((project) => project.judgeTally(errandId));
  }

  opinions(id: TaskId): Answer<TaskOpinions> {
    return this.#line.ask((project) => project.taskOpinions(id));
  }
}
