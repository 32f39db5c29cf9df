import { capitalised } from './wording.ts';

/** A number that sums up a series, and how three programming languages work it out. */
interface Statistic {
  readonly of: (values: readonly number[]) => number;
  readonly python: string;
  readonly javascript: string;
  readonly ruby: string;
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

function median(values: readonly number[]): number {
  const order = sorted(values);
  const half = Math.floor(order.length / 2);
  const upper = order[half] ?? 0;
  return order.length % 2 === 1 ? upper : ((order[half - 1] ?? 0) + upper) / 2;
}

const statistics: Readonly<Record<string, Statistic>> = {
  average: {
    of: (values) => sum(values) / values.length,
    python: 'sum(values) / len(values)',
    javascript: 'values.reduce((sum, value) => sum + value, 0) / values.length',
    ruby: 'values.sum.to_f / values.size',
  },
  median: {
    of: median,
    python: 'statistics.median(values)',
    javascript:
      '((s) => (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2)([...values].sort((a, b) => a - b))',
    ruby: '(values.sort[(values.size - 1) / 2] + values.sort[values.size / 2]) / 2.0',
  },
  'largest value': {
    of: (values) => Math.max(...values),
    python: 'max(values)',
    javascript: 'Math.max(...values)',
    ruby: 'values.max',
  },
  'smallest value': {
    of: (values) => Math.min(...values),
    python: 'min(values)',
    javascript: 'Math.min(...values)',
    ruby: 'values.min',
  },
  sum: {
    of: sum,
    python: 'sum(values)',
    javascript: 'values.reduce((sum, value) => sum + value, 0)',
    ruby: 'values.sum',
  },
  'difference between the highest and the lowest value': {
    of: (values) => Math.max(...values) - Math.min(...values),
    python: 'max(values) - min(values)',
    javascript: 'Math.max(...values) - Math.min(...values)',
    ruby: 'values.max - values.min',
  },
};

/** Names of the statistics, as they stand in instructions after "the". */
export const statisticNames: readonly string[] = Object.keys(statistics);

/** Works out the named statistic; NaN where the name is unknown. */
export function statisticOf(name: string, values: readonly number[]): number {
  return statistics[name]?.of(values) ?? NaN;
}

/** Programming languages that `codeFor` knows. */
export const languageNames: readonly string[] = ['Python', 'JavaScript', 'Ruby'];

/** A function in the named language that returns the statistic of `values`. */
export function codeFor(language: string, statistic: string, key: string): string {
  const code = statistics[statistic];
  if (!code) return '';
  if (language === 'JavaScript') {
    return `function summarise${capitalised(key)}(values) {\n  return ${code.javascript};\n}`;
  }
  if (language === 'Ruby') return `def summarise_${key}(values)\n  ${code.ruby}\nend`;
  const head = statistic === 'median' ? 'import statistics\n\n' : '';
  return `${head}def summarise_${key}(values):\n    return ${code.python}`;
}
