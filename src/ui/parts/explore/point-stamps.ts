/** More would only pile up: zooming asks for many sizes, each for a moment. */
const mostKept = 96;

/** Discs painted once and stamped thousands of times: far quicker than a path of arcs. */
export class PointStamps {
  #kept = new Map<string, HTMLCanvasElement>();

  /** A disc with a pixel to spare around it; `radius` in device pixels. */
  of(colour: string, radius: number): HTMLCanvasElement {
    const name = `${colour} ${radius}`;
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    if (this.#kept.size >= mostKept) this.#kept = new Map();
    const stamp = paint(colour, radius);
    this.#kept.set(name, stamp);
    return stamp;
  }
}

function paint(colour: string, radius: number): HTMLCanvasElement {
  const stamp = document.createElement('canvas');
  const side = Math.ceil(2 * radius) + 2;
  stamp.width = side;
  stamp.height = side;
  const context = stamp.getContext('2d');
  if (context === null) return stamp;
  context.fillStyle = colour;
  context.beginPath();
  context.arc(side / 2, side / 2, radius, 0, 2 * Math.PI);
  context.fill();
  return stamp;
}
