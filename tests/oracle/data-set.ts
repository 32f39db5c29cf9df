import * as v from 'valibot';
import type { CountableTask } from '#core/statistics/statistics.ts';

/** A published data set: one task a line, with its instances in a list or one of them inline. */
export interface DataSet {
  readonly tasks: readonly CountableTask[];
}

const instance = v.object({ input: v.string(), output: v.string() });

const line = v.union([
  v.pipe(
    v.object({ instruction: v.string(), instances: v.array(instance) }),
    v.transform(({ instruction, instances }): CountableTask => ({ instruction, instances })),
  ),
  v.pipe(
    v.object({ instruction: v.string(), input: v.string(), output: v.string() }),
    v.transform(({ instruction, input, output }): CountableTask => {
      return { instruction, instances: [{ input, output }] };
    }),
  ),
]);

/** Reads a data set of JSON lines; throws where a line is no task. */
export function readDataSet(text: string): DataSet {
  const lines = text.split('\n').filter((one) => one !== '');
  return { tasks: lines.map((one) => v.parse(line, JSON.parse(one))) };
}

/** The data set that rows are about when they do not say. */
export const mainDataSet = 'alpaca_52k.jsonl';
