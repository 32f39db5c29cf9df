import { paintDiscs } from '#core/map/paint-discs.ts';
import type { View } from '#core/map/map-view.ts';
import type { DrawnMap } from '#state/explore/pool-map.svelte.ts';
import type { MapColours } from './map-colours.ts';

/** What the points of a map are painted from. */
export interface PointScene {
  readonly map: DrawnMap;
  readonly view: View;
  readonly colours: MapColours;
  /** The group that stands out; null: all do. */
  readonly chosen: number | null;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  /** In CSS pixels. */
  readonly radius: number;
}

const faded = 0.14;
const dense = 0.85;

/** The points of a map as a picture, painted anew only when something about them changed. */
export class PointLayer {
  #image: ImageData | null = null;
  #painted: PointScene | null = null;

  /** Fills a canvas with the points on their background. */
  draw(context: CanvasRenderingContext2D, scene: PointScene): void {
    const { width, height } = context.canvas;
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.#painted = null;
    }
    if (this.#painted === null || !isSame(this.#painted, scene)) paint(this.#image, scene);
    this.#painted = scene;
    context.putImageData(this.#image, 0, 0);
  }
}

const isSame = (a: PointScene, b: PointScene): boolean =>
  a.map === b.map &&
  a.view === b.view &&
  a.colours === b.colours &&
  a.chosen === b.chosen &&
  a.ratio === b.ratio &&
  a.radius === b.radius;

function paint({ data, width, height }: ImageData, scene: PointScene): void {
  const { map, view, colours, chosen, ratio, radius } = scene;
  const pixels = { data: new Uint32Array(data.buffer), width, height };
  pixels.data.fill(pixelOf(colours.background));
  const order = map.groups.map((_, group) => group);
  if (chosen !== null) order.sort((a, b) => Number(a === chosen) - Number(b === chosen));
  for (const group of order) {
    const { starts, points } = map.byGroup;
    paintDiscs(pixels, {
      places: map.places,
      points: points.subarray(starts[group] ?? 0, starts[group + 1] ?? 0),
      view: { scale: view.scale * ratio, x: view.x * ratio, y: view.y * ratio },
      radius: radius * ratio,
      colour: pixelOf(colours.groups[group % colours.groups.length] ?? '#888888'),
      alpha: chosen === null || group === chosen ? dense : faded,
    });
  }
}

/** A colour of the form `#rrggbb` as a pixel. */
function pixelOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return (0xff000000 | ((blue ?? 0) << 16) | ((green ?? 0) << 8) | (red ?? 0)) >>> 0;
}
