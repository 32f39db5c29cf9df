import type { ColumnId } from '#core/review/columns.ts';
import type { ReviewColumns } from '#state/review/review-columns.svelte.ts';

const gapPx = 8;
// Padding at both ends of a row.
const paddingPx = 16;
// The box that selects a row.
const boxPx = 24;

// The usual columns that stand where there is room for no more; columns that somebody chose all stay.
const narrow: readonly { readonly below: number; readonly shown: readonly ColumnId[] }[] = [
  { below: 460, shown: ['status', 'instruction', 'score'] },
  { below: 620, shown: ['status', 'instruction', 'kind', 'score'] },
];

/** How the rows of the table are laid out in a list of some width, in CSS. */
export interface GridLayout {
  readonly columns: readonly ColumnId[];
  readonly template: string;
  /** Below this width the list scrolls sideways. */
  readonly leastPx: number;
}

/** The columns that are drawn in a list as wide as this. */
export function layOut(columns: ReviewColumns, widthPx: number): GridLayout {
  const few = columns.isUsual ? narrow.find(({ below }) => widthPx < below) : undefined;
  const shown = few?.shown ?? columns.layout.shown;
  const { widths: chosen } = columns.layout;
  const widths = shown.map((id) => chosen[id] ?? Math.min(columns.width(id), few ? 120 : Infinity));
  const track = (id: ColumnId, i: number): string => {
    const px = `${widths[i] ?? 0}px`;
    // The instruction takes what is left, until somebody gives it a width.
    const isFree = id === 'instruction' && chosen.instruction === undefined;
    return isFree ? `minmax(${few ? '80px' : px}, 1fr)` : px;
  };
  const sum = widths.reduce((total, width) => total + width, 0);
  const isFitted = few !== undefined && shown.every((id) => chosen[id] === undefined);
  const leastPx = isFitted ? 0 : boxPx + sum + gapPx * shown.length + paddingPx;
  const template = `${boxPx}px ${shown.map(track).join(' ')}`;
  return { columns: shown, template, leastPx };
}
