import type { StoredRows } from '#tests/support/stored-rows.ts';
import { expect } from './journey.ts';

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);
const firstNumbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** Nothing lost and nothing doubled: ids without gaps, each reply applied once, each item once. */
export function expectWholeHistory({ log, requests, attempts, runs, tasks }: StoredRows): void {
  expect(log.map(({ seq }) => seq)).toEqual(firstNumbers(log.length));
  expect(idsOf(requests)).toEqual(firstNumbers(requests.length));
  expect(idsOf(attempts)).toEqual(firstNumbers(attempts.length));
  expect(idsOf(tasks)).toEqual(firstNumbers(tasks.length));

  const applied = log.flatMap((entry) => (entry.kind === 'applied' ? [entry.requestId] : []));
  expect(new Set(applied).size, 'requests that took effect twice').toBe(applied.length);
  const known = new Set(idsOf(requests));
  expect(applied.filter((id) => !known.has(id))).toEqual([]);

  const places = tasks.flatMap(({ provenance }) =>
    provenance === undefined ? [] : [`${provenance.requestId}/${provenance.item}`],
  );
  expect(new Set(places).size, 'items that became two tasks').toBe(places.length);

  const machine = tasks.filter(({ origin }) => origin === 'machine');
  const accepted = machine.filter(({ status }) => status === 'accepted');
  const sum = (count: (run: StoredRows['runs'][number]) => number): number =>
    runs.reduce((total, run) => total + count(run), 0);
  expect(sum(({ funnel }) => funnel.novel)).toBe(accepted.length);
  expect(sum(({ funnel }) => funnel.complete)).toBe(
    accepted.filter(({ instances }) => instances.length > 0).length,
  );
}

/** What was stored before is still there, unchanged. */
export function expectKept(before: StoredRows, after: StoredRows): void {
  expect(after.log.slice(0, before.log.length)).toEqual(before.log);
  expect(after.requests.slice(0, before.requests.length)).toEqual(before.requests);
  expect(after.attempts.slice(0, before.attempts.length)).toEqual(before.attempts);
  const texts = (rows: StoredRows): string[] => rows.tasks.map(({ instruction }) => instruction);
  expect(texts(after).slice(0, before.tasks.length)).toEqual(texts(before));
}
