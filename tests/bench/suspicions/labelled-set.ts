import { createGuard } from '#core/guard/create-guard.ts';
import type { Task } from '#core/model/task.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import { suspicionIds, type SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { cutOutput, emptyOutput, repeatingOutput } from './plants/broken-outputs.ts';
import { LabelledRows } from './plants/instance-plants.ts';
import { contaminatedTask, nearTask, scored, screened } from './plants/near-plants.ts';
import { asTask, wordsOf, type Planted, type Plants, type Row } from './plants/plant.ts';
import * as privatePlants from './plants/private-plants.ts';
import { missingInput, promptLeftovers, repeatsInput } from './plants/prompt-plants.ts';
import { otherLanguage, refusingOutput } from './plants/wrong-outputs.ts';

/** Half the rows are for tuning; what is reported comes from the other half. */
export type Half = 'tune' | 'report';

export interface Labelled {
  /** Null: a row as published, or several of them put together. */
  readonly defect: SuspicionId | null;
  /** The row's line in the published file. */
  readonly line: number;
  readonly task: Task;
}

export interface Sources {
  readonly rows: readonly Row[];
  readonly chinese: readonly Row[];
  readonly guarded: readonly Row[];
}

const plantedEach = 100;
const untouched = 2_000;
const severalInstances = 150;
const seed = 20_230_313;

/** Rows with one defect planted each, and untouched ones: the same for the same half. */
export function labelledSet(sources: Sources, half: Half): Labelled[] {
  // By parity, so that no row is ever in both.
  const rows = sources.rows.filter(({ line }) => line % 2 === (half === 'tune' ? 0 : 1));
  const tools = toolsFor(sources, rows);
  const chosen = sampleWithoutReplacement(rows, untouched, keyedRandom(seed, 'untouched', half));
  const whole = chosen.map((row) => tools.finish(asTask(row), row.line, null));
  const several = Array.from({ length: severalInstances }, (_, i) => {
    const random = keyedRandom(seed, 'several', `${half}${i}`);
    return tools.finish(tools.labelled.task(random), 0, null);
  });
  const taken = new Set(chosen.map(({ line }) => line));
  const rest = rows.filter(({ line }) => !taken.has(line));
  return [...whole, ...several, ...suspicionIds.flatMap((id) => planted(id, rest, tools, half))];
}

type Tools = ReturnType<typeof toolsFor>;

function planted(id: SuspicionId, rows: readonly Row[], tools: Tools, half: Half): Labelled[] {
  const order = sampleWithoutReplacement(rows, 4_000, keyedRandom(seed, id, half));
  const made: Labelled[] = [];
  for (const row of order) {
    if (made.length === plantedEach) break;
    const task = tools.plants[id](row, keyedRandom(seed, id, row.line));
    if (task !== null) made.push(tools.finish(task, row.line, id));
  }
  return made;
}

function toolsFor({ chinese, guarded }: Sources, rows: readonly Row[]) {
  const engine = createRougeEngine({ tokeniser: 'unicode', threshold: 0.7 }, 'fast');
  const pool = rows.filter((_, i) => i % 3 === 0);
  engine.append(pool.map(({ line, instruction }) => ({ id: line, text: instruction })));
  const set = {
    ...{ id: 'guard', name: 'user_oriented_252.jsonl' },
    rows: guarded.map(({ instruction, input, output }) => ({
      instruction,
      instances: [{ input, output }],
    })),
  };
  const guard = createGuard([set], { threshold: 0.7, wordRun: 13, tokeniser: 'unicode' });
  const words = rows.slice(0, 2_000).flatMap(({ instruction }) => wordsOf(instruction));
  const labelled = new LabelledRows(rows);
  const plants: Plants = {
    'missing-input': missingInput,
    'repeats-input': repeatsInput,
    'empty-output': emptyOutput,
    'cut-output': cutOutput,
    'repeating-output': repeatingOutput,
    'refusing-output': refusingOutput,
    'prompt-leftovers': promptLeftovers,
    'other-language': otherLanguage(chinese),
    'one-label': labelled.oneLabel,
    'inconsistent-instances': labelled.disagreeing,
    'near-task': nearTask(pool, words, engine),
    'contaminated-task': contaminatedTask(guarded, words, guard),
    'private-url': privatePlants.privateUrl,
    'private-email': privatePlants.privateEmail,
    'private-phone': privatePlants.privatePhone,
    'private-secret': privatePlants.privateSecret,
  };
  const finish = (made: Planted, line: number, defect: SuspicionId | null): Labelled => {
    const task = made.novelty === undefined ? scored(made, engine, line) : made;
    return { defect, line, task: asRow(screened(task, guard)) };
  };
  return { plants, labelled, finish };
}

const asRow = (planted: Planted): Task => ({
  ...{ id: 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
  ...planted,
});
