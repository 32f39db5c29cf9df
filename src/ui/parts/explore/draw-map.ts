import type { View, Size } from '#core/map/map-view.ts';
import type { DrawnMap } from '#state/pool-map.svelte.ts';
import type { PlacedLabel } from './map-labels.ts';
import type { MapColours } from './map-colours.ts';
import type { PointStamps } from './point-stamps.ts';

export interface MapScene {
  readonly map: DrawnMap;
  readonly view: View;
  readonly size: Size;
  readonly colours: MapColours;
  readonly labels: readonly PlacedLabel[];
  readonly stamps: PointStamps;
  /** The group that stands out; null: all do. */
  readonly chosen: number | null;
  /** The point that is pointed at or was gone to; −1 for none. */
  readonly point: number;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
}

type Context = CanvasRenderingContext2D;

const faded = 0.14;
const dense = 0.85;

/** Radius of a point in CSS pixels: small where there are many, larger as one zooms in. */
export function radiusOf(points: number, zoom: number): number {
  const base = Math.min(4, Math.max(1.5, 160 / Math.sqrt(points + 1)));
  return Math.min(7, base * Math.pow(zoom, 0.35));
}

/** Draws a map into a canvas whose pixels are `ratio` times the size. */
export function drawMap(context: Context, scene: MapScene, radius: number): void {
  const { map, size, ratio, colours, chosen } = scene;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = colours.background;
  context.fillRect(0, 0, size.width * ratio, size.height * ratio);
  const order = map.groups.map((_, group) => group);
  if (chosen !== null) order.sort((a, b) => Number(a === chosen) - Number(b === chosen));
  for (const group of order) {
    context.globalAlpha = chosen === null || group === chosen ? dense : faded;
    drawGroup(context, scene, group, radius);
  }
  context.globalAlpha = 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (scene.point >= 0) drawRing(context, scene, radius);
  drawLabels(context, scene);
}

function drawGroup(context: Context, scene: MapScene, group: number, radius: number): void {
  const { map, view, size, ratio, colours } = scene;
  const stamp = scene.stamps.of(
    colours.groups[group % colours.groups.length] ?? '#888888',
    radius * ratio,
  );
  const half = stamp.width / 2;
  const { starts, points } = map.byGroup;
  const { places } = map;
  const [right, bottom] = [size.width + radius, size.height + radius];
  const end = starts[group + 1] ?? 0;
  for (let at = starts[group] ?? 0; at < end; at += 1) {
    const point = points[at] ?? 0;
    const x = (places[2 * point] ?? 0) * view.scale + view.x;
    const y = (places[2 * point + 1] ?? 0) * view.scale + view.y;
    if (x < -radius || y < -radius || x > right || y > bottom) continue;
    context.drawImage(stamp, x * ratio - half, y * ratio - half);
  }
}

function drawRing(context: Context, { map, view, colours, point }: MapScene, radius: number): void {
  const x = (map.places[2 * point] ?? 0) * view.scale + view.x;
  const y = (map.places[2 * point + 1] ?? 0) * view.scale + view.y;
  const group = map.groupOf[point] ?? 0;
  context.fillStyle = colours.groups[group % colours.groups.length] ?? '#888888';
  context.beginPath();
  context.arc(x, y, radius + 3, 0, 2 * Math.PI);
  context.strokeStyle = colours.background;
  context.lineWidth = 7;
  context.stroke();
  context.fill();
  context.strokeStyle = colours.focus;
  context.lineWidth = 3;
  context.stroke();
}

function drawLabels(context: Context, { labels, colours, chosen }: MapScene): void {
  context.font = labelFont();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = colours.background;
  for (const { text, x, y, group } of labels) {
    context.globalAlpha = chosen === null || chosen === group ? 1 : 0.45;
    context.fillStyle = colours.groups[group % colours.groups.length] ?? colours.ink;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
  context.globalAlpha = 1;
}

export const labelSize = 13;

/** The font of labels, as a canvas wants it. */
export const labelFont = (): string => `600 ${labelSize}px system-ui, sans-serif`;
