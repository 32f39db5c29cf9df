import { expect, test } from 'vitest';
import { mapStep } from '#ui/parts/explore/map-step.ts';

test.each([
  [0, 'Comparing', false],
  [0.39, 'Comparing', false],
  [0.4, 'Finding groups', true],
  [0.5, 'Preparing', true],
  [0.505, 'Laying', false],
  [1, 'Laying', false],
])('at %d: %s', (share, words, isSilent) => {
  expect(mapStep(share)).toEqual({ words: expect.stringContaining(words) as string, isSilent });
});
