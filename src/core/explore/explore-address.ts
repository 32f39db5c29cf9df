/** What Explore shows. */
export const exploreViews = ['duplicates', 'map'] as const;

export type ExploreView = (typeof exploreViews)[number];

/** `vectors`: those of the chosen model where there is one; `words`: without a model, even so. */
const exploreMeasures = ['rouge', 'vectors', 'words'] as const;

/** What tasks are compared by in Explore. */
export type ExploreMeasure = (typeof exploreMeasures)[number];

/** What Explore's address holds; null: nothing was looked for, or no group is chosen. */
export interface ExploreAddress {
  readonly view: ExploreView;
  readonly by: ExploreMeasure;
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
    by: exploreMeasures.find((measure) => measure === fields['by']) ?? 'rouge',
    threshold: /^(0(\.\d{1,4})?|1)$/.test(threshold) ? Number(threshold) : null,
    group: /^\d{1,3}$/.test(group) ? Number(group) : null,
  };
}

/** The fields of an address that `readExploreAddress` reads back. */
export function writeExploreAddress({ view, by, threshold, group }: ExploreAddress): Fields {
  if (view === 'map') {
    return { view, ...(by === 'words' && { by }), ...(group !== null && { group: String(group) }) };
  }
  if (threshold === null) return {};
  return { ...(by !== 'rouge' && { by }), threshold: String(threshold) };
}
