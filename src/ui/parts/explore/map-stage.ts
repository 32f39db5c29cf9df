import { mapSvg } from '#core/map/map-svg.ts';
import { fitView, panBy, reveal, zoomAt, type Size, type View } from '#core/map/map-view.ts';
import { nextPoint, type Direction } from '#core/map/next-point.ts';
import type { DrawnMap } from '#state/explore/pool-map.svelte.ts';
import { drawMap, labelFont, labelSize, radiusOf } from './draw-map.ts';
import type { MapColours } from './map-colours.ts';
import { labelsOf, type PlacedLabel } from './map-labels.ts';
import { PointLayer } from './point-layer.ts';

const margin = 36;
/** How near a pointer must come to a point, in CSS pixels. */
const reach = 8;
/** Pixels of a saved picture to one on the screen, so that it can be printed. */
const pictureRatio = 2;

/** A map in a canvas: where it stands, what stands out, and what is under the pointer. */
export class MapStage {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #points = new PointLayer();
  #map: DrawnMap | null = null;
  #size: Size = { width: 1, height: 1 };
  #view: View = { scale: 1, x: 0, y: 0 };
  #colours: MapColours | null = null;
  #chosen: number | null = null;
  #point = -1;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false });
  }

  /** The point that stands out; −1 for none. */
  get point(): number {
    return this.#point;
  }

  /** True where one can't zoom out any more. */
  get isWhole(): boolean {
    return this.#view.scale <= this.#whole.scale * 1.0001;
  }

  show(map: DrawnMap): void {
    this.#map = map;
    this.#point = -1;
    this.whole();
  }

  resize(size: Size): void {
    const ratio = globalThis.devicePixelRatio;
    this.#canvas.width = Math.max(1, Math.round(size.width * ratio));
    this.#canvas.height = Math.max(1, Math.round(size.height * ratio));
    const wasWhole = this.isWhole;
    this.#size = size;
    if (wasWhole) this.whole();
    else this.pan(0, 0);
  }

  colour(colours: MapColours): void {
    this.#colours = colours;
    this.#request();
  }

  choose(group: number | null): void {
    this.#chosen = group;
    this.#request();
  }

  /** Lets a point stand out, or none (−1). */
  focusPoint(point: number): void {
    if (point === this.#point) return;
    this.#point = point;
    this.#request();
  }

  whole(): void {
    this.#view = this.#whole;
    this.#request();
  }

  zoom(factor: number, pixel = { x: this.#size.width / 2, y: this.#size.height / 2 }): void {
    this.#view = zoomAt(this.#view, factor, pixel, this.#whole);
    this.pan(0, 0);
  }

  pan(dx: number, dy: number): void {
    if (this.#map === null) return;
    // The whole map stands in the middle: there is nothing to move.
    this.#view = this.isWhole
      ? this.#whole
      : panBy(this.#view, dx, dy, this.#map.grid.bounds, this.#size);
    this.#request();
  }

  /** The point under a pixel; −1 where there is none. */
  pointAt(x: number, y: number): number {
    const { scale, x: left, y: top } = this.#view;
    return this.#map?.grid.nearest((x - left) / scale, (y - top) / scale, reach / scale) ?? -1;
  }

  /** Where a point is seen, in CSS pixels. */
  placeOf(point: number): { x: number; y: number } {
    const { scale, x, y } = this.#view;
    const places = this.#map?.places;
    return {
      x: (places?.[2 * point] ?? 0) * scale + x,
      y: (places?.[2 * point + 1] ?? 0) * scale + y,
    };
  }

  /** Goes to the next point in a direction, from the middle of the largest group at first. */
  step(direction: Direction): void {
    if (this.#map === null) return;
    const { places, middles, grid } = this.#map;
    const start = grid.nearest(middles[0] ?? 0, middles[1] ?? 0, Infinity);
    const next = this.#point < 0 ? start : nextPoint(places, this.#point, direction);
    if (next < 0) return;
    this.focusPoint(next);
    const [x = 0, y = 0] = places.subarray(2 * next, 2 * next + 2);
    this.#view = reveal(this.#view, x, y, this.#size);
    this.#request();
  }

  /** What is seen, as an SVG file. */
  svg(title: string): Blob | null {
    if (this.#map === null || this.#colours === null) return null;
    const { places, byGroup, groups } = this.#map;
    const { groups: colours, background, ink } = this.#colours;
    const colourOf = (group: number): string => colours[group % colours.length] ?? ink;
    const text = mapSvg({
      ...{ places, groups: byGroup, background, labelSize, title },
      ...{ view: this.#view, size: this.#size, radius: this.#radius },
      colours: groups.map((_, group) => colourOf(group)),
      labels: this.#labels().map((label) => ({ ...label, colour: colourOf(label.group) })),
    });
    return new Blob([text], { type: 'image/svg+xml' });
  }

  /** What is seen, as a PNG file twice as fine as the screen. */
  png(): Promise<Blob | null> {
    const picture = document.createElement('canvas');
    picture.width = Math.round(this.#size.width * pictureRatio);
    picture.height = Math.round(this.#size.height * pictureRatio);
    const context = picture.getContext('2d', { alpha: false });
    if (context !== null) this.#draw(context, pictureRatio, -1, new PointLayer());
    return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  get #whole(): View {
    const bounds = this.#map?.grid.bounds;
    return bounds === undefined
      ? { scale: 1, x: 0, y: 0 }
      : fitView(bounds, this.#size, Math.min(margin, this.#size.width / 8));
  }

  get #radius(): number {
    return radiusOf(this.#map?.ids.length ?? 0, this.#view.scale / this.#whole.scale);
  }

  /** Draws with the next frame, once however often it is asked for. */
  #request(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const ratio = this.#canvas.width / this.#size.width;
      if (this.#context !== null) this.#draw(this.#context, ratio, this.#point);
    });
  }

  #draw(
    context: CanvasRenderingContext2D,
    ratio: number,
    point: number,
    points = this.#points,
  ): void {
    if (this.#map === null || this.#colours === null) return;
    drawMap(context, {
      ...{ map: this.#map, view: this.#view, colours: this.#colours, chosen: this.#chosen },
      ...{ ratio, point, points, radius: this.#radius, labels: this.#labels() },
    });
  }

  #labels(): PlacedLabel[] {
    const context = this.#context;
    if (this.#map === null || context === null) return [];
    context.font = labelFont();
    return labelsOf(this.#map, this.#view, this.#size, (text) => context.measureText(text).width);
  }
}
