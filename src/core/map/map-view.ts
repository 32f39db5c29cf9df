/** A rectangle that holds all points of a map. */
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Of what is looked at, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a map stands: a point p is seen at p × `scale` + (`x`, `y`). */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** How far one can zoom in, as a multiple of the whole map. */
const mostZoom = 64;
/** So much of the map stays in sight, in pixels. */
const keptInSight = 60;

/** Bounds of points, two numbers each; of none: a unit square. */
export function boundsOf(places: Float32Array): Bounds {
  if (places.length < 2) return { minX: 0, minY: 0, maxX: 1, maxY: 1 };
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < places.length; at += 2) {
    const x = places[at] ?? 0;
    const y = places[at + 1] ?? 0;
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

/** Shows all of a map, in the middle, with a margin around it. */
export function fitView({ minX, minY, maxX, maxY }: Bounds, size: Size, margin: number): View {
  const width = Math.max(1, size.width - 2 * margin);
  const height = Math.max(1, size.height - 2 * margin);
  // Points that all stand in one place still need a scale.
  const least = 1e-6;
  const scale = Math.min(
    width / Math.max(maxX - minX, least),
    height / Math.max(maxY - minY, least),
  );
  return {
    scale,
    x: size.width / 2 - (scale * (minX + maxX)) / 2,
    y: size.height / 2 - (scale * (minY + maxY)) / 2,
  };
}

/** Zooms so that what is under a pixel stays there; never out beyond the whole map. */
export function zoomAt(
  view: View,
  factor: number,
  pixel: { readonly x: number; readonly y: number },
  whole: View,
): View {
  const wanted = view.scale * factor;
  const scale = Math.min(whole.scale * mostZoom, Math.max(whole.scale, wanted));
  const ratio = scale / view.scale;
  return {
    scale,
    x: pixel.x - (pixel.x - view.x) * ratio,
    y: pixel.y - (pixel.y - view.y) * ratio,
  };
}

/** Moves a view by pixels, but never so far that the map is out of sight. */
export function panBy(view: View, dx: number, dy: number, bounds: Bounds, size: Size): View {
  const { scale } = view;
  return {
    scale,
    x: inSight(view.x + dx, bounds.minX * scale, bounds.maxX * scale, size.width),
    y: inSight(view.y + dy, bounds.minY * scale, bounds.maxY * scale, size.height),
  };
}

function inSight(offset: number, from: number, to: number, length: number): number {
  const kept = Math.min(keptInSight, length / 2);
  return Math.min(length - kept - from, Math.max(kept - to, offset));
}

/** Moves a view no further than it takes to bring a point into sight. */
export function reveal(view: View, x: number, y: number, size: Size): View {
  const margin = Math.min(keptInSight, size.width / 4, size.height / 4);
  const shift = (at: number, length: number): number =>
    Math.min(length - margin, Math.max(margin, at)) - at;
  return {
    scale: view.scale,
    x: view.x + shift(x * view.scale + view.x, size.width),
    y: view.y + shift(y * view.scale + view.y, size.height),
  };
}
