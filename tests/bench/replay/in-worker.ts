import { noSpending } from '#core/budget/budget.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Result } from '#core/model/result.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { noMeaning } from '#tests/support/word-meaning.ts';
import { StepsBack } from '#workers/project/steps-back.ts';
import { ProjectWriter } from '#workers/project/project-writer.ts';
import { RunTrials } from '#workers/project/runs/run-trials.ts';
import { nothingKept } from '#tests/support/model-memory.ts';
import { storedRun } from '../stored-run.ts';

interface Job {
  readonly files: { readonly instructions: string };
}

const ITEMS_PER_REPLY = 8;
const ROWS_PER_COMMIT = 5_000;

function valueOf<T>(result: Result<T, ProjectFailure>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const run = storedRun({ state: 'done', target: 50_000 });

interface Call {
  readonly step: Step;
  readonly index: number;
  readonly taskId?: number;
  readonly text: string;
}

/** The calls of a whole run: step 1 in replies of eight, then steps 2 and 3 for every item. */
function* callsOf(instructions: readonly string[]): Generator<Call> {
  for (let from = 0; from < instructions.length; from += ITEMS_PER_REPLY) {
    const items = instructions.slice(from, from + ITEMS_PER_REPLY);
    const text = items.map((item, at) => `${at + 9}. ${item}`).join('\n');
    yield { step: 'instruction', index: from / ITEMS_PER_REPLY, text };
  }
  const answer = `Output: ${'A plain answer of some forty words. '.repeat(6)}`;
  for (const index of instructions.keys()) {
    yield { step: 'classification', index, taskId: index + 1, text: 'No' };
    yield { step: 'instance', index, taskId: index + 1, text: answer };
  }
}

const requestOf = ({ step, index, taskId }: Call, id: number): ModelRequest => ({
  id,
  runId: 1,
  step,
  index,
  round: 0,
  ...(taskId !== undefined && { taskId }),
  ...(step === 'instance' && { isClassification: false }),
  api: 'chat',
  model: 'gpt-4.1-mini',
  prefixHash: 'none',
  promptTail: '',
  decoding: {
    temperature: 1,
    topP: 1,
    presencePenalty: 0,
    frequencyPenalty: 0,
    maxTokens: 1,
    stops: [],
  },
  createdAt: 1,
});

const attemptOf = ({ text }: Call, id: number): Attempt => ({
  id,
  requestId: id,
  startedAt: 1,
  endedAt: 1,
  outcome: { kind: 'reply', text, finishReason: 'stop' },
  booked: noSpending,
});

/** Writes a run as its engine would have, but for the tasks: the first replay folds them. */
async function storeRun(repository: ProjectRepository, instructions: readonly string[]) {
  await repository.becomeWriter();
  const first: LogEntry = { kind: 'run-started', runId: 1, seq: 1, at: 1 };
  await repository.commit({ run, entries: [first] });
  const calls = [...callsOf(instructions)];
  for (let from = 0; from < calls.length; from += ROWS_PER_COMMIT) {
    const part = calls.slice(from, from + ROWS_PER_COMMIT);
    const ids = part.map((_, at) => from + at + 1);
    await repository.commit({
      requests: part.map((call, at) => requestOf(call, ids[at] ?? NaN)),
      attempts: part.map((call, at) => attemptOf(call, ids[at] ?? NaN)),
      entries: ids.map((id) => ({
        ...{ kind: 'applied', runId: 1, requestId: id, attemptId: id },
        ...{ seq: id + 1, at: 1 },
      })),
    });
  }
  return calls.length;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await work();
  return [value, (performance.now() - start) / 1000];
}

const under = (threshold: number): Recipe => ({
  ...modernRecipe,
  similarity: { ...modernRecipe.similarity, threshold },
});

async function measure({ files }: Job): Promise<unknown> {
  const instructions = files.instructions.split('\n').map((line) => String(JSON.parse(line)));
  const repository = new ProjectRepository(new ProjectDb(1));
  const replies = await storeRun(repository, instructions);
  const writer = await ProjectWriter.open(repository, {
    similarity: createSimilarityService(),
    broadcast: () => undefined,
    onChange: () => undefined,
    now: () => Date.now(),
  });
  const models = {
    createModel: () => Promise.reject(new Error('no model may be asked')),
    mostInFlight: () => 1,
    memory: nothingKept,
    ...noMeaning,
  };
  const trials = new RunTrials(writer, models, () => false);
  const [, applySeconds] = await timed(async () => valueOf(await trials.replay(under(0.7))));
  const { complete } = writer.state.pool.counts;
  const [diff, previewSeconds] = await timed(async () =>
    valueOf(await trials.previewReplay(under(0.5))),
  );
  await trials.replay(under(0.5));
  const [, undoSeconds] = await timed(() => new StepsBack(writer, () => null).undo());
  const { gained, lost } = diff;
  return { replies, complete, applySeconds, previewSeconds, gained, lost, undoSeconds };
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Job>) => {
  void measure(data).then(
    (figures) => globalThis.postMessage(figures),
    (error: unknown) => globalThis.reportError(error),
  );
});
