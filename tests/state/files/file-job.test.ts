// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { failure, success } from '#core/model/result.ts';
import { FileJob } from '#state/files/file-job.svelte.ts';

test('progress and result are passed on', async () => {
  const job = new FileJob<string>('Reading', (onProgress) => {
    onProgress({ rows: 7, share: 0.5 });
    return Promise.resolve(success('done'));
  });
  expect(job.isAtWork).toBe(true);
  await job.ended;
  expect(job.progress).toEqual({ rows: 7, share: 0.5 });
  expect(job.result).toEqual(success('done'));
  expect(job.isAtWork).toBe(false);
});

test('a job that is cancelled is at work until it has cleaned up', async () => {
  const job = new FileJob<never>('Reading', (_, signal) => {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () =>
        setTimeout(() => resolve(failure({ kind: 'cancelled', message: 'Cancelled.' }))),
      );
    });
  });
  job.cancel();
  expect(job.isCancelling).toBe(true);
  expect(job.isAtWork).toBe(true);
  await job.ended;
  expect(job.wasCancelled).toBe(true);
  expect(job.isCancelling).toBe(false);
});
