import { shortcutKey } from '#core/review/key-letters.ts';

/** What a key does in the grid of tasks; places count from 0. */
export type GridStep =
  | { readonly kind: 'select-all' }
  /** Picks the row that is looked at, or drops it. */
  | { readonly kind: 'pick' }
  /** Goes to a place and picks all rows up to it. */
  | { readonly kind: 'extend'; readonly place: number }
  /** Opens the task that is pointed at. */
  | { readonly kind: 'open' }
  /** Goes some rows on or back, or as far as there are any. */
  | { readonly kind: 'move'; readonly by: number };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'> & { code?: string };

/** The grid as it stands: the place that is looked at, how many rows there are, and a page of them. */
interface Standing {
  readonly place: number;
  readonly count: number;
  readonly page: number;
}

/** Null for a key that does nothing here. */
export function gridStep(pressed: Key, { place, count, page }: Standing): GridStep | null {
  const { key, shiftKey } = pressed;
  const isWithCtrl = pressed.ctrlKey || pressed.metaKey;
  if (isWithCtrl && shortcutKey(pressed) === 'a') return { kind: 'select-all' };
  if (key === ' ') return shiftKey ? { kind: 'extend', place } : { kind: 'pick' };
  if (key === 'Enter') return { kind: 'open' };
  const end = { Home: 0, End: count - 1 }[key];
  if (shiftKey && end !== undefined) return { kind: 'extend', place: end };
  const by = { Home: -count, End: count, ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[
    key
  ];
  if (by === undefined) return null;
  return shiftKey ? { kind: 'extend', place: place + by } : { kind: 'move', by };
}
