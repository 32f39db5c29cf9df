import type { Size } from './map-view.ts';

/** A label that wants to stand with its middle at a place, in pixels. */
export interface WantedLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface LabelPlace {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
}

/** Lines up and down that are tried where a label would stand on another. */
const shifts = [0, -1, 1, -2, 2, -3, 3];

/**
 * Puts labels where none covers another and all are in sight, earlier ones first; null for one whose
 * place is out of sight, or taken as far as it may move.
 */
export function placeLabels(
  labels: readonly WantedLabel[],
  lineHeight: number,
  { width, height }: Size,
): (LabelPlace | null)[] {
  const placed: { x: number; y: number; width: number }[] = [];
  return labels.map((label) => {
    if (label.x < 0 || label.x > width || label.y < 0 || label.y > height) return null;
    const half = label.width / 2;
    const x = Math.max(half, Math.min(width - half, label.x));
    for (const shift of shifts) {
      const wanted = label.y + shift * lineHeight;
      const y = Math.max(lineHeight / 2, Math.min(height - lineHeight / 2, wanted));
      const isFree = placed.every(
        (other) =>
          Math.abs(other.y - y) >= lineHeight ||
          Math.abs(other.x - x) >= (other.width + label.width) / 2,
      );
      if (!isFree) continue;
      placed.push({ x, y, width: label.width });
      return { x, y };
    }
    return null;
  });
}
