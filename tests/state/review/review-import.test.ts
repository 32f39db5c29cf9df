// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { ImportReport } from '#core/contracts/files-api.ts';
import { failure, success } from '#core/model/result.ts';
import { ReviewImport } from '#state/review/review-import.svelte.ts';

const report: ImportReport = { format: 'alpaca', rows: 3, refused: 1, refusedLines: [] };
const file = new File(['{}'], 'tasks.jsonl');

test('a file that was read leaves its report until it is dismissed', async () => {
  const dataSet = new ReviewImport({ importTasks: () => Promise.resolve(success(report)) });
  await dataSet.open(file);
  expect([dataSet.job, dataSet.report, dataSet.failure]).toEqual([null, report, null]);
  dataSet.dismiss();
  expect(dataSet.report).toBeNull();
});

test('a refused file leaves the reason', async () => {
  const error = { kind: 'unknown-format', message: 'No task in it.' } as const;
  const dataSet = new ReviewImport({ importTasks: () => Promise.resolve(failure(error)) });
  await dataSet.open(file);
  expect(dataSet.failure).toEqual(error);
});

test('reads one file at a time, and says nothing of one that the user cancelled', async () => {
  const importTasks = vi.fn(
    (_file: File, _onProgress: unknown, signal: AbortSignal) =>
      new Promise<ReturnType<typeof failure<{ kind: 'cancelled'; message: string }>>>((resolve) => {
        const end = (): void => resolve(failure({ kind: 'cancelled', message: 'Cancelled.' }));
        signal.addEventListener('abort', end);
      }),
  );
  const dataSet = new ReviewImport({ importTasks });
  const opened = dataSet.open(file);
  await dataSet.open(file);
  expect(importTasks).toHaveBeenCalledTimes(1);
  dataSet.job?.cancel();
  await opened;
  expect([dataSet.job, dataSet.report, dataSet.failure]).toEqual([null, null, null]);
});
