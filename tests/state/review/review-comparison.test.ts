import { expect, test } from 'vitest';
import { failure, success, type Result } from '#core/model/result.ts';
import { ReviewComparison } from '#state/review/review-comparison.svelte.ts';

type Answer = Result<number, { readonly message: string }>;

/** Comparisons as they are asked for, each to be answered by hand. */
function byHand() {
  const asked: { share: (share: number) => void; end: (answer: Answer) => void }[] = [];
  const signals: AbortSignal[] = [];
  const comparison = new ReviewComparison(7, (project, share, signal) => {
    expect(project).toBe(7);
    signals.push(signal);
    return new Promise<Answer>((end) => asked.push({ share, end }));
  });
  return { comparison, asked, signals };
}

test('shows how far it has come, and settles once the list has what was found', async () => {
  const { comparison, asked } = byHand();
  const started = comparison.start();
  void comparison.start();
  expect(asked).toHaveLength(1);
  expect(comparison.share).toBe(0);
  asked[0]?.share(0.4);
  expect(comparison.share).toBe(0.4);
  asked[0]?.end(success(1_200));
  await started;
  expect(comparison).toMatchObject({ share: null, failure: null, isSettling: true });
  expect(comparison.said).toBe('Compared 1,200 tasks');
  comparison.settle();
  expect(comparison.isSettling).toBe(false);
});

test('what comes after a cancel is passed over', async () => {
  const { comparison, asked, signals } = byHand();
  const first = comparison.start();
  comparison.cancel();
  expect(signals[0]?.aborted).toBe(true);
  expect(comparison).toMatchObject({ share: null, said: 'Cancelled' });
  const second = comparison.start();
  asked[0]?.share(0.9);
  asked[0]?.end(failure({ message: 'Cancelled.' }));
  await first;
  expect(comparison).toMatchObject({ share: 0, failure: null });
  asked[1]?.end(failure({ message: 'The disk is full.' }));
  await second;
  expect(comparison).toMatchObject({ share: null, failure: 'The disk is full.' });
});
