import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Counts, Stage } from './test-stage.ts';

const unitReport = 'test-results/unit.json';
const browserReport = 'test-results/browser.json';

/** Nothing of these hangs on how fast they go. The longest comes first, so that it is not left alone. */
const untimed: readonly Stage[] = [
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  {
    name: 'unit',
    command: [
      'npx',
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${unitReport}`,
    ],
    count: countUnit,
  },
  { name: 'types', command: ['npm', 'run', '--silent', 'check'] },
  { name: 'oracle', command: ['npm', 'run', '--silent', 'oracle'], count: countLastLine },
  {
    name: 'oracle in Chromium',
    command: ['npm', 'run', '--silent', 'oracle', '--', 'tests/oracle', '--in', 'chromium'],
    needsBrowser: true,
    count: countLastLine,
  },
  { name: 'dead code', command: ['npm', 'run', '--silent', 'dead'] },
];

/** Journeys wait for what a page shows, so they have the machine to themselves. */
const journeys: Stage = {
  name: 'browser',
  command: ['npx', 'playwright', 'test'],
  needsBrowser: true,
  count: countBrowser,
};

/** What `npm test` runs: group after group, the stages of a group side by side. */
export const stageGroups: readonly (readonly Stage[])[] = [untimed, [journeys]];

const unitSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

/** A test file that breaks down before its first test is one failed test, and so is one skipped. */
function countUnit(): Counts | null {
  const report = readReport(unitSchema, unitReport);
  if (report === null) return null;
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numPendingTests + broken,
  };
}

const browserSchema = v.object({
  stats: v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  }),
  errors: v.array(v.unknown()),
  suites: v.array(v.unknown()),
});

/**
 * Errors outside of any test, such as a server that does not start, count as one failed test each.
 * No test skips itself, so one that counts as skipped did not get its turn.
 */
function countBrowser(): Counts | null {
  const report = readReport(browserSchema, browserReport);
  if (report === null) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + skipped + report.errors.length,
    note: [skipped === 0 ? '' : `${skipped} did not run`, secondTries(report.suites)]
      .filter(Boolean)
      .join('; '),
  };
}

/** Names the journeys that passed only when they were tried again. */
function secondTries(suites: readonly unknown[]): string {
  const titles = suites.flatMap(flakyTitles);
  return titles.length === 0 ? '' : `passed at the second try: ${titles.join(', ')}`;
}

const suiteSchema = v.object({
  suites: v.optional(v.array(v.unknown()), []),
  specs: v.array(v.object({ title: v.string(), tests: v.array(v.object({ status: v.string() })) })),
});

function flakyTitles(suite: unknown): string[] {
  const { suites, specs } = v.parse(suiteSchema, suite);
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ title }) => `“${title}”`), ...suites.flatMap(flakyTitles)];
}

function countLastLine(output: string): Counts | null {
  const found = /(?:^|\n)([\d,]+) passed, ([\d,]+) failed\s*$/.exec(output);
  if (found === null) return null;
  const [passed = NaN, failed = NaN] = found
    .slice(1)
    .map((text) => Number(text.replaceAll(',', '')));
  return { passed, failed };
}

function readReport<T>(schema: v.GenericSchema<unknown, T>, path: string): T | null {
  try {
    return v.parse(schema, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
