import * as v from 'valibot';
import { statistics } from '#core/statistics/statistics.ts';
import { compareKeys, near } from './differences.ts';
import { defineCheck } from './oracle-check.ts';

/** Keyed by the name of its data set in the file; every other key is a number of ours. */
const row = v.objectWithRest({ key: v.string() }, v.number());

const means = {
  meanInstructionWords: near,
  meanNonEmptyInputWords: near,
  meanOutputWords: near,
};

/** `statistics`: counts and mean lengths of a data set. */
export const checkStatistics = defineCheck(
  'statistics',
  row,
  ({ key, ...expected }, context) =>
    compareKeys(expected, { ...statistics(context.data(key).tasks) }, means),
  ({ key }) => key,
);
