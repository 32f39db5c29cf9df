import type { SortKey } from '#core/contracts/pool-api.ts';

/** A column of the review table; widths in CSS pixels. */
export interface Column {
  /** The header; `name` is said in full where the header is short. */
  readonly label: string;
  readonly name?: string;
  readonly sort: SortKey;
  readonly width: number;
  /** Stands at the end of its cell; its header orders the highest first. */
  readonly isNumber?: true;
}

/** All of them, in the order in which they usually stand. To add one, add a line here and its cell. */
export const columns = {
  status: { label: '', name: 'Status', sort: 'status', width: 28 },
  id: { label: 'Nr', name: 'Number', sort: 'id', width: 56, isNumber: true },
  instruction: { label: 'Instruction', sort: 'instruction', width: 220 },
  kind: { label: 'Kind', name: 'Reason or type', sort: 'reason', width: 128 },
  type: { label: 'Type', sort: 'type', width: 96 },
  origin: { label: 'Origin', sort: 'origin', width: 80 },
  run: { label: 'Run', sort: 'run', width: 44, isNumber: true },
  created: { label: 'Created', sort: 'created', width: 96 },
  instructionWords: {
    ...{ label: 'Instr.', name: 'Words of instruction', sort: 'instructionWords' },
    ...{ width: 52, isNumber: true },
  },
  inputWords: {
    ...{ label: 'Input', name: 'Words of input', sort: 'inputWords', width: 52, isNumber: true },
  },
  outputWords: {
    ...{ label: 'Output', name: 'Words of output', sort: 'outputWords', width: 58 },
    ...{ isNumber: true },
  },
  instances: {
    ...{ label: 'Inst.', name: 'Number of instances', sort: 'instances', width: 42 },
    ...{ isNumber: true },
  },
  verdict: { label: 'Verdict', name: 'Verdict of a person', sort: 'verdict', width: 80 },
  rating: { label: 'Rated', name: 'Rating', sort: 'rating', width: 54, isNumber: true },
  judge: { label: 'Judge', name: 'Score of a model', sort: 'judge', width: 54, isNumber: true },
  tags: { label: 'Tags', sort: 'tag', width: 120 },
  flag: { label: 'Flag', sort: 'flag', width: 44 },
  edited: { label: 'Edited', sort: 'edited', width: 60 },
  suspicions: { label: 'Suspicions', sort: 'suspicions', width: 140 },
  nearest: {
    ...{ label: 'Nearest', name: 'Nearest task or culprit', sort: 'nearest', width: 66 },
    ...{ isNumber: true },
  },
  score: {
    ...{ label: 'Near', name: 'Highest ROUGE-L with another task', sort: 'score', width: 46 },
    ...{ isNumber: true },
  },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof columns;

/** Which columns there are, as `columns` orders them. */
export const columnIds = Object.keys(columns) as readonly ColumnId[];

/** What stands beside each other until somebody chooses. */
const usualColumns: readonly ColumnId[] = [
  'status',
  'id',
  'instruction',
  'kind',
  'instances',
  'score',
];

/** How the table is laid out: the columns in sight, and widths other than the usual ones. */
export interface ColumnLayout {
  /** As they stand beside each other. */
  readonly shown: readonly ColumnId[];
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
  /** All columns, those that are out of sight among the others: where they come back to. */
  readonly order: readonly ColumnId[];
}

export const usualLayout: ColumnLayout = { shown: usualColumns, widths: {}, order: columnIds };

const widthLimits = { least: 24, most: 900 };

const isColumnId = (name: unknown): name is ColumnId =>
  typeof name === 'string' && Object.hasOwn(columns, name);

/** Reads a stored layout; what is not known is left out, and of nothing comes the usual one. */
export function readLayout(stored: unknown): ColumnLayout {
  if (typeof stored !== 'object' || stored === null) return usualLayout;
  const shown = readIds('shown' in stored ? stored.shown : []);
  const order = completeOrder(readIds('order' in stored ? stored.order : []));
  const widths = 'widths' in stored ? (stored.widths ?? {}) : {};
  const pairs = Object.entries(widths).flatMap(([id, width]) =>
    isColumnId(id) && Number.isFinite(width) ? [[id, limitWidth(Number(width))] as const] : [],
  );
  const seen = shown.length === 0 ? usualColumns : shown;
  return { shown: inOrder(order, seen), widths: Object.fromEntries(pairs), order };
}

const readIds = (stored: unknown): readonly ColumnId[] =>
  Array.isArray(stored) ? [...new Set<unknown>(stored)].filter(isColumnId) : [];

/** Columns that an order does not name follow those that they usually follow. */
function completeOrder(named: readonly ColumnId[]): readonly ColumnId[] {
  const order = [...named];
  columnIds.forEach((id, i) => {
    if (order.includes(id)) return;
    const before = columnIds[i - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

const inOrder = (order: readonly ColumnId[], shown: readonly ColumnId[]): readonly ColumnId[] =>
  order.filter((id) => shown.includes(id));

/** Shows or hides a column; the instruction stays, being what a row is about. */
export function withColumn(layout: ColumnLayout, id: ColumnId, isShown: boolean): ColumnLayout {
  const others = layout.shown.filter((other) => other !== id);
  const shown = isShown || id === 'instruction' ? [...others, id] : others;
  return { ...layout, shown: inOrder(layout.order, shown) };
}

/** Moves a column some places on (or back, below 0) among all columns, as far as that goes. */
export function withMoved(layout: ColumnLayout, id: ColumnId, by: number): ColumnLayout {
  const from = layout.order.indexOf(id);
  const to = Math.max(0, Math.min(columnIds.length - 1, from + by));
  const order = layout.order.toSpliced(from, 1).toSpliced(to, 0, id);
  return { ...layout, order, shown: inOrder(order, layout.shown) };
}

/** True where two layouts look the same. */
export const isSameLayout = (a: ColumnLayout, b: ColumnLayout): boolean =>
  a.shown.join() === b.shown.join() &&
  columnIds.every((id) => (a.widths[id] ?? 0) === (b.widths[id] ?? 0));

/** What a column is called in full. */
export function columnName(id: ColumnId): string {
  const column: Column = columns[id];
  return column.name ?? column.label;
}

/** A width that a column can have. */
export const limitWidth = (width: number): number =>
  Math.round(Math.min(widthLimits.most, Math.max(widthLimits.least, width)));
