/** What Explore shows. */
export const exploreViews = ['duplicates', 'map'] as const;

export type ExploreView = (typeof exploreViews)[number];

/** What Explore's address holds; null: nothing was looked for, or no group is chosen. */
export interface ExploreAddress {
  readonly view: ExploreView;
  readonly by: 'rouge' | 'vectors';
  /** 0–1. */
  readonly threshold: number | null;
  /** A group of the map, from 0. */
  readonly group: number | null;
}

type Fields = Readonly<Record<string, string>>;

/** Reads the part of an address after `?`, decoded; what it does not know it leaves out. */
export function readExploreAddress(fields: Fields): ExploreAddress {
  const threshold = fields['threshold'] ?? '';
  const group = fields['group'] ?? '';
  return {
    view: fields['view'] === 'map' ? 'map' : 'duplicates',
    by: fields['by'] === 'vectors' ? 'vectors' : 'rouge',
    threshold: /^(0(\.\d{1,4})?|1)$/.test(threshold) ? Number(threshold) : null,
    group: /^\d{1,3}$/.test(group) ? Number(group) : null,
  };
}

/** The fields of an address that `readExploreAddress` reads back. */
export function writeExploreAddress({ view, by, threshold, group }: ExploreAddress): Fields {
  if (view === 'map') return { view, ...(group !== null && { group: String(group) }) };
  if (threshold === null) return {};
  return { ...(by === 'vectors' && { by }), threshold: String(threshold) };
}
