import { parseArgs } from 'node:util';
import type { Task } from '#core/model/task.ts';
import { suspicionIds, type SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { bitOf, TaskChecker } from '#core/suspicions/check-task.ts';
import { exampleOf } from '#core/suspicions/report.ts';
import { usualPlan } from '#core/suspicions/suspicion-plan.ts';
import type { Bench } from '../bench.ts';
import judgedRows from './judged-rows.json' with { type: 'json' };
import { labelledSet, type Half } from './labelled-set.ts';
import { flag, measure, type Figures, type Flagged, type JudgedRows } from './measure.ts';
import type { Row } from './plants/plant.ts';
import { readSources } from './sources.ts';

/** Milliseconds of processor time that checking takes, for 100,000 tasks made of the published rows. */
function timeOf(rows: readonly Row[]): number {
  const tasks = rows.map(({ instruction, input, output }, i): Task => ({
    ...{ id: i + 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
    ...{ instruction, instances: [{ input, output }], isClassification: null },
  }));
  const checker = new TaskChecker(usualPlan);
  for (const task of tasks.slice(0, 5_000)) checker.bits(task);
  const start = process.cpuUsage();
  for (const task of tasks) checker.bits(task);
  const { user, system } = process.cpuUsage(start);
  return ((user + system) / 1_000 / tasks.length) * 100_000;
}

/**
 * How well suspicions find planted defects. `--half tune` uses the other rows; `--show ID` lists
 * what one suspicion misses and what it flags among untouched rows.
 */
export const run: Bench = (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      half: { type: 'string', default: 'report' },
      show: { type: 'string' },
    },
  });
  const half: Half = values.half === 'tune' ? 'tune' : 'report';
  const sources = readSources();
  const flagged = flag(labelledSet(sources, half));
  const judged: JudgedRows = judgedRows;
  const results = measure(flagged, judged);
  const msPer100000 = Math.round(timeOf(sources.rows));
  const shown = suspicionIds.find((id) => id === values.show);
  if (shown !== undefined) show(shown, flagged, judged);
  else if (values.json === true) {
    console.log(
      JSON.stringify({ bench: 'suspicions', half, rows: flagged.length, msPer100000, results }),
    );
  } else {
    console.table(tableOf(results));
    console.log(`${flagged.length} rows (${half} half); ${msPer100000} ms for 100,000 tasks`);
  }
  return Promise.resolve();
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function tableOf(results: Record<SuspicionId, Figures>): Record<string, unknown> {
  const rows = suspicionIds.map((id) => {
    const { planted, found, flagged, real, recall, falseAlarmRate, precision } = results[id];
    const shares = {
      recall: percent(recall),
      'false alarms': percent(falseAlarmRate),
      precision: percent(precision),
    };
    return [id, { planted, found, flagged, real, ...shares }] as const;
  });
  return Object.fromEntries(rows);
}

function show(id: SuspicionId, rows: readonly Flagged[], judged: JudgedRows): void {
  const checker = new TaskChecker(usualPlan);
  const isFlagged = (row: Flagged): boolean => (row.bits & bitOf(id)) !== 0;
  for (const { task, line } of rows.filter((row) => row.defect === id && !isFlagged(row))) {
    console.log(
      `missed  ${line}`,
      JSON.stringify([task.instruction, ...task.instances.slice(0, 6)]).slice(0, 500),
    );
  }
  for (const { task, line } of rows.filter((row) => row.defect === null && isFlagged(row))) {
    const found = checker.findings(task).find((one) => one.id === id);
    const mark = judged[id]?.includes(line) === true ? 'real   ' : 'flagged';
    const { excerpt = '', why = '' } = found === undefined ? {} : exampleOf(task, found);
    console.log(
      `${mark} ${line}`,
      JSON.stringify([task.instruction, task.instances[0]?.input]).slice(0, 220),
    );
    console.log(`          ${why} ${JSON.stringify(excerpt)}`);
  }
}
