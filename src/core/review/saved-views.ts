import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { suspicionWords } from '#core/suspicions/suspicion-words.ts';
import type { SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { readLayout, type ColumnLayout } from './columns.ts';
import { readReviewAddress, writeReviewAddress } from './review-address.ts';

/** Filters, search, order and columns of Review under a name. */
export interface SavedView {
  readonly name: string;
  /** As in Review's address, without the task that was looked at. */
  readonly fields: Readonly<Record<string, string>>;
  readonly columns: ColumnLayout;
}

const longestName = 80;

/** What is wrong with a name, or null. A name that is taken is not wrong: that view is replaced. */
export function viewNameProblem(name: string): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'A view needs a name.';
  return trimmed.length > longestName ? `At most ${longestName} characters.` : null;
}

/** A view of what is shown now. */
export function viewOf(name: string, query: TaskQuery, columns: ColumnLayout): SavedView {
  const fields = writeReviewAddress({ mode: 'table', query, taskId: null });
  return { name: name.trim(), fields, columns };
}

/** What a view asks for, as far as this version knows it. */
export const queryOf = ({ fields }: SavedView): TaskQuery => readReviewAddress(fields).query;

/** True where two names are those of one view. */
export const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** The views with one more, in place of one of its name, by name. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return [...withoutView(views, view.name), view].sort((one, other) =>
    one.name.localeCompare(other.name, 'en'),
  );
}

/** The views without the one of this name. */
export const withoutView = (views: readonly SavedView[], name: string): readonly SavedView[] =>
  views.filter((view) => !isSameName(view.name, name));

/** Reads stored views; whatever is none is left out. */
export function readSavedViews(stored: unknown): readonly SavedView[] {
  if (!Array.isArray(stored)) return [];
  return stored.reduce<readonly SavedView[]>((views, value: unknown) => {
    const view = readView(value);
    return view === null ? views : withView(views, view);
  }, []);
}

function readView(stored: unknown): SavedView | null {
  if (typeof stored !== 'object' || stored === null || !('name' in stored)) return null;
  if (typeof stored.name !== 'string' || viewNameProblem(stored.name) !== null) return null;
  const given = 'fields' in stored ? (stored.fields ?? {}) : {};
  const pairs: readonly (readonly [string, unknown])[] = Object.entries(given);
  const fields = pairs.flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );
  const columns = readLayout('columns' in stored ? stored.columns : null);
  return { name: stored.name.trim(), fields: Object.fromEntries(fields), columns };
}

/** What there is in a project for filters to refer to. */
export interface Known {
  readonly hasTag: (tag: string) => boolean;
  readonly hasRun: (run: string) => boolean;
  readonly hasTask: (id: TaskId) => boolean;
  readonly isOff: (id: SuspicionId) => boolean;
}

/** In a sentence each, what a view asks for that is not there any more. */
export function goneFrom(view: SavedView, known: Known): readonly string[] {
  const { tag = [], run = [], near, suspicion } = queryOf(view);
  const isOff = suspicion !== undefined && suspicion !== 'any' && known.isOff(suspicion);
  return [
    ...unreadOf(view.fields).map((part) => `The filter “${part}” is not known to this version.`),
    ...tag.filter((name) => !known.hasTag(name)).map((name) => `No task is tagged “${name}”.`),
    ...run.filter((id) => !known.hasRun(id)).map((id) => `There is no task of run ${id}.`),
    ...(near !== undefined && !known.hasTask(near) ? [`Task ${near} is gone.`] : []),
    ...(isOff ? [`The suspicion “${suspicionWords[suspicion]}” is not looked for.`] : []),
  ];
}

/** The fields of an address that are not read, or not wholly. */
function unreadOf(fields: SavedView['fields']): readonly string[] {
  const read = writeReviewAddress(readReviewAddress(fields));
  return Object.entries(fields).flatMap(([name, text]) => {
    const kept = (read[name] ?? '').split(',');
    const isWhole = read[name] !== undefined && (name === 'q' || isKept(text, kept));
    return isWhole ? [] : [`${name}: ${text}`];
  });
}

const isKept = (text: string, kept: readonly string[]): boolean =>
  text.split(',').every((part) => kept.includes(part));
