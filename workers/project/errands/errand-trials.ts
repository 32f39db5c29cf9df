import { idsIn } from '#core/batch/id-ranges.ts';
import type { ErrandForecast, ErrandPlan, ErrandTrial } from '#core/contracts/errand-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { answerOf } from '#core/errands/answer-of.ts';
import { chooseTasks, isFit } from '#core/errands/choose-tasks.ts';
import { replySchemaOf } from '#core/errands/reply-schema.ts';
import { basisOf } from '#core/errands/task-basis.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { askPatiently } from '#core/pipeline/ask-patiently.ts';
import { errandTokens } from '#core/pipeline/room-to-reason.ts';
import { errandPrompt } from '#core/prompts/errand-prompt.ts';
import type { Task } from '#core/model/task.ts';
import { withLearnt } from '#workers/project/runs/model-notes.ts';
import { checkErrand } from './new-errand.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import type { DriverPorts } from '#workers/project/runs/driver-ports.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** About four characters a token where no provider has counted. */
const CHARACTERS_A_TOKEN = 4;
/** Tasks whose prompts are measured for a forecast, spread evenly over those chosen. */
const MEASURED = 60;
/** Tokens of a reply that are assumed: a line, or about as much as the task itself. */
const JUDGE_REPLY_TOKENS = 50;
const LEAST_REPLY_TOKENS = 120;

/** What can be tried before an errand, with nothing kept. */
export class ErrandTrials {
  readonly #writer: ProjectWriter;
  readonly #ports: DriverPorts;
  #cancel: AbortController | null = null;

  constructor(writer: ProjectWriter, ports: DriverPorts) {
    this.#writer = writer;
    this.#ports = ports;
  }

  /** One call about the first task that can be asked about, as the errand would make it. */
  async try(plan: ErrandPlan, key: string | null): Answer<ErrandTrial> {
    const problem = checkErrand(plan);
    if (problem !== null) return failure({ kind: 'bad-input', message: problem });
    const [task] = this.#fitting(plan);
    if (task === undefined) return failure(nothingFits(plan.kind));
    const { connection } = await withLearnt(plan, this.#ports.memory);
    const complete = await this.#ports.createModel(connection, key, plan.seed);
    this.cancel();
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    const { prefix, tail } = errandPrompt(plan, task);
    const prompt = prefix + tail;
    const { kind: step, seed } = plan;
    const maxTokens = errandTokens(plan.decoding.maxTokens, connection);
    const decoding = { ...plan.decoding, maxTokens };
    const schema = replySchemaOf(plan);
    const call = {
      ...{ step, api: connection.api, prompt, decoding, seed },
      ...(schema && { schema }),
    };
    const outcome = await askPatiently(complete, call, signal);
    const answer = answerOf(plan, basisOf(task), outcome, decoding);
    return success({ task, prompt, outcome, answer });
  }

  cancel(): void {
    this.#cancel?.abort();
  }

  /** Calls and tokens, by the length of real prompts. */
  forecast(plan: ErrandPlan): Result<ErrandForecast, ProjectFailure> {
    const chosen = [...idsIn(chooseTasks(plan.ids, plan.sample))].length;
    const tasks = [...this.#fitting(plan)];
    const stride = Math.max(1, Math.floor(tasks.length / MEASURED));
    const measured = tasks.filter((_, place) => place % stride === 0);
    const characters = measured.map((task) => {
      const { prefix, tail } = errandPrompt(plan, task);
      return prefix.length + tail.length;
    });
    const each = mean(characters) / CHARACTERS_A_TOKEN;
    return success({
      calls: tasks.length,
      skipped: chosen - tasks.length,
      promptTokens: Math.round(each * tasks.length),
      completionTokens: tasks.length * this.#replyTokens(plan.kind, measured),
    });
  }

  #replyTokens(kind: ErrandKind, tasks: readonly Task[]): number {
    if (kind === 'judge') return JUDGE_REPLY_TOKENS;
    const lengths = tasks.map((task) => JSON.stringify(task.instances).length);
    return Math.max(LEAST_REPLY_TOKENS, Math.round(mean(lengths) / CHARACTERS_A_TOKEN));
  }

  *#fitting({ ids, sample, kind }: ErrandPlan): Generator<Task> {
    for (const id of idsIn(chooseTasks(ids, sample))) {
      const task = this.#writer.state.pool.get(id);
      if (isFit(task, kind)) yield task;
    }
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function nothingFits(kind: ErrandKind): ProjectFailure {
  const message =
    kind === 'judge'
      ? 'None of these tasks is there any more.'
      : 'None of these tasks can be changed here: seeds are edited on their own page.';
  return { kind: 'bad-input', message };
}
