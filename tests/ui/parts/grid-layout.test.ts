import { expect, test } from 'vitest';
import { ReviewColumns } from '#state/review/review-columns.svelte.ts';
import { layOut } from '#ui/parts/review/grid-layout.ts';

/** The width that the instruction is drawn with, where its track is a fixed one. */
const instructionTrack = (columns: ReviewColumns, widthPx: number): string | undefined => {
  const { columns: shown, template } = layOut(columns, widthPx);
  const tracks = template.replaceAll(/minmax\(([^)]*)\)/g, 'free').split(' ');
  return tracks[shown.indexOf('instruction') + 1];
};

test('a column is as wide as somebody made it, in a narrow list too, which then scrolls', () => {
  const columns = new ReviewColumns();
  expect(instructionTrack(columns, 520)).toBe('free');
  expect(layOut(columns, 520).leastPx).toBe(0);
  columns.resize('instruction', 292);
  expect(instructionTrack(columns, 520)).toBe('292px');
  columns.resize('instruction', 400);
  expect(instructionTrack(columns, 520)).toBe('400px');
  expect(layOut(columns, 520).leastPx).toBeGreaterThan(520);
  columns.resize('instruction', undefined);
  expect(instructionTrack(columns, 520)).toBe('free');
});
