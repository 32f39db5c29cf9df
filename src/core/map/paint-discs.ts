/** A picture in memory, a number a pixel as a canvas has them on any machine of today: 0xAABBGGRR. */
export interface Pixels {
  readonly data: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** Discs of one kind: `places` holds two numbers a point, `points` says which of them are painted. */
export interface Discs {
  readonly places: Float32Array;
  readonly points: Int32Array;
  /** A point p stands at p × `scale` + (`x`, `y`), in pixels of the picture. */
  readonly view: { readonly scale: number; readonly x: number; readonly y: number };
  /** In pixels of the picture. */
  readonly radius: number;
  readonly colour: number;
  /** 0–1 */
  readonly alpha: number;
}

/** Steps of a pixel in which a disc can stand, each way: enough that none seems to jump. */
const phases = 4;

/**
 * How much of each pixel a disc covers, 0–256: one square of `side` × `side` for each phase it can
 * stand in, row by row. Painting thousands of discs by these takes a few milliseconds, where a canvas
 * asked for each of them takes a whole frame.
 */
function discMasks(radius: number, alpha: number): { side: number; masks: Uint16Array } {
  const side = Math.ceil(2 * radius) + 2;
  const masks = new Uint16Array(side * side * phases * phases);
  for (let at = 0; at < masks.length; at += 1) {
    const x = at % side;
    const y = Math.floor(at / side) % side;
    const phase = Math.floor(at / (side * side));
    const middleX = side / 2 + ((phase % phases) + 0.5) / phases - 0.5;
    const middleY = side / 2 + (Math.floor(phase / phases) + 0.5) / phases - 0.5;
    const distance = Math.hypot(x + 0.5 - middleX, y + 0.5 - middleY);
    const covered = Math.min(1, Math.max(0, radius + 0.5 - distance));
    masks[at] = Math.round(256 * alpha * covered);
  }
  return { side, masks };
}

/** Paints discs over what is there, smooth at their edges; those out of the picture are left out. */
export function paintDiscs(pixels: Pixels, discs: Discs): void {
  const { places, points, view, colour } = discs;
  const { side, masks } = discMasks(discs.radius, discs.alpha);
  const [left, top] = [view.x - side / 2 + 0.5, view.y - side / 2 + 0.5];
  for (const point of points) {
    const x = (places[2 * point] ?? 0) * view.scale + left;
    const y = (places[2 * point + 1] ?? 0) * view.scale + top;
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column <= -side || row <= -side || column >= pixels.width || row >= pixels.height) continue;
    const phase = phaseOf(x - column) + phases * phaseOf(y - row);
    const mask = masks.subarray(phase * side * side, (phase + 1) * side * side);
    blend(pixels, mask, side, { column, row }, colour);
  }
}

/** A part of a pixel just below 1 may be rounded up to it. */
const phaseOf = (part: number): number => Math.min(phases - 1, Math.floor(part * phases));

/** Lays one square of coverage over the picture, as far as it is within. */
function blend(
  { data, width, height }: Pixels,
  mask: Uint16Array,
  side: number,
  { column, row }: { readonly column: number; readonly row: number },
  colour: number,
): void {
  const redBlue = colour & 0xff00ff;
  const green = colour & 0x00ff00;
  const [fromX, toX] = [Math.max(0, -column), Math.min(side, width - column)];
  const toY = Math.min(side, height - row);
  for (let y = Math.max(0, -row); y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) {
      const share = mask[y * side + x] ?? 0;
      if (share === 0) continue;
      const at = (row + y) * width + column + x;
      const under = data[at] ?? 0;
      const rest = 256 - share;
      const mixed = ((redBlue * share + (under & 0xff00ff) * rest) >>> 8) & 0xff00ff;
      const mixedGreen = ((green * share + (under & 0x00ff00) * rest) >>> 8) & 0x00ff00;
      data[at] = (0xff000000 | mixed | mixedGreen) >>> 0;
    }
  }
}
