import { placeLabels } from '#core/map/label-places.ts';
import type { Size, View } from '#core/map/map-view.ts';
import type { DrawnMap } from '#state/explore/pool-map.svelte.ts';
import { formatCount } from '#ui/format/numbers.ts';

export interface PlacedLabel {
  readonly group: number;
  readonly text: string;
  /** Its middle, in CSS pixels. */
  readonly x: number;
  readonly y: number;
}

const lineHeight = 18;
const mostCharacters = 40;

/** What a group is called: the words that tell it from the others. */
export function groupName(words: readonly string[], group: number): string {
  return words.length === 0 ? `Group ${formatCount(group + 1)}` : words.join(' · ');
}

/** Places the names of groups at their middles, those of large groups first. */
export function labelsOf(
  { groups, middles }: DrawnMap,
  view: View,
  size: Size,
  widthOf: (text: string) => number,
): PlacedLabel[] {
  const wanted = groups
    .map(({ words, size: members }, group) => ({
      group,
      members,
      text: shorten(groupName(words, group)),
    }))
    .filter(({ members }) => members > 0)
    .sort((a, b) => b.members - a.members)
    .map((label) => ({
      ...label,
      x: (middles[2 * label.group] ?? 0) * view.scale + view.x,
      y: (middles[2 * label.group + 1] ?? 0) * view.scale + view.y,
      width: widthOf(label.text) + 8,
    }));
  return placeLabels(wanted, lineHeight, size).flatMap((place, at) => {
    const label = wanted[at];
    return place === null || label === undefined
      ? []
      : [{ group: label.group, text: label.text, ...place }];
  });
}

const shorten = (text: string): string =>
  text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text;
