import type { PlacedLabel } from './map-labels.ts';
import type { PointLayer, PointScene } from './point-layer.ts';

export interface MapScene extends PointScene {
  readonly labels: readonly PlacedLabel[];
  readonly points: PointLayer;
  /** The point that is pointed at or was gone to; −1 for none. */
  readonly point: number;
}

type Context = CanvasRenderingContext2D;

/** Radius of a point in CSS pixels: small where there are many, larger as one zooms in. */
export function radiusOf(points: number, zoom: number): number {
  const base = Math.min(4, Math.max(1.5, 160 / Math.sqrt(points + 1)));
  return Math.min(7, base * Math.pow(zoom, 0.35));
}

/** Draws a map into a canvas whose pixels are `ratio` times the size. */
export function drawMap(context: Context, scene: MapScene): void {
  scene.points.draw(context, scene);
  context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
  if (scene.point >= 0) drawRing(context, scene);
  drawLabels(context, scene);
}

function drawRing(context: Context, { map, view, colours, point, radius }: MapScene): void {
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
